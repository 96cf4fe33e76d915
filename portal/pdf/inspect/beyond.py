"""Texts that stand outside the page: nobody sees them, and whoever copies the file has them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import pypdfium2.raw as pdfium

from portal.pdf.inspect.drawn import TEXT, Box, Mark
from portal.pdf.inspect.seeing import Hidden, letters_of, runs
from portal.pdf.inspect.suspects import Suspect

LEAST: Final = 2
"""Letters below which a text outside the page is a mark of the printer's."""


def texts_beyond(marks: Sequence[Mark], page: Box) -> list[Suspect]:
    """The texts no part of which lies on the page.

    Args:
        marks: what the page paints.
        page: what a reader shows of it: the crop box within the media box (ISO 32000-2, 14.11.2).
    """
    found: list[Suspect] = []
    for mark in marks:
        if mark.kind != TEXT:
            continue
        box = mark.box()
        if box is None or box[2] <= box[0] or box[3] <= box[1]:
            continue
        if box[2] <= page[0] or box[0] >= page[2] or box[3] <= page[1] or box[1] >= page[3]:
            found.append(Suspect(mark, box, ()))
    return found


def beyond(page: Any, suspects: Sequence[Suspect]) -> list[Hidden]:
    """What those texts say.

    Args:
        page: PDFium's page.
        suspects: texts outside it.
    """
    letters, _ = letters_of(page, suspects)
    found = [Hidden.of(run, why="outside") for run in runs(letters, letters)]
    return [one for one in found if sum(map(str.isalnum, one.whole)) >= LEAST]


def page_box(page: Any) -> Box:
    """What a reader shows of a page, in points of its own coordinates."""
    box = pdfium.FS_RECTF()
    if pdfium.FPDF_GetPageBoundingBox(page, box):
        return box.left, box.bottom, box.right, box.top
    return 0.0, 0.0, pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
