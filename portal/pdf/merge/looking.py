"""Looks at every page with PDFium: where nothing stands, and whether there is any text.

It runs in a process of its own beside the merging one (`beside`), on the other core. A place is
drawn on a colour that no paper has; where that colour is all that is left, nothing was painted.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from math import ceil
from typing import Any, Final

from portal.pdf.merge.places import (
    Rectangle,
    banner_lines,
    banner_places,
    number_places,
    scale_of,
)

#: Blue, green, red, alpha of the ground.
GROUND: Final = b"\xd3\x29\xb5\xff"
PIXEL: Final = 4
MOST_PIXELS: Final = 4_000_000
LIGHT: Final = 0.7
DARK: Final = 0.3
NESTED: Final = 3
TAKEN: Final = -1

EMPTY, ON_LIGHT, ON_DARK = "empty", "light", "dark"


@dataclass(frozen=True)
class Asked:
    """What is to be looked at in a file: `numbers` and a heading, if any."""

    path: str
    numbers: bool
    prefix: str
    banner: str


@dataclass(frozen=True)
class Seen:
    """A page as seen: its size in points, and the first free place for each stamp.

    `number` and `banner` are places in the order of `places`, or `TAKEN`; their grounds say what
    is painted there.
    """

    width: float
    height: float
    number: int = TAKEN
    number_ground: str = EMPTY
    banner: int = TAKEN
    banner_ground: str = EMPTY
    has_text: bool = False


def look(asked: Asked) -> Iterator[Seen]:
    """Every page of a file, in order.

    Raises:
        ValueError: PDFium cannot open it.
    """
    import pypdfium2.raw as raw

    document = raw.FPDF_LoadDocument(asked.path.encode() + b"\0", None)
    if not document:
        raise ValueError(asked.path)
    try:
        for number in range(raw.FPDF_GetPageCount(document)):
            page = raw.FPDF_LoadPage(document, number)
            if not page:
                yield Seen(0, 0)
                continue
            try:
                yield _page(raw, page, asked)
            finally:
                raw.FPDF_ClosePage(page)
    finally:
        raw.FPDF_CloseDocument(document)


def _page(raw: Any, page: Any, asked: Asked) -> Seen:
    width, height = raw.FPDF_GetPageWidthF(page), raw.FPDF_GetPageHeightF(page)
    scale = scale_of(width, height)
    number, banner = (TAKEN, EMPTY), (TAKEN, EMPTY)
    if asked.numbers:
        number = _free(raw, page, height, number_places(width, height, scale, asked.prefix))
    if asked.banner:
        lines = banner_lines(asked.banner, width, scale)
        banner = _free(raw, page, height, banner_places(len(lines), width, height, scale))
    has_text = _has_text(raw, page, raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject)
    return Seen(width, height, *number, *banner, has_text)


def _free(raw: Any, page: Any, height: float, places: Iterable[Rectangle]) -> tuple[int, str]:
    for index, place in enumerate(places):
        ground = _ground(raw, page, height, place)
        if ground:
            return index, ground
    return TAKEN, EMPTY


def _ground(raw: Any, page: Any, height: float, place: Rectangle) -> str:
    """What is painted at a place: nothing, one light or dark colour, or ("") more than that."""
    shrink = min(1.0, (MOST_PIXELS / (place.width * place.height)) ** 0.5)
    across, down = ceil(place.width * shrink) + 1, ceil(place.height * shrink) + 1
    bitmap = raw.FPDFBitmap_Create(across, down, 0)
    try:
        blue, green, red, alpha = GROUND
        raw.FPDFBitmap_FillRect(
            bitmap, 0, 0, across, down, alpha << 24 | red << 16 | green << 8 | blue
        )
        top = height - place.bottom - place.height
        matrix = raw.FS_MATRIX(shrink, 0, 0, shrink, -place.left * shrink, -top * shrink)
        clip = raw.FS_RECTF(0, 0, across, down)
        raw.FPDF_RenderPageBitmapWithMatrix(bitmap, page, matrix, clip, raw.FPDF_ANNOT)
        size = raw.FPDFBitmap_GetStride(bitmap) * down
        pixels = ctypes.string_at(raw.FPDFBitmap_GetBuffer(bitmap), size)
    finally:
        raw.FPDFBitmap_Destroy(bitmap)
    first = pixels[:PIXEL]
    if pixels.count(first) * PIXEL < size or pixels != first * (size // PIXEL):
        return ""
    if first[:3] == GROUND[:3]:
        return EMPTY
    brightness = (first[0] * 0.11 + first[1] * 0.59 + first[2] * 0.3) / 255
    return ON_LIGHT if brightness > LIGHT else ON_DARK if brightness < DARK else ""


def _has_text(
    raw: Any,
    holder: Any,
    count: Callable[[Any], int],
    get: Callable[[Any, int], Any],
    depth: int = 0,
) -> bool:
    """Whether there is a text object, looking into forms as well."""
    for index in range(count(holder)):
        item = get(holder, index)
        kind = raw.FPDFPageObj_GetType(item)
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            return True
        if kind == raw.FPDF_PAGEOBJ_FORM and depth < NESTED:
            counted, gotten = raw.FPDFFormObj_CountObjects, raw.FPDFFormObj_GetObject
            if _has_text(raw, item, counted, gotten, depth + 1):
                return True
    return False
