"""A page as a picture, with boxes burned into it before anything is written.

What lies under a box is painted over in the pixels; no layer above could be taken off again.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil, floor
from typing import Any, Final

import pikepdf
import pypdfium2
from pikepdf import Name
from PIL import Image, ImageChops, ImageDraw, ImageStat

from portal.pdf.redact.geometry import Box, Frame

POINTS: Final = 72.0
DPI: Final = 200
MOST_PIXELS: Final = 24_000_000
"""Of one page: 200 dots per inch up to A2, coarser beyond."""
GREYS: Final = 16
COLOURED: Final = 24
"""How far red, green and blue of a page must differ somewhere for it to stay in colour."""
QUALITY: Final = 80
_LOW: Final = bytes(round(value * (GREYS - 1) / 255) for value in range(256))
_HIGH: Final = bytes(value << 4 for value in _LOW)
INK: Final = 28
"""How much light and dark must differ where something can be seen, of 255."""
SMALL: Final = 256
FRAME: Final = 2


@dataclass
class Picture:
    """A page drawn unturned, as far as it is visible."""

    image: Image.Image
    frame: Frame

    def burn(self, boxes: Iterable[Box]) -> None:
        """Paint boxes black, with a thin white line around them that shows on dark ground too."""
        drawing = ImageDraw.Draw(self.image)
        areas = [self._pixels(box) for box in boxes]
        for left, top, right, bottom in areas:
            edge = (left - FRAME, top - FRAME, right + FRAME, bottom + FRAME)
            drawing.rectangle(edge, fill="white")
        for area in areas:
            drawing.rectangle(area, fill="black")

    def is_flat(self, box: Box, *, by: int = 0, tolerance: int = INK) -> bool:
        """Whether nothing can be seen in a box: it is one colour. `by` pixels more on each side."""
        left, top, right, bottom = self._pixels(box)
        area = (
            max(0, left - by),
            max(0, top - by),
            min(self.image.width, right + 1 + by),
            min(self.image.height, bottom + 1 + by),
        )
        if area[0] >= area[2] or area[1] >= area[3]:
            return True
        bands = self.image.crop(area).getextrema()
        pairs = bands if isinstance(bands[0], tuple) else (bands,)
        return all(high - low <= tolerance for low, high in pairs)

    def _pixels(self, box: Box) -> tuple[int, int, int, int]:
        """Every pixel that a box touches."""
        across = self.image.width / self.frame.width
        down = self.image.height / self.frame.height
        return (
            floor((box[0] - self.frame.left) * across),
            floor((self.frame.top - box[3]) * down),
            ceil((box[2] - self.frame.left) * across) - 1,
            ceil((self.frame.top - box[1]) * down) - 1,
        )


def draw(page: pypdfium2.PdfPage, frame: Frame, *, unit: float = 1.0, dpi: float = DPI) -> Picture:
    """Draw a page without its comments, unturned.

    Args:
        page: the page.
        frame: what is visible of it.
        unit: points in one unit of its coordinates.
        dpi: dots per inch; fewer where the page is very large.
    """
    scale = dpi / POINTS * unit
    scale = min(scale, (MOST_PIXELS / max(frame.width * frame.height, 1)) ** 0.5)
    own = page.get_width() if frame.turn % 180 == 0 else page.get_height()
    drawn = page.render(
        scale=scale * frame.width / own,
        rotation=(360 - frame.turn) % 360,
        draw_annots=False,
        may_draw_forms=False,
        rev_byteorder=True,
    )
    image = drawn.to_pil().convert("RGB")
    drawn.close()
    return Picture(image, frame)


def plain(picture: Picture) -> Picture:
    """The same in greys, if it is in nothing else."""
    small = picture.image.copy()
    small.thumbnail((SMALL, SMALL))
    red, green, blue = small.split()
    apart = (ImageChops.difference(red, green), ImageChops.difference(green, blue))
    if any(ImageStat.Stat(one).extrema[0][1] > COLOURED for one in apart):
        return picture
    return Picture(picture.image.convert("L"), picture.frame)


def image_object(pdf: pikepdf.Pdf, image: Image.Image) -> Any:
    """An image as an object of `pdf`, packed in whichever way takes less room."""
    packed = [_jpeg(image)]
    if image.mode == "L":
        packed.append(_greys(image))
    data, entries = min(packed, key=lambda one: len(one[0]))
    return pdf.make_stream(
        data,
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=image.width,
        Height=image.height,
        ColorSpace=Name.DeviceGray if image.mode == "L" else Name.DeviceRGB,
        **entries,
    )


def _jpeg(image: Image.Image) -> tuple[bytes, dict[str, Any]]:
    made = io.BytesIO()
    image.save(made, "JPEG", quality=QUALITY, subsampling=0)
    return made.getvalue(), {"BitsPerComponent": 8, "Filter": Name.DCTDecode}


def _greys(image: Image.Image) -> tuple[bytes, dict[str, Any]]:
    """Sixteen greys, two pixels in a byte: small and sharp for pages of text."""
    even = image if image.width % 2 == 0 else _widened(image)
    pixels = even.tobytes()
    first, second = pixels[::2].translate(_HIGH), pixels[1::2].translate(_LOW)
    both = int.from_bytes(first) | int.from_bytes(second)
    return (
        zlib.compress(both.to_bytes(len(first)), 6),
        {"BitsPerComponent": 4, "Filter": Name.FlateDecode},
    )


def _widened(image: Image.Image) -> Image.Image:
    """One column more: rows begin at whole bytes."""
    wide = Image.new("L", (image.width + 1, image.height), 255)
    wide.paste(image, (0, 0))
    return wide


def view(picture: Picture) -> Image.Image:
    """The page turned as a reader sees it."""
    return (
        picture.image.rotate(-picture.frame.turn, expand=True)
        if picture.frame.turn
        else (picture.image)
    )
