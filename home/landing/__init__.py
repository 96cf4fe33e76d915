"""The landing of the workspace: one part a module, each empty for whom it is not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from home.landing import (
    actions,
    alone,
    answering,
    calls,
    chairing,
    checking,
    dates,
    deciding,
    evidence,
    hearings,
    lines,
    meetings,
    office,
    papers,
    requests,
    waiting,
)
from home.landing.part import Part
from home.landing.reader import Reader

__all__ = ["PARTS", "Reader", "parts_for"]

#: In the order of urgency. A part without lines is left out; nothing in one depends on another.
PARTS: Final[tuple[Callable[[Reader], Part | None], ...]] = (
    alone.alone,
    hearings.hearings,
    checking.packs,
    answering.asked,
    chairing.urgency,
    deciding.incidents,
    deciding.restrictions,
    deciding.concerns,
    waiting.waiting,
    dates.dates,
    actions.mine,
    requests.asked,
    evidence.sent,
    office.work,
    meetings.coming,
    papers.restricted,
    chairing.embargoed,
    lines.led,
    calls.open_calls,
)


def parts_for(reader: Reader) -> list[Part]:
    """The parts that have something for this person."""
    return [found for make in PARTS if (found := make(reader)) is not None and found.lines]
