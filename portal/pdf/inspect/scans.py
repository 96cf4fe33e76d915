"""A black box that was burned into a scan while the recognised words stayed in the file.

The words of a scan are invisible by design, and lie where the picture shows them. Where the picture
shows no letters there, but one flat colour, somebody painted over them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from portal.pdf.inspect.drawn import Box
from portal.pdf.inspect.seeing import (
    DARK,
    Drawing,
    Hidden,
    Letter,
    letters_of,
    runs,
    tells,
)
from portal.pdf.inspect.suspects import Suspect

INNER: Final = 0.2
"""Part of a letter's box that is left out at each side, where its neighbours begin."""
INKED: Final = 0.5
"""Part of the letters outside dark places that lie on ink, if the words stand where the picture
shows them. Where they do not, a photograph was taken for a scan."""
LEAST: Final = 2
"""Letters of whole words that must lie on one flat colour."""
LONG: Final = 6
"""The same for a run that is cut within a word, for bare paper, and for words out of place: a
picture of something is flat here and there too."""


@dataclass(frozen=True)
class _Under:
    """What the picture shows under a letter: a flat dark colour, bare paper, or ink."""

    letter: Letter
    dark: bool
    bare: bool


def painted_over(page: Any, recognised: Sequence[Suspect], drawing: Drawing) -> list[Hidden]:
    """The recognised words of a scan for which its picture shows a flat colour.

    Args:
        page: PDFium's page.
        recognised: the texts of the scan, and texts that lie under its picture.
        drawing: the page.
    """
    letters, _ = letters_of(page, recognised)
    if not letters:
        return []
    grey = drawing.grey()
    under = [_look(one, drawing, grey) for one in letters]
    bare = [one for one in under if one.bare]
    lit = sum(not one.dark for one in under)
    in_place = lit == 0 or (lit - len(bare)) >= INKED * lit
    hidden = _runs([one for one in under if one.dark], letters, LEAST if in_place else LONG)
    return hidden + (_runs(bare, letters, LONG) if in_place else [])


def _runs(under: Sequence[_Under], letters: Sequence[Letter], least: int) -> list[Hidden]:
    found = runs([one.letter for one in under], letters)
    places = {one.place for one in letters}
    return [
        Hidden.of(run, why="covered")
        for run in found
        if tells(run) and len(run) >= (LONG if _is_cut(run, places) else least)
    ]


def _is_cut(run: Sequence[Letter], places: set[int]) -> bool:
    """Whether the word that a run begins or ends with goes on beside it."""
    return run[0].place - 1 in places or run[-1].place + 1 in places


def _look(letter: Letter, drawing: Drawing, grey: bytes) -> _Under:
    left, bottom, right, top = letter.box
    across, upward = (right - left) * INNER, (top - bottom) * INNER
    inner: Box = (left + across, bottom + upward, right - across, top - upward)
    found = drawing.flat(grey, inner)
    if found is None:
        return _Under(letter, dark=False, bare=False)
    return _Under(letter, dark=found[1] <= DARK, bare=found[0] > DARK)
