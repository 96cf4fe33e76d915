"""Where a page number or a heading may stand on a page as seen: pure geometry.

Both sides work from here: the one that looks whether a place is free, and the one that stamps.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil
from typing import Final

from portal.pdf.merge.typeface import stamp_typeface

SIZE: Final = 9.0
"""Points of the letters on a page that is no wider than A4; larger pages get larger ones."""
ORDINARY: Final = 595.0
LARGEST: Final = 8.0
DIGITS: Final = "0000"
PADDING: Final = 3.0
LEADING: Final = 1.3
RISE: Final = 0.3
"""Where the base line stands in a line, as a part of the size."""
BANNER_SHARE: Final = 0.9
"""How much of the page's width a heading may take."""
#: From the edges, in points: where printers still print, then closer.
MARGINS: Final = ((24.0, 18.0), (14.0, 9.0))


@dataclass(frozen=True)
class Rectangle:
    """A place on a page as seen, in user units from the lower left corner."""

    left: float
    bottom: float
    width: float
    height: float


@dataclass(frozen=True)
class Scale:
    """How large a stamp is on a page: `points` user units make one point of the stamp's design."""

    points: float

    @property
    def size(self) -> float:
        """The size of the letters, in user units."""
        return SIZE * self.points


def scale_of(width: float, height: float, unit: float = 1.0) -> Scale:
    """The scale for a page of this size.

    Args:
        width: of the page as seen, in user units; so `height`.
        unit: points in one user unit.
    """
    wanted = min(max(min(width, height) * unit / ORDINARY, 1.0), LARGEST)
    fitting = min(width / number_width(""), height / line_height()) * unit
    return Scale(min(wanted, fitting) / unit)


def number_width(prefix: str) -> float:
    """The width of the place for a number, in points of the design; all numbers get the same."""
    return stamp_typeface().width(prefix + DIGITS, SIZE) + 2 * PADDING


def line_height() -> float:
    """The height of a line, in points of the design."""
    return SIZE * LEADING


def number_places(
    width: float, height: float, scale: Scale, prefix: str = ""
) -> Iterator[Rectangle]:
    """The places in the corner below on the right, in the order in which they are tried.

    A reader looks for the number in one corner. So there is no other: where it is taken, the page
    grows.
    """
    wide = number_width(prefix) * scale.points
    high = (line_height() + 2 * PADDING) * scale.points
    for across, down in MARGINS:
        x, y = across * scale.points, down * scale.points
        if wide + 2 * x > width or high + 2 * y > height:
            continue
        yield Rectangle(width - x - wide, y, wide, high)


def strip_height(lines: int, scale: Scale) -> float:
    """How much a page grows, in user units, to take so many lines where no place is free."""
    return ceil((lines * line_height() + 4 * PADDING) * scale.points)


def banner_lines(text: str, width: float, scale: Scale) -> list[str]:
    """A heading broken into lines that fit the page; a word that does not is broken too."""
    face = stamp_typeface()
    room = width * BANNER_SHARE / scale.points
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if face.width(longer, SIZE) <= room:
            lines[-1] = longer
            continue
        if lines[-1]:
            lines.append("")
        for letter in word:
            if lines[-1] and face.width(lines[-1] + letter, SIZE) > room:
                lines.append("")
            lines[-1] += letter
    return lines


def banner_places(lines: int, width: float, height: float, scale: Scale) -> Iterator[Rectangle]:
    """Where a heading may stand: along the upper edge."""
    high = (lines * line_height() + 2 * PADDING) * scale.points
    left = width * (1 - BANNER_SHARE) / 2
    for _, down in MARGINS:
        y = down * scale.points
        if high + 2 * y <= height / 2:
            yield Rectangle(left, height - y - high, width * BANNER_SHARE, high)
