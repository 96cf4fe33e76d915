"""Dates of meetings: the day itself, its agenda, public questions, packs set to go out."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Final

from django.urls import reverse
from django.utils.translation import gettext as _

from boards.models import Meeting, Pack
from boards.packs.build import IN_PREPARATION
from boards.rules.notice import STATUTORY_REGIMES, clear_days_needed
from portal.access import rows_for
from portal.clock import CIVIL_ZONE
from portal.coming_dates import ComingDate, DatesAsked, counted_date
from portal.rules.clocks import compute

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from portal.rules.calendars import Calendar
    from portal.rules.clocks import Answer

#: States of a meeting that is still to be held.
TO_COME: Final = ("draft", "scheduled", "agenda_published")


def _desk(meeting: Meeting) -> str:
    return reverse("meetings:desk", args=[meeting.pk])


def _to_come(asked: DatesAsked) -> QuerySet[Meeting]:
    rows = rows_for(asked.visitor, Meeting).filter(
        state__in=TO_COME, body__slug__in=asked.calendars
    )
    return rows.select_related("body")


def meetings(asked: DatesAsked) -> Iterator[ComingDate]:
    """Meetings to be held, and those whose day has passed without anybody saying so."""
    rows = _to_come(asked)
    if asked.until is not None:
        rows = rows.filter(held_on__lte=asked.until)
    for one in rows:
        words = _("%s is a draft, which nobody has been told of") if one.state == "draft" else "%s"
        yield ComingDate(
            body=one.body.slug,
            on=one.held_on,
            at=one.starts_at,
            what=words % one.title,
            address=_desk(one),
            counted=_("The day that was set for the meeting. It waits until it is begun."),
        )


def agendas(asked: DatesAsked) -> Iterator[ComingDate]:
    """The last day for each agenda that is not out yet. A date that has passed stays."""
    rows = _to_come(asked).filter(agenda_published_on__isnull=True)
    for one in rows.exclude(kind=Meeting.Kind.PRIVATE_BRIEFING):
        yield counted_date(
            partial(_latest_publication, one, asked.calendars[one.body.slug]),
            body=one.body.slug,
            what=_("Publish the agenda of “%(meeting)s” on %(day)s")
            % {"meeting": one.title, "day": f"{one.held_on:%-d %B %Y}"},
            address=_desk(one),
            asked=asked,
            is_local=one.body.access_regime not in STATUTORY_REGIMES,
        )


def _latest_publication(meeting: Meeting, calendar: Calendar) -> Answer:
    body = meeting.body
    days = clear_days_needed(calendar=calendar, regime=body.access_regime, own=body.clear_days)
    return compute(
        "agenda_latest_publication",
        on=meeting.held_on,
        settings={"clear_days": days},
        calendar=calendar,
    )


def questions(asked: DatesAsked) -> Iterator[ComingDate]:
    """The last day for questions from the public."""
    for one in _to_come(asked).filter(questions_due_on__gte=asked.today):
        assert one.questions_due_on is not None  # asked for
        yield ComingDate(
            body=one.body.slug,
            on=one.questions_due_on,
            at=one.questions_due_at,
            what=_("Last day for questions from the public to %s") % one.title,
            address=_desk(one),
            counted=_("The day that was set with the meeting."),
            is_kept=False,
        )


def packs(asked: DatesAsked) -> Iterator[ComingDate]:
    """Packs that go out by themselves at a set time, and those that should have."""
    rows = rows_for(asked.visitor, Pack).filter(publish_at__isnull=False, state__in=IN_PREPARATION)
    for one in rows.select_related("meeting__body"):
        assert one.publish_at is not None  # asked for
        moment = one.publish_at.astimezone(CIVIL_ZONE)
        what = _("%(pack)s of %(meeting)s goes out by itself")
        if one.publish_failed:
            what = _("%(pack)s of %(meeting)s could not go out by itself")
        yield ComingDate(
            body=one.meeting.body.slug,
            on=moment.date(),
            at=moment.time().replace(second=0, microsecond=0),
            what=what
            % {"pack": f"{one.get_kind_display()} {one.number}", "meeting": one.meeting.title},
            address=_desk(one.meeting),
            counted=one.publish_failed or _("The time that was set with the check of the pack."),
        )
