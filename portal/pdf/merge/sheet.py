"""A page as its reader sees it: what of it is visible, and which way up.

Places on a page are given as seen, in user units from the lower left corner; `matrix` leads from
there to the coordinates of the page's own content.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Final

import pikepdf

from portal.pdf.merge.objects import find

#: A4, for a page that does not say how large it is.
DEFAULT_BOX: Final = (0.0, 0.0, 595.28, 841.89)
NUMBERS_IN_BOX: Final = 4
QUARTER: Final = 90
FULL: Final = 360


@dataclass(frozen=True)
class Sheet:
    """The visible box of a page in its own coordinates, its turn in degrees, its unit."""

    left: float
    bottom: float
    right: float
    top: float
    turn: int = 0
    #: Points (1/72 inch) in one user unit.
    unit: float = 1.0

    @property
    def width(self) -> float:
        """Width as seen, in user units."""
        return self.top - self.bottom if self.turn % 180 else self.right - self.left

    @property
    def height(self) -> float:
        """Height as seen, in user units."""
        return self.right - self.left if self.turn % 180 else self.top - self.bottom

    @property
    def matrix(self) -> tuple[float, float, float, float, float, float]:
        """From the page as seen to the page's own coordinates (8.3.3)."""
        return {
            0: (1, 0, 0, 1, self.left, self.bottom),
            90: (0, 1, -1, 0, self.right, self.bottom),
            180: (-1, 0, 0, -1, self.right, self.top),
            270: (0, -1, 1, 0, self.left, self.top),
        }[self.turn]

    def extended(self, below: float, above: float) -> Sheet:
        """The sheet with strips added, in user units, below and above as seen."""
        return {
            0: replace(self, bottom=self.bottom - below, top=self.top + above),
            90: replace(self, right=self.right + below, left=self.left - above),
            180: replace(self, top=self.top + below, bottom=self.bottom - above),
            270: replace(self, left=self.left - below, right=self.right + above),
        }[self.turn]

    @property
    def box(self) -> tuple[float, float, float, float]:
        """The visible box in the page's own coordinates."""
        return self.left, self.bottom, self.right, self.top


def sheet_of(page: Any) -> Sheet:
    """What is seen of a page: its crop box, as far as it lies on the medium (14.11.2)."""
    medium = box_of(find(page, "/MediaBox")) or DEFAULT_BOX
    crop = box_of(find(page, "/CropBox")) or medium
    seen = (
        max(medium[0], crop[0]),
        max(medium[1], crop[1]),
        min(medium[2], crop[2]),
        min(medium[3], crop[3]),
    )
    if seen[0] >= seen[2] or seen[1] >= seen[3]:
        seen = medium
    turn = page.get("/Rotate", 0)
    unit = _number(page.get("/UserUnit", 1))
    return Sheet(
        *seen,
        turn=int(turn) % FULL if isinstance(turn, int) and turn % QUARTER == 0 else 0,
        unit=unit if unit and unit > 0 else 1.0,
    )


def box_of(value: Any) -> tuple[float, float, float, float] | None:
    """A rectangle with its corners in order, or nothing where there is none to be seen."""
    if not isinstance(value, pikepdf.Array) or len(value) != NUMBERS_IN_BOX:
        return None
    numbers = [_number(item) for item in value]
    if any(number is None for number in numbers):
        return None
    a, b, c, d = (float(number or 0) for number in numbers)
    box = min(a, c), min(b, d), max(a, c), max(b, d)
    return box if box[0] < box[2] and box[1] < box[3] else None


def _number(value: Any) -> float | None:
    try:
        number = float(value)
    except (TypeError, ValueError):
        return None
    return number if abs(number) < 1e9 else None
