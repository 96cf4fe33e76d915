"""A logo made anew for the public: only its picture, small, without anything about who made it."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import IO, Any, Final

from PIL import Image, ImageOps, UnidentifiedImageError

#: What it may measure, in pixels: twice the size at which pages show it, for fine screens.
WIDEST: Final = 480
HIGHEST: Final = 128
#: What it may weigh, in bytes: it is a part of every page of the body.
HEAVIEST: Final = 12 * 1024
_COLOURS: Final = 128
_FORMATS: Final = ("PNG", "JPEG", "GIF", "WEBP")


class NoPictureError(ValueError):
    """The file is no picture that can be read."""


@dataclass(frozen=True)
class Logo:
    """A picture as PNG, with its width and height in pixels."""

    content: bytes
    width: int
    height: int


def made_anew(file: IO[Any]) -> Logo:
    """Draw a picture again as a small PNG; its kind has been checked (`check_picture`).

    Nothing but the pixels is taken over: no place, no camera, no author, no thumbnail. What is
    still too heavy gets fewer colours, and then fewer pixels. Raises NoPictureError.
    """
    try:
        file.seek(0)
        with Image.open(file, formats=_FORMATS) as opened:
            opened.draft("RGB", (WIDEST, HIGHEST))
            picture = ImageOps.exif_transpose(opened).convert("RGBA")
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError) as error:
        raise NoPictureError(str(error)) from error
    picture.thumbnail((WIDEST, HIGHEST), Image.Resampling.LANCZOS)
    content = _as_png(picture)
    while len(content) > HEAVIEST:
        content = _as_png(picture.quantize(_COLOURS))
        if len(content) > HEAVIEST:
            width, height = picture.size
            smaller = max(1, width * 4 // 5), max(1, height * 4 // 5)
            picture = picture.resize(smaller, Image.Resampling.LANCZOS)
            content = _as_png(picture.quantize(_COLOURS))
    return Logo(content, *picture.size)


def _as_png(picture: Image.Image) -> bytes:
    """The picture as PNG. Only its pixels: what it carried beside them is left behind."""
    bare = Image.new(picture.mode, picture.size)
    if picture.mode == "P":
        bare = picture.copy()
        transparency = picture.info.get("transparency")
        bare.info = {} if transparency is None else {"transparency": transparency}
    else:
        bare.paste(picture)
    written = io.BytesIO()
    bare.save(written, format="PNG", optimize=True)
    return written.getvalue()
