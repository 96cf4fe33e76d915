"""Boxes on a page: do they touch, and where are they on the picture of the page?

A box is left, bottom, right and top in the page's own coordinates, unturned. A place on the picture
that a person sees is left, top, width and height in parts of one, turned as the page is shown.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, TypeAlias

Box: TypeAlias = tuple[float, float, float, float]
TOUCH: Final = 0.05
"""Points that two boxes must share in both directions to touch."""


@dataclass(frozen=True)
class Frame:
    """The visible box of a page and its turn: 0, 90, 180 or 270 degrees clockwise."""

    left: float
    bottom: float
    right: float
    top: float
    turn: int = 0

    @property
    def width(self) -> float:
        """Width in the page's own coordinates, unturned."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Height in the page's own coordinates, unturned."""
        return self.top - self.bottom

    @property
    def box(self) -> Box:
        """The visible box."""
        return self.left, self.bottom, self.right, self.top

    def on_page(self, place: tuple[float, float, float, float]) -> Box:
        """The box of a place that was drawn on the picture, cut off at the edge of the page."""
        left, top, width, height = place
        corners = [self._unturned(x, y) for x in (left, left + width) for y in (top, top + height)]
        xs = sorted(self.left + x * self.width for x, _ in corners)
        ys = sorted(self.top - y * self.height for _, y in corners)
        return _within((xs[0], ys[0], xs[-1], ys[-1]), self.box)

    def on_picture(self, box: Box) -> tuple[float, float, float, float]:
        """Where a box of the page lies on the picture."""
        left, bottom, right, top = _within(box, self.box)
        corners = [
            self._turned((x - self.left) / self.width, (self.top - y) / self.height)
            for x in (left, right)
            for y in (bottom, top)
        ]
        xs, ys = sorted(x for x, _ in corners), sorted(y for _, y in corners)
        return xs[0], ys[0], xs[-1] - xs[0], ys[-1] - ys[0]

    def _turned(self, x: float, y: float) -> tuple[float, float]:
        return {0: (x, y), 90: (1 - y, x), 180: (1 - x, 1 - y), 270: (y, 1 - x)}[self.turn]

    def _unturned(self, x: float, y: float) -> tuple[float, float]:
        return {0: (x, y), 90: (y, 1 - x), 180: (1 - x, 1 - y), 270: (1 - y, x)}[self.turn]


def touches(one: Box, other: Box, by: float = TOUCH) -> bool:
    """Whether two boxes share more than `by` points both ways; a thin one needs less to."""
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return across > min(by, _half(one[2] - one[0], other[2] - other[0])) and down > min(
        by, _half(one[3] - one[1], other[3] - other[1])
    )


def holds(outer: Box, inner: Box) -> bool:
    """Whether a box lies in another one."""
    return (
        outer[0] <= inner[0]
        and outer[1] <= inner[1]
        and outer[2] >= inner[2]
        and outer[3] >= inner[3]
    )


def around(boxes: Iterable[Box]) -> Box:
    """The smallest box that holds all of several."""
    found = list(boxes)
    return (
        min(box[0] for box in found),
        min(box[1] for box in found),
        max(box[2] for box in found),
        max(box[3] for box in found),
    )


def grown(box: Box, by: float) -> Box:
    """A box that is larger by so many points on each side; smaller, where that is negative."""
    return box[0] - by, box[1] - by, box[2] + by, box[3] + by


def _half(one: float, other: float) -> float:
    return min(one, other) / 2


def _within(box: Box, frame: Box) -> Box:
    left, bottom = max(box[0], frame[0]), max(box[1], frame[1])
    return left, bottom, max(left, min(box[2], frame[2])), max(bottom, min(box[3], frame[3]))
