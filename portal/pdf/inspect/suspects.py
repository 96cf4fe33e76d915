"""Which texts of a page might not be seen by a reader: a cheap look that leaves few to be drawn.

A text is suspect when something wide enough is painted over it afterwards, when it has about the
colour of what lies under it, when it is invisible by its own mode, or when it is all but
transparent. Whether it can really not be seen is found out by drawing (`seeing`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from portal.pdf.inspect.drawn import IMAGE, PATH, TEXT, Box, Colour, Mark

WIDE: Final = 3.0
"""Points that a cover must share with a text, sideways."""
TALL: Final = 0.35
"""Part of a text's height that a cover must share with it."""
THICK: Final = 1.6
"""Points: rules and underlines are thinner than that and cover nothing."""
ALIKE: Final = 40
"""Colours whose parts all differ by less are taken for the same, at first sight."""
FAINT: Final = 40
"""Opacity, of 255, below which a text is suspect."""
SCAN: Final = 0.6
"""Part of the page that a picture fills if it is a scan of the whole page."""
PAPER: Final[Colour] = (255, 255, 255, 255)
INVISIBLE: Final = (3, 7)
STROKED: Final = 1
OPAQUE: Final = 255
ROW: Final = 24.0
"""Points: the height of the rows into which covers are sorted."""
MOST_ROWS: Final = 1000.0


@dataclass(frozen=True, slots=True)
class Cover:
    """Something wide enough to hide a text.

    Attributes:
        place: its place in the order of painting.
        box: where it is.
        colour: what it is filled with; nothing for pictures, shadings and comments.
        picture: it is a picture.
    """

    place: int
    box: Box
    colour: Colour | None
    picture: bool = False


@dataclass(frozen=True, slots=True)
class Suspect:
    """A text that may be hidden.

    Attributes:
        mark: the text.
        box: where it is.
        over: what is painted over it.
    """

    mark: Mark
    box: Box
    over: tuple[Cover, ...]


def covers_of(marks: list[Mark]) -> list[Cover]:
    """All that could hide a text, or be the ground it stands on."""
    covers: list[Cover] = []
    for place, mark in enumerate(marks):
        if mark.kind == TEXT:
            continue
        box = mark.box()
        if box is None or box[2] - box[0] < THICK or box[3] - box[1] < THICK:
            continue
        if mark.kind != PATH:
            covers.append(Cover(place, box, None, picture=mark.kind == IMAGE))
            continue
        filled, line = mark.painting()
        if filled:
            colour = mark.fill()
            if colour[3] > FAINT // 4:
                covers.append(Cover(place, box, colour))
        elif line >= THICK * 2:
            covers.append(Cover(place, box, mark.stroke()))
    return covers


class Ground:
    """The covers of a page by the height they are at, so that few are compared with each text."""

    def __init__(self, covers: Iterable[Cover], page: Box) -> None:
        self._low = page[1]
        self._rows: dict[int, list[Cover]] = {}
        last = self._row(page[3])
        for cover in covers:
            low, high = self._row(cover.box[1]), self._row(cover.box[3])
            for row in range(max(-1, low), min(last + 1, high) + 1):
                self._rows.setdefault(row, []).append(cover)

    def _row(self, height: float) -> int:
        return int(max(-1.0, min(MOST_ROWS, (height - self._low) / ROW)))

    def at(self, box: Box) -> list[Cover]:
        """Those that take up enough of a text to hide some of it, in the order of painting."""
        low, high = self._row(box[1]), self._row(box[3])
        near = self._rows.get(low, ())
        if low != high:
            near = [*near]
            for row in range(low + 1, high + 1):
                near.extend(one for one in self._rows.get(row, ()) if one not in near)
            near.sort(key=lambda cover: cover.place)
        return [
            cover
            for cover in near
            if cover.box[0] < box[2]
            and cover.box[2] > box[0]
            and cover.box[1] < box[3]
            and cover.box[3] > box[1]
            and shares(cover.box, box)
        ]


def suspects_of(
    marks: list[Mark],
    covers: list[Cover],
    page: Box,
    *,
    all_texts: bool = False,
    modes: bool = True,
    recognised: list[Suspect] | None = None,
) -> list[Suspect]:
    """The texts that have to be looked at more closely.

    Args:
        marks: what the page paints, in order.
        covers: those of them that could hide a text.
        page: the page's own box.
        all_texts: suspect every text: the file has layers that are switched off.
        modes: the page's content may set texts in another mode than the visible one.
        recognised: takes the words of a scan that nothing lies over but the scan itself.
    """
    scan = _scan(covers, page)
    ground = Ground(covers, page)
    found: list[Suspect] = []
    for place, mark in enumerate(marks):
        if mark.kind != TEXT:
            continue
        box = mark.box()
        if box is None or box[2] <= box[0] or box[3] <= box[1]:
            continue
        mode = mark.mode() if modes or mark.matrix else 0
        here = ground.at(box)
        if scan is not None and (mode in INVISIBLE or place < scan.place) and shares(scan.box, box):
            above = tuple(cover for cover in here if cover.place > scan.place)
            if above:
                found.append(Suspect(mark, box, above))
            elif recognised is not None:
                recognised.append(Suspect(mark, box, ()))
            continue
        over = tuple(cover for cover in here if cover.place > place)
        if all_texts or mode in INVISIBLE or over or _is_lost_on(mark, mode, here):
            found.append(Suspect(mark, box, over))
    return found


def shares(cover: Box, text: Box) -> bool:
    """Whether a cover takes up enough of a text to hide a word of it."""
    across = min(cover[2], text[2]) - max(cover[0], text[0])
    upward = min(cover[3], text[3]) - max(cover[1], text[1])
    if text[3] - text[1] > 2 * (text[2] - text[0]):  # a text that runs upwards
        across, upward = upward, across
        height = text[2] - text[0]
    else:
        height = text[3] - text[1]
    return across >= min(WIDE, max(text[2] - text[0], text[3] - text[1]) / 2) and (
        upward >= TALL * height
    )


def _scan(covers: list[Cover], page: Box) -> Cover | None:
    """The picture of the whole page, if the page is a scan; the last one if there are several."""
    area = (page[2] - page[0]) * (page[3] - page[1])
    scan = None
    for cover in covers:
        across = min(cover.box[2], page[2]) - max(cover.box[0], page[0])
        upward = min(cover.box[3], page[3]) - max(cover.box[1], page[1])
        if cover.picture and across > 0 and upward > 0 and across * upward >= SCAN * area:
            scan = cover
    return scan


def _is_lost_on(mark: Mark, mode: int, under: Sequence[Cover]) -> bool:
    """Whether a text has about the colour of its ground, or lets all of it shine through."""
    colour = mark.stroke() if mode == STROKED else mark.fill()
    if colour[3] < FAINT:
        return True
    if not under:
        return alike(colour, PAPER)
    last = under[-1]
    if last.colour is None:  # a picture or shading
        return alike(colour, PAPER) and len(under) == 1
    return alike(colour, last.colour) or (last.colour[3] < OPAQUE and alike(colour, PAPER))


def alike(one: Colour, other: Colour) -> bool:
    """Whether two colours may be hard to tell apart."""
    return all(abs(a - b) < ALIKE for a, b in zip(one[:3], other[:3], strict=True))
