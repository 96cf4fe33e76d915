"""Who reads the packs of one meeting, and whose a copy, a reading and a private note are.

A substitute reads the packs of the meeting for which they were named and nothing else of the body.
Marked copies, readings and notes are for the one account that they belong to: no role opens them.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from django.db.models import Q, QuerySet

from boards.models import MeetingSubstitute, PackReading, PaperNote, ReaderCopy
from portal import clock
from portal.access import register_scope
from portal.viewing import register_viewing

if TYPE_CHECKING:
    from portal.models import User

#: How long after the meeting a substitute may read its papers, to follow what came of them.
SUBSTITUTES_READ_FOR: Final = timedelta(days=7)
_NOBODY_ELSES: Final = Q(pk__isnull=False)


def register_what_readers_have() -> None:
    """Tell the floor; called once at start-up."""
    register_scope(MeetingSubstitute, "meeting__body__slug")
    register_scope(ReaderCopy, "pack__meeting__body__slug", apart=_NOBODY_ELSES)
    register_scope(PackReading, "pack__meeting__body__slug", apart=_NOBODY_ELSES)
    register_scope(PaperNote, "item__meeting__body__slug", apart=_NOBODY_ELSES)
    register_viewing(ReaderCopy, lambda user: ReaderCopy.objects.filter(user=user))
    register_viewing(PackReading, lambda user: PackReading.objects.filter(user=user))
    register_viewing(PaperNote, lambda user: PaperNote.objects.filter(user=user))


def substituted_meetings(user: User) -> QuerySet[MeetingSubstitute, int]:
    """The meetings, by number, at which somebody stands in for a member now."""
    return MeetingSubstitute.objects.filter(
        user=user,
        ended_at__isnull=True,
        meeting__held_on__gte=clock.today() - SUBSTITUTES_READ_FOR,
    ).values_list("meeting_id", flat=True)
