"""What an answer must say, the window of an impact review, and the gaps on the way there."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from scrutiny.rules.answers import missing_in_answer
from scrutiny.rules.progress import (
    ImpactItem,
    Progress,
    ProgressGap,
    impact_window,
    months_since,
    place_in_window,
    progress_gaps,
)

DAY = date(2025, 12, 1)


@pytest.mark.parametrize(
    ("parts", "missing"),
    [
        ({"decision": ""}, ("decision",)),
        ({"decision": "accepted"}, ()),
        (
            {"decision": "accepted", "action": " ", "owner": "", "due_on": None},
            ("action", "owner", "due_on"),
        ),
        ({"decision": "partly_accepted"}, ("reason",)),
        ({"decision": "partly_accepted", "reason": "Because.", "due_on": None}, ("due_on",)),
        ({"decision": "rejected", "action": "", "owner": "", "due_on": None}, ("reason",)),
        ({"decision": "rejected", "reason": "Because.", "action": ""}, ()),
    ],
)
def test_what_an_answer_lacks(parts: dict[str, Any], missing: tuple[str, ...]) -> None:
    whole = {"reason": "", "action": "Done.", "owner": "Policy", "due_on": DAY}
    assert missing_in_answer(**{**whole, **parts}) == missing


def test_the_window_runs_from_six_to_twelve_months() -> None:
    closed = date(2025, 8, 31)
    assert impact_window(closed) == (date(2026, 2, 28), date(2026, 8, 31))
    days = [date(2026, 2, 27), date(2026, 2, 28), date(2026, 8, 31), date(2026, 9, 1)]
    assert [place_in_window(day, closed) for day in days] == ["before", "inside", "inside", "after"]


@pytest.mark.parametrize(
    ("day", "today", "months"),
    [
        (date(2025, 1, 31), date(2025, 2, 27), 0),
        (date(2025, 1, 31), date(2025, 2, 28), 1),
        (date(2025, 1, 15), date(2025, 9, 14), 7),
        (date(2025, 1, 15), date(2025, 9, 15), 8),
        (date(2025, 9, 15), date(2025, 1, 15), 0),
    ],
)
def test_whole_months(day: date, today: date, months: int) -> None:
    assert months_since(day, today) == months


CLOSED = date(2025, 1, 15)
TODAY = date(2025, 9, 15)


@pytest.mark.parametrize(
    ("one", "gaps"),
    [
        (Progress("closed_implemented", CLOSED), [ProgressGap("impact_not_planned", 8)]),
        (Progress("closed_implemented", date(2025, 9, 1)), []),
        (Progress("closed_overtaken", CLOSED, impact=[ImpactItem(date(2025, 10, 1), None)]), []),
        (
            Progress("closed_implemented", CLOSED, impact=[ImpactItem(date(2025, 9, 14), None)]),
            [ProgressGap("impact_not_held")],
        ),
        (
            Progress("closed_implemented", CLOSED, impact=[ImpactItem(TODAY, date(2025, 9, 1))]),
            [],
        ),
        # A review that was held before it was reopened and closed again says nothing of this end.
        (
            Progress("closed_implemented", CLOSED, impact=[ImpactItem(CLOSED, date(2024, 9, 1))]),
            [ProgressGap("impact_not_planned", 8)],
        ),
        (Progress("in_progress", heard_on=date(2025, 6, 16)), []),
        (Progress("in_progress", heard_on=date(2025, 6, 15)), [ProgressGap("no_news", 3)]),
        (Progress("rejected", heard_on=date(2024, 6, 15)), []),
        (
            Progress("implemented_claimed", unconfirmed=2),
            [ProgressGap("not_confirmed", 2), ProgressGap("claim_not_settled")],
        ),
    ],
)
def test_gaps(one: Progress, gaps: list[ProgressGap]) -> None:
    assert progress_gaps(one, TODAY) == gaps
