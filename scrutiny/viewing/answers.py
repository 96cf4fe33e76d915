"""Who sees what is asked of an office, and what that office has written: it and the officers.

A draft of an answer is for the office alone; the body sees it when it is sent.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.db.models import Q, QuerySet

from portal.access import bodies_of, register_scope, rows_for
from portal.viewing import register_viewing
from scrutiny.addressees import office_people
from scrutiny.models import AnswerDraft, Recommendation, Response

if TYPE_CHECKING:
    from boards.models import Person
    from portal.models import User

RESPONDERS: Final = frozenset({"responder"})
_NOT_ASKED: Final = ("draft", "agreed", "withdrawn")


def register_what_is_asked() -> None:
    """Tell the floor; called once at start-up, after the plain rules."""
    register_scope(AnswerDraft, "response__review__body__slug", apart=Q(pk__isnull=False))
    register_viewing(Response, _responses)
    register_viewing(Recommendation, _recommendations)
    register_viewing(AnswerDraft, _drafts)


def people_answered_for(user: User) -> QuerySet[Person]:
    """The people for whom this account may answer today: of its office, where it is responder."""
    return office_people(user).filter(body__slug__in=bodies_of(user, RESPONDERS))


def _responses(user: User) -> QuerySet[Response]:
    mine = Q(addressee__in=people_answered_for(user))
    return Response.objects.filter(mine | Q(pk__in=rows_for(user, Response)))


def _recommendations(user: User) -> QuerySet[Recommendation]:
    mine = Q(addressee__in=people_answered_for(user)) & ~Q(state__in=_NOT_ASKED)
    return Recommendation.objects.filter(mine | Q(pk__in=rows_for(user, Recommendation)))


def _drafts(user: User) -> QuerySet[AnswerDraft]:
    return AnswerDraft.objects.filter(response__addressee__in=people_answered_for(user))
