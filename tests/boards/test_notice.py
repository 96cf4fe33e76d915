"""Notice in clear days: how much is needed, how much was given, when to publish."""

from __future__ import annotations

from datetime import date

import pytest

from boards.rules.notice import Notice, clear_days_needed, notice_given, publish_by
from portal.rules.calendars import Calendar, ClosureDay

ENGLAND = Calendar(nation="england")
WALES = Calendar(nation="wales")
FRIDAY = date(2025, 9, 12)


@pytest.mark.parametrize(
    ("calendar", "regime", "own", "needed"),
    [
        (ENGLAND, "lga72_england", None, 5),
        (ENGLAND, "lga72_england", 0, 5),
        (ENGLAND, "lga72_england", 7, 7),
        (ENGLAND, "lga72_england", 2, 5),  # a body cannot ask less of itself than the Act does
        (WALES, "lga72_wales", None, 3),
        (WALES, "pcp_wales_modified", None, 3),
        (WALES, "pcp_wales_modified", 4, 4),
        (ENGLAND, "non_statutory", None, 5),
        (ENGLAND, "non_statutory", 2, 2),
    ],
)
def test_clear_days_needed(calendar: Calendar, regime: str, own: int | None, needed: int) -> None:
    assert clear_days_needed(calendar=calendar, regime=regime, own=own) == needed


@pytest.mark.parametrize(
    ("calendar", "published", "held", "given", "is_short"),
    [
        (ENGLAND, date(2025, 9, 4), FRIDAY, 5, False),
        (ENGLAND, date(2025, 9, 5), FRIDAY, 4, True),
        (ENGLAND, date(2025, 9, 11), FRIDAY, 0, True),
        (ENGLAND, date(2025, 9, 7), date(2025, 9, 15), 5, False),  # a Sunday on the web
        (ENGLAND, date(2025, 4, 14), date(2025, 4, 24), 5, False),  # over Easter
        (ENGLAND, date(2025, 4, 15), date(2025, 4, 24), 4, True),
        (WALES, date(2025, 9, 8), FRIDAY, 3, False),
        (WALES, date(2025, 9, 9), FRIDAY, 2, True),
    ],
)
def test_notice_given(
    calendar: Calendar, published: date, held: date, given: int, is_short: bool
) -> None:
    regime = "lga72_england" if calendar is ENGLAND else "pcp_wales_modified"
    notice = notice_given(
        published_on=published, held_on=held, calendar=calendar, regime=regime, own=None
    )
    assert (notice.given, notice.is_short) == (given, is_short)
    assert notice.is_statutory
    assert "Local Government Act 1972" in notice.authority


def test_a_closure_day_shortens_the_notice() -> None:
    closed = Calendar(nation="england", closures=(ClosureDay(date(2025, 9, 8), "Move"),))
    notice = notice_given(
        published_on=date(2025, 9, 4),
        held_on=FRIDAY,
        calendar=closed,
        regime="lga72_england",
        own=None,
    )
    assert (notice.given, notice.missing) == (4, 1)
    due = publish_by(held_on=FRIDAY, calendar=closed, regime="lga72_england", own=None)
    assert due == date(2025, 9, 3)


def test_the_act_is_not_named_where_it_does_not_bind() -> None:
    notice = notice_given(
        published_on=date(2025, 9, 11),
        held_on=FRIDAY,
        calendar=ENGLAND,
        regime="non_statutory",
        own=3,
    )
    assert notice == Notice(given=0, needed=3, is_statutory=False, authority="")
