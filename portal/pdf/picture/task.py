"""The task "picture" of the child: a page in, a PNG with marked places out."""

from __future__ import annotations

import base64
from collections.abc import Callable
from io import BytesIO
from typing import Any, Final

import pypdfium2
from PIL import Image, ImageDraw

MOST_PIXELS: Final = 8_000_000
MARK: Final = "#b8102c"
MARGIN: Final = 4
THICK: Final = 3


def run(request: dict[str, Any], report: Callable[[dict[str, Any]], None]) -> dict[str, Any]:
    """Draw a page.

    Args:
        request: `path`, `page` from 1, `boxes` in points, `width` in pixels.
        report: not used, since it is one page.

    Returns:
        `png` in base 64; raises IndexError where there is no such page.
    """
    with pypdfium2.PdfDocument(request["path"]) as pdf:
        if not 1 <= request["page"] <= len(pdf):
            raise IndexError("There is no such page.")
        page = pdf[request["page"] - 1]
        width, height = page.get_size()
        scale = min(request["width"] / width, (MOST_PIXELS / (width * height)) ** 0.5)
        picture = page.render(scale=scale).to_pil().convert("RGB")
        corners = [_corners(page, picture, box) for box in request["boxes"]]
    _mark(picture, corners)
    written = BytesIO()
    picture.save(written, "PNG", optimize=True)
    return {"png": base64.b64encode(written.getvalue()).decode()}


def _corners(page: Any, picture: Image.Image, box: list[float]) -> tuple[int, int, int, int]:
    """A box of the page in pixels, whatever way the page is turned."""
    left, bottom, right, top = box
    bitmap = (0, 0, picture.width, picture.height, 0)
    points = [_pixel(page, bitmap, x, y) for x, y in ((left, bottom), (right, top))]
    across = sorted(x for x, _y in points)
    down = sorted(y for _x, y in points)
    return (
        max(0, across[0] - MARGIN),
        max(0, down[0] - MARGIN),
        min(picture.width - 1, across[1] + MARGIN),
        min(picture.height - 1, down[1] + MARGIN),
    )


def _pixel(page: Any, bitmap: tuple[int, ...], x: float, y: float) -> tuple[int, int]:
    from ctypes import byref, c_int

    across, down = c_int(), c_int()
    pypdfium2.raw.FPDF_PageToDevice(page, *bitmap, x, y, byref(across), byref(down))
    return across.value, down.value


def _mark(picture: Image.Image, corners: list[tuple[int, int, int, int]]) -> None:
    drawing = ImageDraw.Draw(picture)
    for one in corners:
        if one[2] > one[0] and one[3] > one[1]:
            drawing.rectangle(one, outline=MARK, width=THICK)
