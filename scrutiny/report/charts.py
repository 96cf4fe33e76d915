"""The figure of a report, worked out in numbers; the template draws it as SVG.

Black and patterns only, counts from zero, labels above the bars so that it reads on a phone. The
title of the drawing says in words what it shows: it is the alternative text in page and PDF.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

WIDTH: Final = 360
VALUE_WIDTH: Final = 36
LABEL_HEIGHT: Final = 22
BAR_HEIGHT: Final = 20
STEP: Final = 56
#: Fills in the order of the bars: solid, stripes, dots, empty.
FILLS: Final = ("#000000", "url(#report-stripes)", "url(#report-dots)", "#ffffff")


@dataclass(frozen=True)
class Bar:
    """One bar, in units of the drawing."""

    label: str
    count: int
    top: int
    width: int
    fill: str

    @property
    def label_baseline(self) -> int:
        """Where the words above the bar stand."""
        return self.top - 6

    @property
    def value_baseline(self) -> int:
        """Where the number after the bar stands."""
        return self.top + BAR_HEIGHT - 5

    @property
    def value_left(self) -> int:
        """Where the number after the bar begins."""
        return self.width + 8


@dataclass(frozen=True)
class BarChart:
    """A chart of counts: title (the alternative text), description and bars."""

    title: str
    description: str
    bars: tuple[Bar, ...]
    width: int = WIDTH
    bar_height: int = BAR_HEIGHT

    @property
    def height(self) -> int:
        """The height of the whole drawing."""
        return STEP * len(self.bars)


def bar_chart(title: str, description: str, counts: Sequence[tuple[str, int]]) -> BarChart:
    """A chart of up to four counts; the longest bar takes all the room, zero takes none."""
    longest = max((count for _, count in counts), default=0) or 1
    room = WIDTH - VALUE_WIDTH
    return BarChart(
        title=title,
        description=description,
        bars=tuple(
            Bar(
                label=label,
                count=count,
                top=LABEL_HEIGHT + STEP * place,
                width=round(room * count / longest),
                fill=FILLS[place % len(FILLS)],
            )
            for place, (label, count) in enumerate(counts)
        ),
    )
