"""The strings and names of every object of a PDF, each with the place where it stands.

An object is read as the bytes it would be written as: that is quick, and no corner of it can be
passed over, whatever it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from portal.pdf.read import document as place
from portal.pdf.read.collecting import Collector
from portal.pdf.read.strings import TOKEN, name_text, string_text

#: What an object is, by the first of these that stands in it.
_KINDS: Final = (
    (re.compile(rb"/Type /StructElem\b|/Type /StructTreeRoot\b"), place.STRUCTURE),
    (re.compile(rb"/Type /OCG\b|/Type /OCMD\b"), place.LAYER),
    (re.compile(rb"/Type /Filespec\b|/Type /F\b|/EF <<|/EF \d"), place.ATTACHMENT),
    (re.compile(rb"/FT /|/Subtype /Widget\b"), place.FIELD),
    (
        re.compile(rb"/Type /Annot\b|/Subtype /Link\b|/Rect \[.*?/Subtype /", re.DOTALL),
        place.ANNOTATION,
    ),
    (re.compile(rb"/Type /Font\b|/Type /FontDescriptor\b|/FontName /"), place.FONT),
    (re.compile(rb"/Parent \d[\s\S]*?/Title [(<]"), place.BOOKMARK),
    (
        re.compile(rb"/Type /PageLabel\b|/Nums \[.*?<<.*?/P [(<]|/S /[DRrAa]\b", re.DOTALL),
        place.LABEL,
    ),
)
#: What a string is by the key before it, wherever it stands.
_KEYS: Final = {
    b"/ActualText": place.STRUCTURE,
    b"/Alt": place.STRUCTURE,
    b"/Contents": place.ANNOTATION,
    b"/D": place.DESTINATION,
    b"/DV": place.FIELD,
    b"/Desc": place.ATTACHMENT,
    b"/E": place.STRUCTURE,
    b"/F": place.ATTACHMENT,
    b"/JS": place.SCRIPT,
    b"/Lang": place.STRUCTURE,
    b"/Limits": place.DESTINATION,
    b"/Names": place.DESTINATION,
    b"/TU": place.FIELD,
    b"/UF": place.ATTACHMENT,
    b"/URI": place.ANNOTATION,
    b"/V": place.FIELD,
}
_PAGE_OF: Final = re.compile(rb"/(?:Pg|P|Page) (\d+) (\d+) R")


@dataclass
class Objects:
    """Reads objects one by one.

    Attributes:
        found: where the passages go.
        pages: the page that an object is or hangs from, by number and generation.
        seen: every string met so far, so that what is left over can be told from it.
        names: every name met so far.
    """

    found: Collector
    pages: dict[tuple[int, int], int]
    seen: set[str] = field(default_factory=set)
    names: set[bytes] = field(default_factory=set)

    def read(self, written: bytes, number: tuple[int, int], known: str = "") -> None:
        """Read one object.

        Args:
            written: as it is written in a file.
            number: its number and generation.
            known: its place, where that is known from elsewhere.
        """
        key = b""
        kind: str | None = known or None
        page: int | None = None
        for token in TOKEN.finditer(written):
            if token.lastgroup == "name":
                key = token[0]
                self.names.add(key)
                continue
            text = string_text(token[0])
            if not text:
                continue
            if kind is None:
                kind = kind_of(written)
            page = page or self._page_of(written, number)
            self.seen.add(text)
            self.found.add(_place(kind, key, known), text, page)

    def _page_of(self, written: bytes, number: tuple[int, int]) -> int | None:
        if number in self.pages:
            return self.pages[number]
        for first, second in _PAGE_OF.findall(written):
            if page := self.pages.get((int(first), int(second))):
                return page
        return None

    def finish(self) -> None:
        """Hand over the names: keys, targets, fonts and whatever else was called by one."""
        for name in sorted(self.names):
            text = name_text(name)
            self.seen.add(text)
            self.found.add(place.NAME, text)


def kind_of(written: bytes) -> str:
    """What an object is, by what is written in it."""
    return next((kind for mark, kind in _KINDS if mark.search(written)), place.OBJECT)


def _place(kind: str, key: bytes, known: str) -> str:
    if known or kind in {place.STRUCTURE, place.LAYER, place.FIELD, place.FONT}:
        return kind
    return _KEYS.get(key, kind)
