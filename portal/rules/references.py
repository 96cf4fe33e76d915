"""Municipal years and printed references."""

from __future__ import annotations

from datetime import date

#: The municipal year turns with the annual meetings in May (Local Government Act 1972, Sch 12).
FIRST_MONTH = 5


def municipal_year(day: date) -> str:
    """The municipal year of a civil date, as clerks write it: `2025/26`."""
    start = day.year if day.month >= FIRST_MONTH else day.year - 1
    return f"{start}/{(start + 1) % 100:02d}"


def short_year(year: str) -> str:
    """`2025/26` as it stands inside a reference: `25/26`."""
    return year[2:]


def recommendation_reference(*, short_name: str, year: str, number: int) -> str:
    """A printed reference such as `NPCP R (25/26) 01`; unique within the body."""
    return f"{short_name} R ({short_year(year)}) {number:02d}"
