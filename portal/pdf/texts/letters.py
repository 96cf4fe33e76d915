"""The letters of a page: by marked content, and as lines with their place and size."""

from __future__ import annotations

import ctypes
from collections import defaultdict
from dataclasses import dataclass, field
from math import hypot
from typing import Any, Final, TypeAlias

import pypdfium2.raw as pdfium

from portal.pdf.texts.marks import NONE, Mark, mark_at, marks_of

#: The number of a marked content, and whether it lies in a form.
Key: TypeAlias = tuple[int, bool]
HYPHEN: Final = "\x02"
"""How PDFium writes a hyphen at the end of a line."""
_HIGH, _LOW, _END = 0xD800, 0xDC00, 0xE000


@dataclass
class Line:
    """A line of a page: where it begins and ends, its baseline and the size of its type.

    All in points.
    """

    text: str
    left: float
    right: float
    base: float
    size: float


@dataclass
class PageText:
    """What is written on a page, artifacts left out.

    Attributes:
        marked: the text of each marked content.
        lines: all lines, in PDFium's order of reading.
        letters: how many there are.
        height: of the page, in points.
    """

    marked: dict[Key, str] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)
    letters: int = 0
    height: float = 0.0


def read_page(page: Any) -> PageText:
    """Read a page that PDFium has loaded."""
    found = PageText(height=pdfium.FPDF_GetPageHeightF(page))
    text = pdfium.FPDFText_LoadPage(page)
    if not text:
        return found
    try:
        _read(text, marks_of(page), found)
    finally:
        pdfium.FPDFText_ClosePage(text)
    return found


def _read(text: Any, marks: dict[int, Mark], found: PageText) -> None:
    marked: dict[Key, list[str]] = defaultdict(list)
    line: list[tuple[int, str]] = []
    last: Mark | None = None
    high = 0
    for place in range(max(0, pdfium.FPDFText_CountChars(text))):
        code = pdfium.FPDFText_GetUnicode(text, place)
        if _HIGH <= code < _LOW:
            high = code
            continue
        letter, high = _letter(code, high), 0
        if letter in "\r\n":
            _end_line(text, line, found)
            if last is not None:
                marked[last.number, last.in_form].append(" ")
            continue
        if not letter:
            continue
        mark = mark_at(marks, text, place)
        if letter.isspace() and mark.number == NONE:
            mark = last or mark  # a space that PDFium has set between two words
        elif mark.is_artifact:
            continue
        else:
            last = mark
        line.append((place, letter))
        found.letters += not letter.isspace()
        marked[mark.number, mark.in_form].append(letter)
    _end_line(text, line, found)
    found.marked = {key: "".join(letters) for key, letters in marked.items() if key[0] != NONE}


def _letter(code: int, high: int) -> str:
    if _LOW <= code < _END:
        return chr(0x10000 + ((high - _HIGH) << 10) + (code - _LOW)) if high else ""
    if code in (0xFFFE, 2):
        return HYPHEN
    if code in (9, 10, 13) or 32 <= code < 0x110000:
        return chr(code)
    return ""


def _end_line(text: Any, line: list[tuple[int, str]], found: PageText) -> None:
    """Keep a line with its measures, and begin the next."""
    written = [one for one in line if not one[1].isspace()]
    if written:
        first, last = written[0][0], written[-1][0]
        x, y = ctypes.c_double(), ctypes.c_double()
        pdfium.FPDFText_GetCharOrigin(text, first, x, y)
        found.lines.append(
            Line(
                " ".join("".join(letter for _place, letter in line).split()),
                x.value,
                _right(text, last, x.value),
                y.value,
                _size(text, first),
            )
        )
    line.clear()


def _right(text: Any, place: int, otherwise: float) -> float:
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    if not pdfium.FPDFText_GetCharBox(text, place, left, right, bottom, top):
        return otherwise
    return right.value


def _size(text: Any, place: int) -> float:
    """The size of the type as it is seen: what the font says, as the page scales it."""
    size = pdfium.FPDFText_GetFontSize(text, place)
    matrix = pdfium.FS_MATRIX()
    if pdfium.FPDFText_GetMatrix(text, place, matrix):
        size *= hypot(matrix.c, matrix.d)
    return round(float(size), 1)
