"""PDF files: the words of each page, seen and hidden, and all that is said beside the pages.

Whether the file can be used at all, and which words nobody sees, `portal.pdf.inspect` finds out;
this reads along while it has the file open, so that each page is built once.
"""

from __future__ import annotations

import ctypes
from pathlib import Path
from typing import Any, Final

import pikepdf
import pypdfium2.raw as pdfium

from portal.inside.gathering import Gathering, masked
from portal.inside.pdf_beside import read_beside
from portal.inside.pdf_earlier import read_earlier, reduced
from portal.pdf.inspect.bounds import Bounds
from portal.pdf.inspect.findings import REFUSE
from portal.pdf.inspect.looking import inspect_path
from portal.pdf.inspect.pages import PageLook
from portal.rules.disclosure.facts import Place

_CODES: Final = {
    "covered": "hidden_text",
    "invisible": "invisible_text",
    "outside": "outside_page",
}


class PdfReader:
    """Reads along while a file is inspected.

    Attributes:
        lines: the lines of its pages, each reduced to its letters.
    """

    def __init__(self, found: Gathering, bounds: Bounds) -> None:
        self._found = found
        self._bounds = bounds
        self.lines: set[str] = set()

    def read_page(self, page: Any, number: int, look: PageLook) -> None:
        """The words of a page; those that cannot be seen are said to be hidden, with their box."""
        hidden = {place for one in look.hidden for place in one.places}
        text = _text_of(page, hidden) if look.text else ""
        self._found.say(text, page=number)
        self.lines.update(map(reduced, text.splitlines()))
        for one in look.hidden:
            box = (one.box[0], one.box[1], one.box[2], one.box[3])
            self._found.say(one.whole, Place.HIDDEN, page=number, box=box)
            self.lines.add(reduced(one.whole))
            self._found.odd(
                _CODES[one.why], Place.HIDDEN, page=number, box=box, shown=masked(one.whole)
            )
        if look.undrawn:
            self._found.miss("scan", str(number))

    def read_file(self, pdf: pikepdf.Pdf, pages: list[pikepdf.Page]) -> None:
        """What stands beside the pages: comments, forms, attachments, properties, pictures."""
        read_beside(pdf, pages, self._found, self._bounds)


def read_pdf(path: Path, found: Gathering, bounds: Bounds) -> dict[str, Any]:
    """Read a PDF; returns what `inspect_path` says of it."""
    reader = PdfReader(found, bounds)
    looked = inspect_path(path, bounds, allow_restricted=True, reader=reader)
    for finding in looked["findings"]:
        tell_finding(finding, found)
    if looked["verdict"] != "refuse":
        read_earlier(path, found, reader.lines)
    return looked


def tell_finding(finding: dict[str, Any], found: Gathering) -> None:
    """What the inspection found, as far as it concerns what the file says."""
    if finding["code"] in REFUSE:
        found.miss(f"pdf:{finding['code']}")
    elif finding["code"] == "image_only":
        for page in finding["pages"]:
            found.odd("image_only", Place.TEXT, page=page)
    elif finding["code"] == "oversized_image":
        found.miss("pixels")


def _text_of(page: Any, hidden: set[int]) -> str:
    """The text of a page in the order of its lines, without the letters at some places."""
    text = pdfium.FPDFText_LoadPage(page)
    if not text:
        return ""
    try:
        count = pdfium.FPDFText_CountChars(text)
        if count <= 0:
            return ""
        if hidden:
            return "".join(
                " " if place in hidden else _letter(pdfium.FPDFText_GetUnicode(text, place))
                for place in range(count)
            )
        buffer = (ctypes.c_ushort * (count * 2 + 1))()
        written = pdfium.FPDFText_GetText(text, 0, count, buffer)
        raw = bytes(buffer)[: max(0, written - 1) * 2]
        return raw.decode("utf-16-le", "replace")
    finally:
        pdfium.FPDFText_ClosePage(text)


def _letter(code: int) -> str:
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else ""
