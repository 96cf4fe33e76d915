"""Draws a marked page anew: its picture, and over that what is left of its words, without ink."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, sin
from typing import Final

from portal.pdf.redact.characters import Character
from portal.pdf.redact.geometry import Box, Frame
from portal.pdf.redact.reading import Block, Mark
from portal.pdf.redact.typeface import ADVANCE, length, shown

PICTURE: Final = "/Portal1"
FONT: Final = "/Portal2"
LARGER: Final = 1.35
"""From the height of the letters to the size of the type."""
SMALLEST: Final = 1.0


@dataclass(frozen=True)
class Tagged:
    """A piece of content: its role, what is said instead of it, and where it is (of a gap)."""

    role: str
    alternative: str = ""
    box: Box | None = None


def content_of(frame: Frame, blocks: list[Block], *, is_tagged: bool) -> tuple[bytes, list[Tagged]]:
    """The instructions that draw a page.

    The boxes of gaps lie below the picture, in which they are burned in; they are there so that a
    gap has a place of its own for those who listen.

    Returns:
        the instructions, and for each of their marked contents, by number, what it is.
    """
    tags: list[Tagged] = []
    below: list[bytes] = []
    above: list[bytes] = []
    for block in blocks:
        number = len(tags)
        if block.gap is not None:
            below.append(_box(block.gap, number, is_tagged=is_tagged))
            tags.append(Tagged("/Figure", block.gap.label, block.gap.box))
        else:
            above.append(_text(block, number, is_tagged=is_tagged))
            tags.append(Tagged("/P"))
    size = b"%.4f 0 0 %.4f %.4f %.4f" % (frame.width, frame.height, frame.left, frame.bottom)
    picture = b"q %s cm %s Do Q\n" % (size, PICTURE.encode())
    if is_tagged:
        picture = b"/Artifact BMC\n%sEMC\n" % picture
    return b"".join([*below, picture, *above]), tags


def _box(gap: Mark, number: int, *, is_tagged: bool) -> bytes:
    left, bottom, right, top = gap.box
    drawn = b"q 0 g %.3f %.3f %.3f %.3f re f Q\n" % (left, bottom, right - left, top - bottom)
    return _marked(b"/Figure", number, drawn) if is_tagged else drawn


def _text(block: Block, number: int, *, is_tagged: bool) -> bytes:
    rows = [_piece(piece) for line in block.lines for word in line for piece in word.pieces]
    drawn = b"BT 3 Tr\n%sET\n" % b"".join(rows)
    return _marked(b"/P", number, drawn) if is_tagged else drawn


def _marked(role: bytes, number: int, drawn: bytes) -> bytes:
    return b"%s <</MCID %d>> BDC\n%sEMC\n" % (role, number, drawn)


def _piece(letters: list[Character]) -> bytes:
    """The letters of a word on one line, as wide as they are; a blank follows."""
    angle = letters[0].angle
    along = cos(angle), sin(angle)
    across = -along[1], along[0]
    corners = [corner for one in letters for corner in _corners(one.box)]
    origin = letters[0].origin
    reach = max(_dot(corner, along) for corner in corners) - _dot(origin, along)
    heights = [_dot(corner, across) for corner in corners]
    size = max((max(heights) - min(heights)) * LARGER, SMALLEST)
    text = "".join(one.text for one in letters)
    own = length(text) * ADVANCE * size
    scale = max(reach, own / 100) / own * 100
    matrix = b"%.5f %.5f %.5f %.5f %.3f %.3f" % (*along, *across, *origin)
    return b"%s %.3f Tf %.2f Tz %s Tm %s Tj\n" % (
        FONT.encode(),
        size,
        scale,
        matrix,
        shown(text + " "),
    )


def _corners(box: Box) -> list[tuple[float, float]]:
    return [(x, y) for x in (box[0], box[2]) for y in (box[1], box[3])]


def _dot(one: tuple[float, float], other: tuple[float, float]) -> float:
    return one[0] * other[0] + one[1] * other[1]
