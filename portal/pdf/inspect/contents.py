"""What the content of a page says of itself, read as bytes and without a PDF library.

Most pages of minutes and reports set black text and thin rules and nothing else. They are known by
their operators (ISO 32000-2, annex A), so that PDFium need not build them at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final

from pikepdf import Array, Dictionary, Object, PdfError, Stream

from portal.pdf.inspect.bounds import Bounds
from portal.pdf.inspect.findings import Refused
from portal.pdf.inspect.streams import Unfolded, unfold

#: Operators that may cover, hide or colour a text in a way that needs a closer look.
_ASKING: Final = frozenset(
    {b"Do", b"sh", b"BI", b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*", b"Tr", b"sc", b"scn"}
    | {b"SC", b"SCN", b"cs", b"CS", b"ri"}
)
_SHOWING: Final = frozenset({b"Tj", b"TJ", b"'", b'"'})
_PAINTING: Final = (
    _SHOWING
    | {b"Do", b"sh", b"BI", b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*"}
    | {
        b"S",
        b"s",
    }
)
_OPERANDS: Final = {b"g": 1, b"rg": 3, b"k": 4, b"w": 1, b"cm": 6}
#: Delimiters, and the one blank of PDF that is none elsewhere, stand between words as blanks do.
_BLANKS: Final = bytes.maketrans(b"()<>[]{}/\0", b" " * 10)
#: Rows of glyph numbers make up most of a page, and no operator can stand in them.
_GLYPHS: Final = re.compile(rb"\[[<>0-9A-Fa-f\s.+-]*\]")
LIGHT: Final = 0.7
"""A colour no part of which is below that might be lost on white paper."""
INK: Final = 0.5
"""The same for the four-colour scale, where no part is above that."""
THIN: Final = 1.5
"""The width of lines that cover nothing."""


@dataclass(frozen=True, slots=True)
class Content:
    """What the content of a page says of itself.

    Attributes:
        quiet: it sets visible text, and nothing that could cover or hide any of it.
        paints: it puts something on the page.
        modes: it may set texts in another mode than the visible one.
    """

    quiet: bool
    paints: bool
    modes: bool


def content_of(page: Object, bounds: Bounds) -> Unfolded:
    """The content of a page, its parts joined.

    Raises:
        Refused: `over_limits`; `damaged`, a part is cut off or cannot be read.
    """
    parts = page.get("/Contents")
    streams = parts.as_list() if isinstance(parts, Array) else [parts]
    found: list[Unfolded] = []
    left = bounds.page_bytes
    for stream in streams:
        if not isinstance(stream, Stream):
            continue
        try:
            found.append(unfold(stream, left))
        except PdfError as error:
            raise Refused("damaged", what="content") from error
        left -= len(found[-1].data)
    if len(found) == 1:
        return found[0]
    return Unfolded(
        b"\n".join(one.data for one in found),
        whole=all(one.whole for one in found),
        sound=all(one.sound for one in found),
    )


def words_of(content: bytes) -> list[bytes]:
    """Content cut into words. Words within texts are among them: they can only cause doubt."""
    return _GLYPHS.sub(b"[]", content).translate(_BLANKS).split()


def resources_of(page: Object) -> Any:
    """The resources of a page, which it may have from a node above it."""
    for _ in range(50):
        if "/Resources" in page:
            return page["/Resources"]
        above = page.get("/Parent")
        if not isinstance(above, Dictionary):
            return None
        page = above
    return None


def is_quiet(content: bytes, words: list[bytes]) -> bool:
    """Whether a page sets visible text, and nothing that could cover or hide any of it.

    False where in doubt: then the page is looked at with PDFium.
    """
    if b"%" in content:  # a comment, in which anything may stand
        return False
    met = set(words)
    if met & _ASKING or not met & _SHOWING:
        return False
    return all(
        _is_plain(operator, operands)
        for operator, count in _OPERANDS.items()
        if operator in met
        for operands in {
            tuple(words[max(0, place - count) : place]) for place in _places(words, operator)
        }
    )


def _places(words: list[bytes], word: bytes) -> Iterator[int]:
    """Where a word stands; quicker than to look at each of thousands of words."""
    place = -1
    with suppress(ValueError):
        while True:
            place = words.index(word, place + 1)
            yield place


def paints_anything(words: list[bytes]) -> bool:
    """Whether any operator puts something on the page."""
    return not _PAINTING.isdisjoint(words)


def sets_modes(words: list[bytes]) -> bool:
    """Whether texts may be set in another mode than the visible one."""
    return b"Tr" in words


def _is_plain(operator: bytes, operands: tuple[bytes, ...]) -> bool:
    """Whether a colour stands out from white paper, or a line covers nothing; if in doubt, no."""
    try:
        numbers = [float(one) for one in operands]
    except ValueError:
        return False
    if len(numbers) != _OPERANDS[operator]:
        return False
    if operator == b"cm":  # a line may grow with the page it is drawn on
        return max(abs(one) for one in numbers[:4]) <= 1
    if operator == b"w":
        return numbers[0] <= THIN
    return max(numbers) >= INK if operator == b"k" else min(numbers) <= LIGHT
