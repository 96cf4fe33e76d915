"""Puts a page in the place of a marked one: the same size and turn, nothing else of it."""

from __future__ import annotations

from typing import Any, Final

import pikepdf
from pikepdf import Dictionary

from portal.pdf.merge.sheet import Sheet, sheet_of
from portal.pdf.merge.typeface import font_object, stamp_typeface
from portal.pdf.redact.geometry import Frame
from portal.pdf.redact.layer import FONT, PICTURE, Tagged, content_of
from portal.pdf.redact.pictures import Picture, image_object, plain
from portal.pdf.redact.reading import Block
from portal.pdf.redact.typeface import blank_font

#: What stays of the page object itself.
KEPT: Final = frozenset({"/Type", "/Parent", "/MediaBox", "/CropBox", "/Rotate", "/UserUnit"})
SIZE: Final = 14.0
"""Points of the sentence on a page that is withheld whole."""
MARGIN: Final = 36.0


class Drawer:
    """Draws marked pages anew in one file."""

    def __init__(self, pdf: pikepdf.Pdf, *, is_tagged: bool) -> None:
        self._pdf = pdf
        self._is_tagged = is_tagged
        self._fonts: dict[str, Any] = {}

    def with_gaps(self, page: Any, picture: Picture, blocks: list[Block]) -> list[Tagged]:
        """A picture of the page, and what is left of its words."""
        content, tags = content_of(picture.frame, blocks, is_tagged=self._is_tagged)
        self._empty(page)
        page["/Resources"] = Dictionary(
            {
                "/XObject": Dictionary({PICTURE: image_object(self._pdf, plain(picture).image)}),
                "/Font": Dictionary({FONT: self._font("blank")}),
            }
        )
        page["/Contents"] = self._pdf.make_stream(content)
        return tags

    def withheld(self, page: Any, words: str) -> list[Tagged]:
        """A page on which only stands that it is withheld, and why."""
        sheet = sheet_of(page)
        self._empty(page)
        page["/Resources"] = Dictionary({"/Font": Dictionary({FONT: self._font("stamp")})})
        page["/Contents"] = self._pdf.make_stream(_notice(sheet, words, tagged=self._is_tagged))
        return [Tagged("/P")]

    def _empty(self, page: Any) -> None:
        for key in [key for key in page.keys() if key not in KEPT]:  # noqa: SIM118
            del page[key]

    def _font(self, name: str) -> Any:
        if name not in self._fonts:
            make = blank_font if name == "blank" else font_object
            self._fonts[name] = make(self._pdf)
        return self._fonts[name]


def frame_of(page: Any) -> tuple[Frame, float]:
    """What is visible of a page, and how many points its unit has."""
    sheet = sheet_of(page)
    return Frame(*sheet.box, turn=sheet.turn), sheet.unit


def _notice(sheet: Sheet, words: str, *, tagged: bool) -> bytes:
    """A frame and a sentence in it, upright for whoever reads the page."""
    face = stamp_typeface()
    room = max(sheet.width - 2 * MARGIN, sheet.width / 2)
    size = min(SIZE / sheet.unit, room / max(face.width(words, 1), 1))
    left = (sheet.width - face.width(words, size)) / 2
    edge = min(MARGIN / 2, sheet.width / 8, sheet.height / 8)
    opened, closed = (b"/P <</MCID 0>> BDC\n", b"EMC\n") if tagged else (b"", b"")
    line = b"%.3f %.3f %.3f %.3f re S\n" % (
        edge,
        edge,
        sheet.width - 2 * edge,
        sheet.height - 2 * edge,
    )
    return b"q %s cm\n%s%s%s%sBT %s %.3f Tf 1 0 0 1 %.3f %.3f Tm %s Tj ET\n%sQ\n" % (
        b" ".join(b"%.5g" % value for value in sheet.matrix),
        b"/Artifact BMC\n" if tagged else b"",
        line,
        closed,
        opened,
        FONT.encode(),
        size,
        left,
        sheet.height / 2,
        face.shown(words),
        closed,
    )
