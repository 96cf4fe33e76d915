"""What a page paints, in order, read with PDFium: texts, lines, areas, pictures."""

from __future__ import annotations

import ctypes
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pypdfium2.raw as pdfium

from portal.pdf.inspect.findings import Refused

TEXT: Final = 1
PATH: Final = 2
IMAGE: Final = 3
SHADING: Final = 4
FORM: Final = 5
DEEPEST: Final = 12
"""Forms within forms beyond this are left closed and count as pictures."""
MOST: Final = 250_000
"""The most objects on one page that are looked at."""

Box = tuple[float, float, float, float]
"""Left, bottom, right, top in points of the page."""
Colour = tuple[int, int, int, int]
"""Red, green, blue and opacity, each 0 to 255."""
Matrix = tuple[float, float, float, float, float, float]

_F: Final = [ctypes.c_float() for _ in range(4)]
_BOUNDS: Final = [ctypes.byref(one) for one in _F]
_U: Final = [ctypes.c_uint() for _ in range(4)]
_COLOUR: Final = [ctypes.byref(one) for one in _U]


@dataclass(slots=True)
class Mark:
    """One thing that is painted.

    Attributes:
        kind: TEXT, PATH, IMAGE, SHADING, or FORM where a form was not opened.
        handle: PDFium's own name for it.
        matrix: from the space of the form it stands in to the page; nothing where that is the page.
        opened: it stands in a form.
    """

    kind: int
    handle: Any
    matrix: Matrix | None = None

    def box(self) -> Box | None:
        """Where it is painted, or nothing if PDFium cannot say."""
        if not pdfium.FPDFPageObj_GetBounds(self.handle, *_BOUNDS):
            return None
        left, bottom, right, top = (one.value for one in _F)
        if self.matrix is None:
            return left, bottom, right, top
        return transformed((left, bottom, right, top), self.matrix)

    def fill(self) -> Colour:
        """The colour that fills it; black where the file gives none."""
        if not pdfium.FPDFPageObj_GetFillColor(self.handle, *_COLOUR):
            return 0, 0, 0, 255
        return _U[0].value, _U[1].value, _U[2].value, _U[3].value

    def stroke(self) -> Colour:
        """The colour of its lines; black where the file gives none."""
        if not pdfium.FPDFPageObj_GetStrokeColor(self.handle, *_COLOUR):
            return 0, 0, 0, 255
        return _U[0].value, _U[1].value, _U[2].value, _U[3].value

    def mode(self) -> int:
        """How a text is painted: 3 and 7 are invisible (ISO 32000-2, table 104)."""
        return int(pdfium.FPDFTextObj_GetTextRenderMode(self.handle))

    def painting(self) -> tuple[bool, float]:
        """Whether a path is filled, and how wide its line is, in points; 0 for none."""
        filled, stroked = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDFPath_GetDrawMode(self.handle, filled, stroked)
        if not stroked.value:
            return bool(filled.value), 0.0
        width = ctypes.c_float()
        pdfium.FPDFPageObj_GetStrokeWidth(self.handle, width)
        matrix = pdfium.FS_MATRIX()
        scale = 1.0
        if pdfium.FPDFPageObj_GetMatrix(self.handle, matrix):
            scale = max(abs(matrix.a) + abs(matrix.b), abs(matrix.c) + abs(matrix.d))
        return bool(filled.value), width.value * scale


def transformed(box: Box, matrix: Matrix) -> Box:
    """The box around a box that was moved, scaled or turned."""
    a, b, c, d, e, f = matrix
    xs = [a * x + c * y + e for x in (box[0], box[2]) for y in (box[1], box[3])]
    ys = [b * x + d * y + f for x in (box[0], box[2]) for y in (box[1], box[3])]
    return min(xs), min(ys), max(xs), max(ys)


def _joined(inner: Matrix, outer: Matrix | None) -> Matrix:
    if outer is None:
        return inner
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (
        a * p + b * r,
        a * q + b * s,
        c * p + d * r,
        c * q + d * s,
        e * p + f * r + t,
        e * q + f * s + u,
    )


class DrawnFile:
    """A file opened with PDFium."""

    def __init__(self, source: Path | bytes) -> None:
        """Open a file, or one that lies in memory.

        Raises:
            Refused: `damaged`, PDFium cannot read it.
        """
        self._kept = source  # PDFium reads from these bytes as long as the file is open
        if isinstance(source, bytes):
            self.handle = pdfium.FPDF_LoadMemDocument64(source, len(source), None)
        else:
            self.handle = pdfium.FPDF_LoadDocument(os.fsencode(source), None)
        if not self.handle:
            raise Refused("damaged", what="structure")

    def __len__(self) -> int:
        return int(pdfium.FPDF_GetPageCount(self.handle))

    def close(self) -> None:
        """Let go of the file."""
        pdfium.FPDF_CloseDocument(self.handle)

    @contextmanager
    def page(self, index: int) -> Iterator[Any]:
        """A page by its place, from 0.

        Raises:
            Refused: `damaged`, the page cannot be read.
        """
        handle = pdfium.FPDF_LoadPage(self.handle, index)
        if not handle:
            raise Refused("damaged", what="page", page=index + 1)
        try:
            yield handle
        finally:
            pdfium.FPDF_ClosePage(handle)


def marks_of(page: Any) -> list[Mark]:
    """All that a page paints, in order, with the contents of its forms in their place.

    Raises:
        Refused: `over_limits`, more than can be looked at.
    """
    marks: list[Mark] = []
    get, kind_of = pdfium.FPDFPage_GetObject, pdfium.FPDFPageObj_GetType
    count = pdfium.FPDFPage_CountObjects(page)
    if count > MOST:
        raise Refused("over_limits", what="marks")
    for place in range(count):
        handle = get(page, place)
        kind = kind_of(handle)
        if kind == FORM:
            _open_form(handle, None, marks, 0)
        else:
            marks.append(Mark(kind, handle))
    return marks


def _open_form(form: Any, outer: Matrix | None, marks: list[Mark], depth: int) -> None:
    if depth >= DEEPEST:
        marks.append(Mark(FORM, form, outer))
        return
    given = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(form, given)
    matrix = _joined((given.a, given.b, given.c, given.d, given.e, given.f), outer)
    count = max(0, pdfium.FPDFFormObj_CountObjects(form))
    if len(marks) + count > MOST:
        raise Refused("over_limits", what="marks")
    for place in range(count):
        handle = pdfium.FPDFFormObj_GetObject(form, place)
        kind = pdfium.FPDFPageObj_GetType(handle)
        if kind == FORM:
            _open_form(handle, matrix, marks, depth + 1)
        else:
            marks.append(Mark(kind, handle, matrix))
