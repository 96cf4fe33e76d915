"""Meetings as rows of the screen, and what is to be seen to about them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from boards.desk import kinds
from boards.desk.words import long_day, when_of
from boards.models import Meeting, ScrutinyBody
from boards.rules.notice import publish_by
from portal.desk import Fact, Row, anchor_of, row_of
from portal.desk.screen import family_of
from portal.rules.calendars import Calendar

if TYPE_CHECKING:
    from boards.desk.views import BodyDesk


def agenda_due_on(meeting: Meeting, calendar: Calendar) -> date:
    """The last working day on which publishing the agenda gives enough notice."""
    body: ScrutinyBody = meeting.body
    return publish_by(
        held_on=meeting.held_on,
        calendar=calendar,
        regime=body.access_regime,
        own=body.clear_days,
    )


def meeting_row(view: BodyDesk, meeting: Meeting, *, calendar: Calendar) -> Row:
    """A meeting in outline, with the way to its own desk."""
    facts = [Fact(_("When"), when_of(meeting)), Fact(_("Kind"), meeting.get_kind_display())]
    if meeting.agenda_published_on:
        facts.append(Fact(_("Agenda published"), long_day(meeting.agenda_published_on)))
    elif meeting.state == Meeting.State.SCHEDULED:
        facts.append(Fact(_("Agenda due by"), long_day(agenda_due_on(meeting, calendar))))
    row = row_of(view, kinds.MEETINGS, meeting, title=meeting.title, facts=facts)
    return replace(
        row,
        state=meeting.get_state_display(),
        family=family_of(meeting.state),
        links=[(_("Open the meeting"), reverse("meetings:desk", args=[meeting.pk]))],
        history_url="",
    )


def meeting_gaps(
    meetings: Sequence[Meeting], *, calendar: Calendar, today: date
) -> list[tuple[str, str]]:
    """Agendas that are due, and meetings whose day has passed, each with its place."""
    found = []
    for meeting in meetings:
        words = {"title": meeting.title, "day": long_day(meeting.held_on)}
        anchor = anchor_of(kinds.MEETINGS, meeting)
        is_ahead = meeting.state in (Meeting.State.SCHEDULED, Meeting.State.AGENDA_PUBLISHED)
        if is_ahead and meeting.held_on < today:
            sentence = _("“%(title)s” on %(day)s has passed: conclude, cancel or postpone it.")
            found.append((sentence % words, anchor))
        elif meeting.state == Meeting.State.SCHEDULED and meeting.held_on >= today:
            due = agenda_due_on(meeting, calendar)
            words["due"] = long_day(due)
            if due < today:
                sentence = _("The agenda of “%(title)s” on %(day)s was due by %(due)s.")
                found.append((sentence % words, anchor))
            elif due == today:
                sentence = _("The agenda of “%(title)s” on %(day)s is due today.")
                found.append((sentence % words, anchor))
        elif meeting.state == Meeting.State.POSTPONED:
            sentence = _("“%(title)s” was postponed and has no new day yet.")
            found.append((sentence % words, anchor))
    return found
