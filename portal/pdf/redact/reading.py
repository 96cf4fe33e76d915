"""What is left of a marked page in the order of reading: blocks of lines, and gaps between them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import cos, sin
from typing import Final

from portal.pdf.redact.characters import Word
from portal.pdf.redact.geometry import Box, holds, touches
from portal.pdf.redact.pictures import Picture

FAR: Final = 1.9
"""Line heights from one line to the next, from which a new block begins."""
TURNED: Final = 0.1
"""Radians between two directions that are not the same."""
SEEN: Final = 0.6
"""Part of a word's letters that must be seen for the word to be there."""


@dataclass(frozen=True)
class Mark:
    """Something on a page that may not be read: its box, and what stands there instead.

    `is_burned` is off for what cannot be seen anyway and is only left out of the text.
    """

    box: Box
    label: str
    is_burned: bool = True


@dataclass
class Block:
    """Lines of words that belong together; or a gap, with what is said in its place.

    `goes_on` says that it is part of the same paragraph as the block before.
    """

    lines: list[list[Word]] = field(default_factory=list)
    gap: Mark | None = None
    goes_on: bool = False

    @property
    def text(self) -> str:
        """The words, line by line; of a gap its words in brackets."""
        if self.gap is not None:
            return f"[{self.gap.label}]"
        return "\n".join(" ".join(word.text for word in line) for line in self.lines)


@dataclass
class Left:
    """What becomes of the words of a page.

    Attributes:
        kept: words that stay.
        withheld: stretches of words that go, for the proof that they are gone.
        blocks: what is read, in order.
        burned: the boxes that are painted over: the marks, and all of each word that they touch.
    """

    kept: list[Word] = field(default_factory=list)
    withheld: list[list[Word]] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    burned: list[Box] = field(default_factory=list)


def left_of(words: Sequence[Word], marks: Sequence[Mark], picture: Picture) -> Left:
    """Sort out the words of a page.

    A word of which one letter touches a mark goes wholly, in the picture too. A word that cannot be
    seen where it stands goes, and leaves no gap.
    """
    left = Left(burned=[mark.box for mark in marks if mark.is_burned])
    told: set[int] = set()
    before: Word | None = None
    stretch: list[Word] = []
    for word in words:
        touched = [mark for mark in marks if _is_touched(word, mark)]
        if not touched and is_seen(word, picture):
            left.kept.append(word)
            _append(left.blocks, word, before)
            before, stretch = word, []
            continue
        if not stretch:
            left.withheld.append(stretch)
        stretch.append(word)
        for mark in touched:
            if mark.is_burned:
                left.burned += _pieces(word, mark)
                _tell(left.blocks, mark, told, goes_on=not _parts(before, word))
                before = word
    for mark in marks:
        if mark.is_burned:
            _tell(left.blocks, mark, told, goes_on=False)
    return left


def blocks_of(words: Sequence[Word]) -> list[Block]:
    """The words of a page on which nothing is marked."""
    blocks: list[Block] = []
    before: Word | None = None
    for word in words:
        _append(blocks, word, before)
        before = word
    return blocks


def paragraphs_of(blocks: Sequence[Block]) -> list[str]:
    """What is read, with the gaps where they are."""
    found: list[str] = []
    for block in blocks:
        if found and block.goes_on:
            found[-1] += f" {block.text}"
        else:
            found.append(block.text)
    return found


def is_seen(word: Word, picture: Picture) -> bool:
    """Whether most of its letters make a difference on the page."""
    seen = sum(not picture.is_flat(one.box, by=1) for one in word.characters)
    return seen >= SEEN * len(word.characters)


def _is_touched(word: Word, mark: Mark) -> bool:
    return touches(word.box, mark.box) and any(
        touches(one.box, mark.box) for one in word.characters
    )


def _pieces(word: Word, mark: Mark) -> Iterable[Box]:
    """What of a word a mark does not cover already, line by line."""
    for piece in word.pieces:
        outside = [one.box for one in piece if not holds(mark.box, one.box)]
        if outside:
            yield (
                min(box[0] for box in outside),
                min(box[1] for box in outside),
                max(box[2] for box in outside),
                max(box[3] for box in outside),
            )


def _tell(blocks: list[Block], mark: Mark, told: set[int], *, goes_on: bool) -> None:
    """Say once that something is withheld here; two in a row for the same reason are one."""
    if id(mark) in told:
        return
    told.add(id(mark))
    last = blocks[-1].gap if blocks else None
    if last is None or last.label != mark.label:
        blocks.append(Block(gap=mark, goes_on=goes_on and bool(blocks)))


def _append(blocks: list[Block], word: Word, before: Word | None) -> None:
    if not blocks or blocks[-1].gap is not None or _parts(before, word):
        goes_on = bool(blocks) and not _parts(before, word)
        blocks.append(Block(lines=[[word]], goes_on=goes_on))
    elif before is not None and word.line == before.line:
        blocks[-1].lines[-1].append(word)
    else:
        blocks[-1].lines.append([word])


def _parts(before: Word | None, word: Word) -> bool:
    """Whether a word begins a new block."""
    return before is None or (word.line != before.line and _is_far(before, word))


def _is_far(before: Word, word: Word) -> bool:
    """Whether a line begins a new block: it is far from the one before, or turned another way."""
    one, other = before.pieces[-1][-1], word.characters[0]
    if abs(one.angle - other.angle) > TURNED:
        return True
    across = -sin(other.angle), cos(other.angle)
    step = (one.origin[0] - other.origin[0]) * across[0]
    step += (one.origin[1] - other.origin[1]) * across[1]
    return not 0 <= step <= FAR * max(_height(before), _height(word))


def _height(word: Word) -> float:
    """About the size of its type: of a turned word its width counts."""
    boxes = [one.box for one in word.characters]
    is_upright = abs(cos(word.characters[0].angle)) > abs(sin(word.characters[0].angle))
    sides = [box[3] - box[1] if is_upright else box[2] - box[0] for box in boxes]
    return max(sides) * 1.35
