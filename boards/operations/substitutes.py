"""Naming who reads the papers of one meeting in the place of a member, and ending that at once."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from boards.models import Meeting, MeetingSubstitute, Membership, Person
from boards.operations.permission import MEETING_KEEPERS, refuse_unless_keeper
from boards.reader_viewing import SUBSTITUTES_READ_FOR
from boards.reading.forgetting import forget_closed_copies
from portal import audit, clock
from portal.models import User
from portal.operations import Refused, refusals_of

__all__ = ["end_substitute", "members_at", "name_substitute", "reads_until"]


def members_at(meeting: Meeting) -> QuerySet[Person]:
    """Who sits on the body on the day of a meeting, by name."""
    sitting = Membership.objects.on(meeting.held_on).filter(seat__body=meeting.body)
    return Person.objects.filter(pk__in=sitting.values("person_id")).order_by("name")


def reads_until(meeting: Meeting) -> date:
    """The last day on which substitutes read the papers of a meeting."""
    return meeting.held_on + SUBSTITUTES_READ_FOR


@transaction.atomic
def name_substitute(
    *, meeting: Meeting, person: Person, user: User, by: User | None
) -> MeetingSubstitute:
    """Let an account read the packs of one meeting in the place of one member.

    It counts at once, until some days after the meeting (`reads_until`), and opens nothing else
    of the body. Raises Refused when `by` does not keep the meeting or names themselves, the
    account is switched off, the person is no member on the day, somebody was named already, or
    the time is over.
    """
    refuse_unless_keeper(by, meeting.body, MEETING_KEEPERS)
    reasons = []
    if by is not None and by.pk == user.pk:
        reasons.append(_("Nobody names themselves. Ask another clerk."))
    if not user.is_active:
        reasons.append(_("This account is switched off. Choose another."))
    if not members_at(meeting).filter(pk=person.pk).exists():
        reasons.append(_("Choose a member who sits on the body on the day of the meeting."))
    if person.user_id == user.pk:
        reasons.append(_("This account is the member’s own. Choose another."))
    if clock.today() > reads_until(meeting):
        reasons.append(_("The meeting is over, so nobody is named for it any more."))
    if reasons:
        raise Refused(*reasons)
    row = MeetingSubstitute(
        meeting=meeting, person=person, user=user, named_by=by, named_at=clock.now()
    )
    try:
        row.full_clean()
    except ValidationError as error:
        raise Refused(*refusals_of(error)) from error
    row.save()
    sentence = _("%(person)s reads the papers of the meeting in the place of %(member)s.")
    words = {"person": user, "member": person.name}
    audit.record(meeting, act=audit.ROLE_GIVEN, by=by, sentence=sentence % words)
    return row


@transaction.atomic
def end_substitute(substitute: MeetingSubstitute, *, by: User | None) -> None:
    """End it at once: the substitute's next request finds nothing, and their copies go.

    One that has ended stays as it is. Raises Refused when `by` does not keep the meeting.
    """
    meeting = substitute.meeting
    refuse_unless_keeper(by, meeting.body, MEETING_KEEPERS)
    ended = MeetingSubstitute.objects.filter(pk=substitute.pk, ended_at__isnull=True)
    if not ended.update(ended_at=clock.now(), ended_by=by):
        return
    sentence = _("%(person)s reads the papers of the meeting no more.")
    audit.record(
        meeting, act=audit.ROLE_ENDED, by=by, sentence=sentence % {"person": substitute.user}
    )
    forget_closed_copies(substitute.user, meeting.body)
