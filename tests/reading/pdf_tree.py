"""Reads a tagged PDF as reading software does: by its structure tree, in its own order.

It shares nothing with the code that makes the PDF. pikepdf gives the tree and which marked content
belongs where, PDFium the text of each marked content. A table that page breaks cut (neighbouring
tables with the same header row) counts as one. Text inside a figure is its alternative.
"""

from __future__ import annotations

import ctypes
import io
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pikepdf
import pypdfium2 as pdfium
import pypdfium2.raw as raw

from tests.reading.tree import Node, joined_tables, tidy

HEADINGS = {f"/H{level}": f"h{level}" for level in range(1, 7)}
KINDS = {
    "/P": "p",
    "/L": "list",
    "/LI": "item",
    "/Table": "table",
    "/TR": "row",
    "/TH": "header",
    "/TD": "cell",
    "/Figure": "figure",
    "/Link": "link",
    "/Caption": "caption",
    **HEADINGS,
}
#: What carries no meaning of its own: its children are read in its place.
SKIPPED = {"/Lbl"}


@dataclass
class Piece:
    """The text of one marked content, and where it stands on the page."""

    text: str
    left: float
    bottom: float
    right: float
    top: float

    def place(self, page: int) -> tuple[int, float, float, float, float]:
        """Where it stands: page and box."""
        return page, self.left, self.bottom, self.right, self.top


class TaggedPdf:
    """One PDF, opened twice: for its structure and for its text."""

    def __init__(self, content: bytes) -> None:
        self.pdf = pikepdf.open(io.BytesIO(content))
        self.text = pdfium.PdfDocument(content)
        self.page_of = {page.objgen: number for number, page in enumerate(self.pdf.pages)}

    @cached_property
    def pieces(self) -> dict[tuple[int, int], Piece]:
        """Text by page and marked content id."""
        found: dict[tuple[int, int], Piece] = {}
        for number in range(len(self.text)):
            page = self.text[number]
            textpage = page.get_textpage()
            for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
                mark = raw.FPDFPageObj_GetMarkedContentID(item.raw)
                if mark < 0:
                    continue
                left, bottom, right, top = item.get_bounds()
                text = _text_of(item.raw, textpage.raw)
                known = found.get((number, mark))
                if known is None:
                    found[number, mark] = Piece(text, left, bottom, right, top)
                else:
                    known.text += text
                    known.right = max(known.right, right)
        return found

    def tree(self) -> list[Node]:
        """The structure of the document."""
        root = self.pdf.Root.StructTreeRoot
        return [node for kid in _kids(root) for node in self._read(kid, None)]

    def _read(self, kid: Any, page: int | None) -> list[Node]:
        if isinstance(kid, int):
            assert page is not None
            return self._piece(page, kid)
        if kid.get("/Type") == "/MCR":
            return self._piece(self.page_of[kid.Pg.objgen], int(kid.MCID))
        if kid.get("/Type") == "/OBJR":
            return []
        here = self.page_of[kid.Pg.objgen] if "/Pg" in kid else page
        tag = str(kid.S)
        if tag in SKIPPED:
            return []
        inner = [node for one in _kids(kid) for node in self._read(one, here)]
        if tag == "/Figure":
            return [Node("figure", text=str(kid.get("/Alt", "")))]
        if tag == "/Link":
            return [Node("link", text=self._target(kid), kids=inner)]
        if tag not in KINDS:
            return inner
        node = Node(KINDS[tag], kids=inner, lang=str(kid.get("/Lang", "")))
        return [node]

    def _piece(self, page: int, mark: int) -> list[Node]:
        piece = self.pieces.get((page, mark))
        if piece is None:
            return []
        return [Node("text", text=piece.text, place=piece.place(page))]

    def _target(self, link: Any) -> str:
        for kid in _kids(link):
            if not isinstance(kid, int) and kid.get("/Type") == "/OBJR":
                annotation = kid.Obj
                if "/A" in annotation and "/URI" in annotation.A:
                    return str(annotation.A.URI)
                if "/Dest" in annotation:
                    return f"#{annotation.Dest}"
        return ""


def _kids(element: Any) -> list[Any]:
    kids = element.get("/K")
    if kids is None:
        return []
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def _text_of(item: Any, textpage: Any) -> str:
    size = raw.FPDFTextObj_GetText(item, textpage, None, 0)
    buffer = ctypes.create_string_buffer(size)
    raw.FPDFTextObj_GetText(
        item, textpage, ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR)), size
    )
    return buffer.raw[: max(size - 2, 0)].decode("utf-16-le")


def report_body(content: bytes) -> list[Node]:
    """The tree of the report in a PDF, without its list of contents."""
    return tidy(joined_tables(without_contents(TaggedPdf(content).tree())))


def without_contents(nodes: list[Node]) -> list[Node]:
    """The nodes without the heading "Contents" and the list that follows it."""
    kept: list[Node] = []
    after_heading = False
    for node in nodes:
        if node.kind == "h2" and node.plain() in {"Contents", "Cynnwys"}:
            after_heading = True
            continue
        if after_heading and node.kind == "list":
            after_heading = False
            continue
        kept.append(node)
    return kept
