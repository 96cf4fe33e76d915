"""What a file says of itself: title, language, tags."""

from __future__ import annotations

import html
import re
from typing import Any, Final

from pikepdf import Dictionary, Pdf, PdfError, Stream

from portal.pdf.inspect.bounds import Bounds
from portal.pdf.inspect.findings import Refused
from portal.pdf.inspect.streams import unfold

SHOWN: Final = 300
_TITLE: Final = re.compile(r"<dc:title\b[^>]*>.*?<rdf:li\b[^>]*>(.*?)</rdf:li>", re.DOTALL)
_TITLE_ATTRIBUTE: Final = re.compile(r"\bdc:title=\"([^\"]*)\"")


def title_of(pdf: Pdf, bounds: Bounds) -> str:
    """The title in the metadata, or else in the older dictionary; empty where there is none."""
    found = _title_in(_metadata(pdf, bounds)) or _plain(_information(pdf).get("/Title"))
    return " ".join(found.split())[:SHOWN]


def language_of(pdf: Pdf) -> str:
    """The tag of the main language, such as en-GB; empty where none is named."""
    return _plain(pdf.Root.get("/Lang")).strip()[:SHOWN]


def is_tagged(pdf: Pdf) -> bool:
    """Whether the file has a structure tree with something in it (ISO 32000-2, 14.7)."""
    tree = pdf.Root.get("/StructTreeRoot")
    return isinstance(tree, Dictionary) and tree.get("/K") is not None


def _information(pdf: Pdf) -> Any:
    info = pdf.trailer.get("/Info")
    return info if isinstance(info, Dictionary) else {}


def _metadata(pdf: Pdf, bounds: Bounds) -> str:
    stream = pdf.Root.get("/Metadata")
    if not isinstance(stream, Stream):
        return ""
    try:
        data = unfold(stream, bounds.stream_bytes).data
    except (Refused, PdfError):
        return ""  # the title is the least of its troubles; the walk measures every stream
    if data[:2] in (b"\xfe\xff", b"\xff\xfe"):
        return data.decode("utf-16", "replace")
    return data.decode("utf-8", "replace")


def _title_in(metadata: str) -> str:
    found = _TITLE.search(metadata) or _TITLE_ATTRIBUTE.search(metadata)
    return html.unescape(found[1]) if found else ""


def _plain(value: Any) -> str:
    if value is None or isinstance(value, (Dictionary, Stream)):
        return ""
    try:
        return "".join(one for one in str(value) if one.isprintable())
    except (UnicodeError, ValueError):
        return ""
