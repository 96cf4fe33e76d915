"""What one page shows: text or only a picture, and texts that nobody sees."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass, field
from typing import Any, Final

import pypdfium2.raw as pdfium

from portal.pdf.inspect.beyond import beyond, page_box, texts_beyond
from portal.pdf.inspect.bounds import Patience
from portal.pdf.inspect.drawn import TEXT, Box, marks_of
from portal.pdf.inspect.scans import painted_over
from portal.pdf.inspect.seeing import Drawing, Hidden, presumed, unseen
from portal.pdf.inspect.suspects import Cover, Suspect, covers_of, suspects_of

PICTURE: Final = 0.3
"""Part of a page that pictures fill if the page is no more than its pictures."""
FEW: Final = 40
"""So many texts, or fewer, may all be blanks; with more nobody looks."""
#: Comments that can lie over a text: free text, line, square, circle, polygon, open polygon,
#: highlight, stamp, ink, redaction (numbers of fpdf_annot.h).
_COVERING: Final = frozenset({3, 4, 5, 6, 7, 8, 9, 13, 15, 28})


@dataclass
class PageLook:
    """What was seen on one page.

    Attributes:
        text: there is text that can be read aloud, searched and copied.
        pictured: part of the page that pictures fill.
        marks: how many things are painted.
        hidden: texts that cannot be seen.
        undrawn: it is a scan, and there was no time to compare its words with its picture.
    """

    text: bool = False
    pictured: float = 0.0
    marks: int = 0
    hidden: list[Hidden] = field(default_factory=list)
    undrawn: bool = False


def look_at(
    page: Any, *, commented: bool, all_texts: bool, modes: bool, patience: Patience | None
) -> PageLook:
    """Look at a page.

    Args:
        page: PDFium's page.
        commented: the page has comments, which may lie over its text.
        all_texts: suspect every text, because layers are switched off.
        modes: its content may set texts in another mode than the visible one.
        patience: draws while it lasts; nothing where the file's pictures are too large to draw.
    """
    marks = marks_of(page)
    box = page_box(page)
    covers = covers_of(marks)
    look = PageLook(marks=len(marks), pictured=_pictured(covers, box))
    texts = sum(mark.kind == TEXT for mark in marks)
    look.text = texts > FEW or (texts > 0 and _has_letters(page))
    if not look.text:
        return look
    if commented:
        covers += _comments(page, len(marks))
    recognised: list[Suspect] = []
    away = texts_beyond(marks, box)
    suspects = suspects_of(
        marks, covers, box, all_texts=all_texts, modes=modes, recognised=recognised
    )
    if suspects:
        look.hidden = (unseen if patience else presumed)(page, marks, suspects)
    if away:
        look.hidden += beyond(page, away)
    if recognised:
        look.undrawn = not patience
        look.hidden += painted_over(page, recognised, Drawing(page)) if patience else []
    return look


def look_quietly(page: Any) -> PageLook:
    """Look at a page that is known to set visible text and nothing else: is all of it there?"""
    marks = marks_of(page)
    away = texts_beyond(marks, page_box(page))
    return PageLook(text=True, marks=len(marks), hidden=beyond(page, away) if away else [])


def _pictured(covers: list[Cover], page: Box) -> float:
    area = max(1.0, (page[2] - page[0]) * (page[3] - page[1]))
    filled = 0.0
    for cover in covers:
        if cover.picture:
            across = min(cover.box[2], page[2]) - max(cover.box[0], page[0])
            upward = min(cover.box[3], page[3]) - max(cover.box[1], page[1])
            filled += max(0.0, across) * max(0.0, upward)
    return min(1.0, filled / area)


def _comments(page: Any, place: int) -> list[Cover]:
    found: list[Cover] = []
    for index in range(pdfium.FPDFPage_GetAnnotCount(page)):
        comment = pdfium.FPDFPage_GetAnnot(page, index)
        if not comment:
            continue
        try:
            box = pdfium.FS_RECTF()
            if pdfium.FPDFAnnot_GetSubtype(comment) in _COVERING and pdfium.FPDFAnnot_GetRect(
                comment, box
            ):
                sides = (box.left, box.bottom, box.right, box.top)
                found.append(Cover(place, sides, None))
        finally:
            pdfium.FPDFPage_CloseAnnot(comment)
    return found


def _has_letters(page: Any) -> bool:
    text = pdfium.FPDFText_LoadPage(page)
    if not text:
        return False
    try:
        count = pdfium.FPDFText_CountChars(text)
        if count <= 0:
            return False
        buffer = (ctypes.c_ushort * (count + 1))()
        pdfium.FPDFText_GetText(text, 0, count, buffer)
        letters = bytes(buffer).decode("utf-16-le", "replace").replace("\0", "")
        return bool(letters.strip())
    finally:
        pdfium.FPDFText_ClosePage(text)
