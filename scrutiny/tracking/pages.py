"""One page of a tracker, found without counting the rows before and after it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from scrutiny.public_tables import TrackedRecord
from scrutiny.tracking.choices import COUNTED

PAGE_SIZE: Final = 25
#: The deepest page that is looked for; whoever needs more takes the table.
LAST_PAGE: Final = 10_000


@dataclass(frozen=True)
class TrackerPage:
    """The rows of one page, whether there are pages around it, and how many rows in all."""

    rows: list[TrackedRecord]
    number: int
    has_next: bool
    total: int
    is_more: bool
    mistake: str = ""

    @property
    def has_other_pages(self) -> bool:
        """Whether there is anything to leaf through."""
        return self.has_next or self.number > 1

    @property
    def previous_number(self) -> int:
        """The number of the page before."""
        return self.number - 1

    @property
    def next_number(self) -> int:
        """The number of the page after."""
        return self.number + 1


def no_page() -> TrackerPage:
    """What stands there when an address was not understood."""
    return TrackerPage(rows=[], number=1, has_next=False, total=0, is_more=False)


def tracker_page(rows: QuerySet[TrackedRecord], wanted: str) -> TrackerPage:
    """The page that an address names; a number that is none gives no rows and says so.

    Rows are counted up to 1,001 and no further.
    """
    total = rows[: COUNTED + 1].count()  # in their order, which is that of an index
    number = int(wanted) if wanted.isascii() and wanted.isdigit() and len(wanted) < 7 else 0
    number = 1 if not wanted else number
    start = (number - 1) * PAGE_SIZE
    is_known = 1 <= number <= LAST_PAGE and not (total <= COUNTED and start >= max(total, 1))
    found = list(rows.defer("words")[start : start + PAGE_SIZE + 1]) if is_known else []
    is_wrong = not is_known or (not found and number > 1)
    return TrackerPage(
        rows=found[:PAGE_SIZE],
        number=1 if is_wrong else number,
        has_next=len(found) > PAGE_SIZE,
        total=min(total, COUNTED),
        is_more=total > COUNTED,
        mistake=_("There is no page “%(page)s” of this list.") % {"page": wanted[:20]}
        if is_wrong
        else "",
    )
