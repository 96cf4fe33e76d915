"""The meeting itself as a row: when, where, what is published, its moves."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from boards.desk.meeting_rows import agenda_due_on
from boards.desk.meetings import kinds
from boards.desk.words import clock_time, long_day, when_of
from boards.models import AccessRegime, Meeting
from boards.open_business import open_business
from boards.public import meeting_path
from boards.rules.retention import retention_of
from portal.addresses import body_url
from portal.desk import Fact, Row, row_of

if TYPE_CHECKING:
    from boards.desk.meetings.screen import MeetingScreen


#: States of which a notice of its own tells.
CALLED_OFF = frozenset({Meeting.State.CANCELLED, Meeting.State.POSTPONED})
#: States from which a meeting is concluded.
CONCLUDED_NEXT = frozenset({Meeting.State.AGENDA_PUBLISHED, Meeting.State.IN_PROGRESS})
#: Moves that are not the next step of an ordinary meeting.
SELDOM = ("/publish_agenda/", "/cancel/", "/postpone/")


def meeting_row(view: MeetingScreen) -> Row:
    """The details of a meeting with its moves."""
    meeting: Meeting = view.owner
    optional = (
        (_("Where"), meeting.place),
        (_("Link to attend online"), meeting.online_link),
        (_("Webcast"), meeting.webcast_link),
        (_("Captions"), meeting.get_captions_display()),
        (_("Transcript"), meeting.transcript_link),
        (_("Questions from the public until"), _questions(meeting)),
        (_("Agenda"), _agenda(view)),
        (_("Reason for short notice"), meeting.short_notice_reason),
        (_("Reason"), meeting.state_reason),
        (_("Minutes confirmed by"), str(meeting.confirmed_by or "")),
        (_("Notes for the chair"), meeting.chairs_brief),
        (_("Open to the public until"), _kept_until(view)),
    )
    facts = [Fact(_("When"), when_of(meeting)), Fact(_("Kind"), meeting.get_kind_display())]
    facts += [Fact(label, text) for label, text in optional if text]
    row = row_of(
        view,
        kinds.DETAILS,
        meeting,
        title=meeting.title,
        facts=facts,
        links=[*_public_link(view), *_recording(view), *_open_business(view)],
        can_edit=view.keeps,
    )
    seldom = [one for one in row.buttons if one.url.endswith(SELDOM)]
    return replace(row, buttons=[one for one in row.buttons if one not in seldom], more=seldom)


def _kept_until(view: MeetingScreen) -> str:
    """Until when papers and background papers stay open; empty where no right of access exists."""
    meeting: Meeting = view.owner
    if meeting.body.access_regime == AccessRegime.NON_STATUTORY or not meeting.is_public:
        return ""
    found = retention_of(held_on=meeting.held_on, calendar=view.calendar)
    words = {
        "papers": long_day(found.papers_until),
        "background": long_day(found.background_until),
    }
    return _("%(papers)s (agenda, reports, minutes); %(background)s (background papers)") % words


def _questions(meeting: Meeting) -> str:
    if meeting.questions_due_on is None:
        return ""
    day = long_day(meeting.questions_due_on)
    at = meeting.questions_due_at
    return f"{day}, {clock_time(at)}" if at else day


def _agenda(view: MeetingScreen) -> str:
    meeting: Meeting = view.owner
    if meeting.agenda_published_on:
        return _("published on %(day)s") % {"day": long_day(meeting.agenda_published_on)}
    if meeting.state in (Meeting.State.DRAFT, Meeting.State.SCHEDULED):
        due = agenda_due_on(meeting, view.calendar)
        return _("to be published by %(day)s") % {"day": long_day(due)}
    return ""


def _open_business(view: MeetingScreen) -> list[tuple[str, str]]:
    """What is left to be seen to before the meeting is over, from its day on."""
    meeting: Meeting = view.owner
    if meeting.state not in CONCLUDED_NEXT or meeting.held_on > view.today:
        return []
    return [(one.sentence, one.url) for one in open_business(meeting)]


def _recording(view: MeetingScreen) -> list[tuple[str, str]]:
    """The way to the particulars of the recording, for whoever may enter them."""
    if not view.keeps or not view.owner.is_public:
        return []
    kind = kinds.RECORDING.name
    return [
        (_("Recording, captions, transcript"), view.address("edit", kind=kind, pk=view.owner.pk))
    ]


def _public_link(view: MeetingScreen) -> list[tuple[str, str]]:
    """The way to the public page and to the notice for the door, where there can be any."""
    meeting: Meeting = view.owner
    if not meeting.is_public or meeting.state == Meeting.State.DRAFT:
        return []
    path = meeting_path(meeting)
    links = [(_("Public page"), body_url(meeting.body.slug, path, request=view.request))]
    if meeting.agenda_published_on or meeting.state in CALLED_OFF:
        sheet = body_url(meeting.body.slug, f"{path}notice.pdf", request=view.request)
        links.append((_("Notice for the door (PDF)"), sheet))
    return links
