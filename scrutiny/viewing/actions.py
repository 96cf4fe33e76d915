"""Who sees actions, what is reported about them, the files with it, and information requests.

An action is for its owner, for the officers of its body, and for those who sit on the body. Reports
on it that no clerk has confirmed are for the officers, for its owner and for whoever made them; so
are their files. Partners and responders see what is theirs alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from portal import audit
from portal.access import OFFICE_ROLES, bodies_of
from portal.viewing import register_viewing
from scrutiny.models import Action, InformationRequest, ProgressAttachment, ProgressUpdate
from scrutiny.viewing.answers import people_answered_for

if TYPE_CHECKING:
    from portal.models import User

#: Those who sit on a body, and its independent scrutineer.
MEMBERS: Final = frozenset({"member", "lead_member", "chair", "scrutineer"})


def register_who_sees_actions() -> None:
    """Tell the floor; called once at start-up, after the plain rules."""
    register_viewing(Action, _actions)
    register_viewing(ProgressUpdate, _updates)
    register_viewing(
        ProgressAttachment,
        _attachments,
        is_restricted=lambda _one: True,
        sentence=lambda _one: _("A file of an update was downloaded."),
        subject=lambda one: one.update.action or one.update.recommendation or one,
        act=audit.DOWNLOAD,
    )
    register_viewing(InformationRequest, _requests)


def _actions(user: User) -> QuerySet[Action]:
    bodies = bodies_of(user, OFFICE_ROLES | MEMBERS)
    return Action.objects.filter(Q(owner__user=user) | Q(body__slug__in=bodies))


def _updates(user: User) -> QuerySet[ProgressUpdate]:
    return ProgressUpdate.objects.filter(_readable(user))


def _attachments(user: User) -> QuerySet[ProgressAttachment]:
    return ProgressAttachment.objects.filter(
        update__in=ProgressUpdate.objects.filter(_readable(user))
    ).select_related("update__action", "update__recommendation")


def _readable(user: User) -> Q:
    """Updates that somebody may read."""
    offices = bodies_of(user, OFFICE_ROLES)
    seats = bodies_of(user, MEMBERS)
    return (
        Q(action__body__slug__in=offices)
        | Q(recommendation__review__body__slug__in=offices)
        | Q(action__body__slug__in=seats, confirmed_at__isnull=False)
        | Q(action__owner__user=user)
        | Q(made_by=user)
    )


def _requests(user: User) -> QuerySet[InformationRequest]:
    bodies = bodies_of(user, OFFICE_ROLES | MEMBERS)
    return InformationRequest.objects.filter(
        Q(addressee__user=user)
        | Q(addressee__in=people_answered_for(user))
        | Q(body__slug__in=bodies)
    )
