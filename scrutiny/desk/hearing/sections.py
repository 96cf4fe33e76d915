"""Planned questions, hearings and information requests on the desk of their review."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.desk import DeskMixin, Section, row_of
from portal.rules.clocks import days_late
from scrutiny.desk.hearing.kinds import HEARINGS, LINES_SENT, PLANNED, REQUESTS
from scrutiny.desk.saying import day_words, facts_of
from scrutiny.models import Hearing, InformationRequest, PlannedQuestion, Review, Witness

if TYPE_CHECKING:
    from datetime import date

    from portal.rules.calendars import Calendar


def planned_section(view: DeskMixin, review: Review) -> Section:
    """What members mean to ask, line by line."""
    rows = (
        PlannedQuestion.objects.filter(line__review=review)
        .select_related("line", "asker")
        .annotate(times_asked=Count("entries"))
    )
    return Section(
        anchor=PLANNED.name,
        heading=_("Planned questions"),
        rows=[
            row_of(
                view,
                PLANNED,
                one,
                title=_("Line %(number)s: %(question)s")
                % {"number": one.line.number, "question": one.text},
                facts=facts_of(
                    (_("Who asks it"), str(one.asker or "")),
                    (_("Asked at a meeting"), _("yes") if one.times_asked else ""),
                ),
            )
            for one in rows
        ],
        empty=_("What members mean to ask on each line appears here."),
        add_url=view.address("add", kind=PLANNED.name),
        add_label=_("Plan a question"),
    )


def hearings_section(view: DeskMixin, review: Review) -> Section:
    """The items under which the lines are put to witnesses, each with its page."""
    rows = (
        Hearing.objects.filter(review=review)
        .select_related("item__meeting")
        .annotate(answers=Count("entries"))
    )
    is_clerk = "clerk" in view.held_roles
    return Section(
        anchor=HEARINGS.name,
        heading=_("Hearings"),
        rows=[
            row_of(
                view,
                HEARINGS,
                one,
                title=one.item.title,
                facts=facts_of(
                    (
                        _("Meeting"),
                        f"{one.item.meeting.title}, {day_words(one.item.meeting.held_on)}",
                    ),
                    (_("Answers entered"), str(one.answers)),
                ),
                links=(
                    [(_("Open its page"), reverse("workspace_hearing", args=[one.key]))]
                    if is_clerk
                    else []
                ),
            )
            for one in rows
        ],
        empty=_("Choose the item of a meeting under which the lines are put to witnesses."),
        add_url=view.address("add", kind=HEARINGS.name),
        add_label=_("Hear the lines under an item"),
    )


def requests_section(
    view: DeskMixin, review: Review, *, today: date, calendar: Calendar
) -> Section:
    """What the body wants to be told in writing, with the day due."""
    rows = InformationRequest.objects.filter(review=review).select_related(
        "addressee__organisation", "line", "origin_minute__meeting", "body"
    )
    return Section(
        anchor=REQUESTS.name,
        heading=_("Information requests"),
        rows=[
            row_of(
                view,
                REQUESTS,
                one,
                title=f"{one}: {one.text}",
                can_edit=one.state == InformationRequest.State.ASKED,
                facts=facts_of(
                    (_("Asked of"), str(one.addressee)),
                    (_("Due"), _due(one, today, calendar)),
                    (_("Line of enquiry"), str(one.line or "")),
                    (_("From minute"), str(one.origin_minute or "")),
                    (_("Answer"), one.answer),
                    (_("Answered on"), day_words(one.answered_on)),
                ),
            )
            for one in rows
        ],
        empty=_("Questions for a later written answer, with a date, appear here."),
        add_url=view.address("add", kind=REQUESTS.name),
        add_label=_("Ask for information"),
    )


def witness_links(view: DeskMixin, witness: Witness) -> list[tuple[str, str]]:
    """Beside a witness: the sheet of lines to send, and the record that they were sent."""
    sheet = view.address("witness_lines", witness_pk=witness.pk)
    sent = view.address("add", kind=LINES_SENT.name)
    return [
        (_("Sheet with the lines (PDF)"), sheet),
        (_("Lines were sent to the witness"), f"{sent}?witness={witness.pk}"),
    ]


def _due(request: InformationRequest, today: date, calendar: Calendar) -> str:
    words = day_words(request.due_on)
    late = days_late(request.due_on, today, calendar)
    if not late or request.state != InformationRequest.State.ASKED:
        return words
    return (
        words
        + " – "
        + ngettext("overdue by %(count)s working day", "overdue by %(count)s working days", late)
        % {"count": late}
    )
