"""Who reads what was sent to a call for evidence.

The officers of the body read what waits on their desk. What is set apart is for one person alone:
for everybody else, clerks and administrators too, it is not there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from portal.access import register_scope, rows_for
from portal.viewing import register_viewing, visible
from scrutiny.models import Submission

if TYPE_CHECKING:
    from portal.access import Visitor
    from portal.models import User

APART = Submission.State.SET_APART


def register_who_reads_submissions() -> None:
    """Tell the floor; called once at start-up, after the plain scopes."""
    register_scope(Submission, "call__review__body__slug", apart=Q(state=APART))
    register_viewing(
        Submission,
        submissions_for,
        is_restricted=lambda one: one.state == APART,
        sentence=lambda _one: _("Something for this person alone was opened."),
        # Under the account and no body, so that the log of the body does not count it.
        subject=lambda one: one.for_person or one,
    )


def submissions_for(user: User) -> QuerySet[Submission]:
    """The answers that somebody may read."""
    of_the_desk = rows_for(user, Submission).values("pk")
    return Submission.objects.filter(Q(pk__in=of_the_desk) | Q(state=APART, for_person=user))


def set_apart_for(user: Visitor) -> QuerySet[Submission]:
    """What is for this person alone, newest first."""
    rows = visible(user, Submission).filter(state=APART, for_person_id=user.pk)
    return rows.select_related("call__review__body").order_by("-received_at", "-pk")
