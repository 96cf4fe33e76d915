"""The child's task `mark`: a request of plain JSON in, a report out (`portal.pdf.marking`)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from portal.pdf.mark.drawing import mark_form, strip_of
from portal.pdf.merge.objects import dictionary, find, items
from portal.pdf.merge.places import scale_of
from portal.pdf.merge.sheet import Sheet, sheet_of
from portal.pdf.merge.stamping import balance, grow
from portal.pdf.merge.typeface import font_object

FORM: Final = "/ReaderMark"
#: Pages between two signs of progress.
STEP: Final = 50
#: An artifact is seen and not read out, so the tags stay as they are (14.8.2.2).
OPENED: Final = b"/Artifact <</Type /Pagination /Subtype /Watermark>> BDC\n"


def run(request: dict[str, Any], report: Callable[[dict[str, Any]], None]) -> dict[str, Any]:
    """Write a copy of a file with a mark on every page, and its number in the metadata.

    The request has `path`, `out`, `words` (the line below each page), `across` (the lines of the
    diagonal) and `number` (of the copy). Returns the number of `pages`.
    """
    with pikepdf.open(request["path"]) as pdf:
        font = font_object(pdf)
        forms: dict[Sheet, Any] = {}
        for index, page in enumerate(pdf.pages):
            _mark(pdf, page.obj, font, forms, request)
            if index % STEP == 0:
                report({"step": "marking", "page": index})
        _number(pdf, request["number"])
        report({"step": "writing", "page": len(pdf.pages)})
        pdf.save(
            request["out"],
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            deterministic_id=True,
        )
        return {"pages": len(pdf.pages)}


def _mark(
    pdf: pikepdf.Pdf, page: Any, font: Any, forms: dict[Sheet, Any], request: dict[str, Any]
) -> None:
    sheet = sheet_of(page)
    scale = scale_of(sheet.width, sheet.height, sheet.unit)
    if sheet not in forms:
        forms[sheet] = mark_form(
            pdf, font, sheet, scale, words=request["words"], across=request["across"]
        )
    left, bottom, right, top = sheet.box
    missing, over = balance(page)
    contents = items(find(page, "/Contents"))
    _add_form(page, forms[sheet])
    grow(page, sheet, strip_of(request["words"], sheet, scale)[1], 0)
    opened = b"q\n%.4f %.4f %.4f %.4f re W n\n" % (left, bottom, right - left, top - bottom)
    closed = b"\n%sQ\n%s%s Do\nEMC\n" % (b"Q " * over, OPENED, FORM.encode())
    page["/Contents"] = Array(
        [pdf.make_stream(opened + b"q " * missing), *contents, pdf.make_stream(closed)]
    )


def _add_form(page: Any, form: Any) -> None:
    """Name the form on this page alone: what pages share would name one of another size."""
    resources = dictionary(find(page, "/Resources"))
    own = Dictionary(dict(resources.items())) if resources is not None else Dictionary()
    forms = dictionary(find(own, "/XObject"))
    own["/XObject"] = Dictionary({**(dict(forms.items()) if forms is not None else {}), FORM: form})
    page["/Resources"] = own


def _number(pdf: pikepdf.Pdf, number: str) -> None:
    """The number of the copy: in the properties, and as an identifier in the metadata."""
    info = dictionary(pdf.trailer.get("/Info"))
    kept = dict(info.items()) if info is not None else {}
    pdf.trailer["/Info"] = pdf.make_indirect(Dictionary({**kept, "/Copy": String(number)}))
    metadata = pdf.Root.get("/Metadata")
    if not isinstance(metadata, pikepdf.Stream):
        return
    said = f"<dc:identifier>urn:uuid:{escape(number)}</dc:identifier><pdf:Producer>".encode()
    text = metadata.read_bytes().replace(b"<pdf:Producer>", said, 1)
    pdf.Root.Metadata = pdf.make_stream(text, Type=Name.Metadata, Subtype=Name.XML)
