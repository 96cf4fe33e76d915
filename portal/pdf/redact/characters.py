"""What a page says, letter by letter with its place, as words in the order of reading.

PDFium gives the letters in the order in which the page sets them, with blanks and line ends of its
own where words and lines part.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import Any, Final

import pypdfium2
import pypdfium2.raw as raw

from portal.pdf.redact.geometry import Box, around

#: How PDFium writes a hyphen at which a line breaks.
BROKEN: Final = ("\u0002", "\ufffe")
HYPHENS: Final = ("-", "\u2010", "\u2011", "\u00ad")
_HIGH, _LOW, _END = 0xD800, 0xDC00, 0xE000


@dataclass(frozen=True, slots=True)
class Character:
    """One letter: its box in the page's own coordinates, and its baseline.

    `origin` is where the baseline begins, `angle` in which direction it runs, in radians.
    """

    text: str
    box: Box
    origin: tuple[float, float]
    angle: float = 0.0


@dataclass
class Word:
    """A word: letters with nothing between them.

    Attributes:
        characters: its letters; a word that was cut at the end of a line is one.
        line: the number of the line on which it begins.
        breaks: at which letters it goes on in another line.
    """

    characters: list[Character]
    line: int
    breaks: list[int] = field(default_factory=list)

    @cached_property
    def text(self) -> str:
        """Its letters, without the hyphen at which it was cut."""
        return "".join(one.text for one in self.characters)

    @cached_property
    def box(self) -> Box:
        """Around all of it; of a word on two lines that is more than the word."""
        return around(one.box for one in self.characters)

    @property
    def pieces(self) -> list[list[Character]]:
        """Its letters line by line."""
        edges = [0, *self.breaks, len(self.characters)]
        found = [self.characters[a:b] for a, b in pairwise(edges)]
        return [piece for piece in found if piece]


def words_of(page: pypdfium2.PdfPage) -> list[Word]:
    """The words of a page, in the order of reading."""
    read = page.get_textpage()
    try:
        return list(_words(read))
    finally:
        read.close()


def _words(read: Any) -> Iterator[Word]:
    word: Word | None = None
    line, broken = 0, False
    for index, text in _letters(read):
        is_end = text in ("\r", "\n")
        if text in BROKEN or (text in HYPHENS and _ends_line(read, index)):
            broken = word is not None
            continue
        if text.isspace() or text == "\x00":
            line += text == "\n"
            if word is not None and not (broken and is_end):
                yield word
                word = None
            continue
        one = _character(read, index, text)
        if word is not None and broken:
            word.breaks.append(len(word.characters))
        broken = False
        if word is None:
            word = Word([], line)
        word.characters.append(one)
    if word is not None:
        yield word


def _letters(read: Any) -> Iterator[tuple[int, str]]:
    """Every letter with its number; a pair of surrogates is one."""
    pending = 0
    for index in range(read.count_chars()):
        code = raw.FPDFText_GetUnicode(read.raw, index)
        if _HIGH <= code < _LOW:
            pending = code
            continue
        if _LOW <= code < _END:
            code = 0x10000 + ((pending - _HIGH) << 10) + (code - _LOW) if pending else 0xFFFD
        pending = 0
        yield index, chr(code)


def _ends_line(read: Any, index: int) -> bool:
    """Whether nothing but a line end that PDFium has set itself follows."""
    after = index + 1
    return after < read.count_chars() and chr(raw.FPDFText_GetUnicode(read.raw, after)) in "\r\n"


def _character(read: Any, index: int, text: str) -> Character:
    box = _four(raw.FPDFText_GetCharBox, read.raw, index)
    if box is None or box[0] >= box[2] or box[1] >= box[3]:
        box = _loose(read.raw, index) or box or (0.0, 0.0, 0.0, 0.0)
    x, y = ctypes.c_double(), ctypes.c_double()
    if not raw.FPDFText_GetCharOrigin(read.raw, index, x, y):
        x.value, y.value = box[0], box[1]
    angle = -raw.FPDFText_GetCharAngle(read.raw, index)
    return Character(text, box, (x.value, y.value), angle)


def _four(ask: Callable[..., int], page: Any, index: int) -> Box | None:
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    if not ask(page, index, left, right, bottom, top):
        return None
    return left.value, bottom.value, right.value, top.value


def _loose(page: Any, index: int) -> Box | None:
    """The room that the font gives a letter, for one that draws nothing of its own."""
    found = raw.FS_RECTF()
    if not raw.FPDFText_GetLooseCharBox(page, index, found):
        return None
    return found.left, found.bottom, found.right, found.top
