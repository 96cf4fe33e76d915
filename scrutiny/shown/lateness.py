"""The words for lateness, the same wherever it is shown: pages, trackers, the desk, the letter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

if TYPE_CHECKING:
    from scrutiny.rules.lateness import Lateness


def answer_lateness(late: Lateness) -> str:
    """How late an answer is: "late by 12 working days, counted to today", or nothing in time."""
    return open_lateness(late) or _met(
        late,
        none=_("answered after the last day, by no working day"),
        some=ngettext(
            "answered %(count)d working day late",
            "answered %(count)d working days late",
            late.working_days,
        ),
    )


def task_lateness(late: Lateness) -> str:
    """How late an action or a recommendation is, or was when it was done; nothing in time."""
    return open_lateness(late) or _met(
        late,
        none=_("done after the last day, by no working day"),
        some=ngettext(
            "done %(count)d working day late", "done %(count)d working days late", late.working_days
        ),
    )


def open_lateness(late: Lateness) -> str:
    """How late something is that nothing has met yet; nothing for what is met or in time."""
    if not late.is_late or not late.is_open:
        return ""
    if not late.working_days:
        return _("late, but by no working day yet")
    return ngettext(
        "late by %(count)d working day, counted to today",
        "late by %(count)d working days, counted to today",
        late.working_days,
    ) % {"count": late.working_days}


def _met(late: Lateness, *, none: str, some: str) -> str:
    if not late.is_late or late.is_open:
        return ""
    return some % {"count": late.working_days} if late.working_days else none
