"""What a picture says beside its pixels: where it was taken, by whom, of whom.

EXIF (CIPA DC-008), XMP (ISO 16684-1), IPTC (IIM 4.2) and the text chunks of PNG are read with
Pillow; the pixels themselves are never unpacked here, so that a small file of a huge picture costs
nothing.
"""

from __future__ import annotations

import io
import re
import struct
from typing import Any, Final

from PIL import ExifTags, Image, IptcImagePlugin, UnidentifiedImageError

from portal.inside import png_texts
from portal.inside.gathering import Gathering
from portal.rules.disclosure.facts import Place

MOST_PIXELS: Final = 100_000_000
"""As in `portal.pdf.inspect.bounds`: no reader shows more at once."""
FORMATS: Final = ("JPEG", "PNG", "GIF", "WEBP", "TIFF", "BMP", "MPO")
_TAG: Final = re.compile(r"<[^<>]*>")
_SAID: Final = re.compile(
    r"(?:tiff|exif|dc|photoshop|Iptc4xmpCore|xmp|pdf|MicrosoftPhoto):\w+=\"([^\"]+)\""
)
_XMP_GPS: Final = re.compile(r"exif:GPSL(?:atitude|ongitude)")
_AUTHORS: Final = frozenset({"Artist", "XPAuthor", "CameraOwnerName", "OwnerName"})
_SOFTWARE: Final = frozenset({"Software", "ProcessingSoftware", "HostComputer"})
_WIDE: Final = frozenset({"XPAuthor", "XPComment", "XPKeywords", "XPSubject", "XPTitle"})
_NOT_SAID: Final = frozenset({"exif", "icc_profile", "xmp", "photoshop", "transparency", "mp"})
_PLACES: Final = frozenset({2, 4, 6, 8})
"""Latitude, longitude, height, satellites (CIPA DC-008, table 66)."""
_LONGEST: Final = 20_000
_IDENTIFIED: Final = 8
"""The length of the name of the character set before a user comment (EXIF 2.32, 4.6.5)."""
#: Failures of Pillow over what is no picture, or a damaged one.
UNREADABLE: Final = (
    OSError, ValueError, SyntaxError, KeyError, IndexError, TypeError, OverflowError, EOFError,
    ArithmeticError, AttributeError, struct.error, UnidentifiedImageError,
)  # fmt: skip


def read_picture(content: bytes, found: Gathering, *, where: str = "", page: int = 0) -> None:
    """Read what a picture says.

    Args:
        content: the whole picture.
        found: takes it.
        where: the name of the picture, where it is part of a file.
        page: the page it stands on, from 1.
    """
    try:
        with Image.open(io.BytesIO(content), formats=FORMATS) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                found.miss("pixels", where)
            elif content.startswith(png_texts.SIGNATURE):
                _read_png(content, found, where, page)
            else:
                _read(picture, found, where, page)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        found.miss("pixels", where)
    except UNREADABLE:
        found.miss("picture", where)


def _read_png(content: bytes, found: Gathering, where: str, page: int) -> None:
    for name, text in png_texts.texts(content):
        if not name.startswith("XML:"):
            _say(name, text, found, where, page)
    exif = Image.Exif()
    exif.load(png_texts.exif(content))
    _read_exif(exif, found, where, page)
    _read_xmp(png_texts.xmp(content), found, where, page)


def _read(picture: Image.Image, found: Gathering, where: str, page: int) -> None:
    for key, value in picture.info.items():
        if key not in _NOT_SAID:
            _say(str(key), value, found, where, page)
    _read_exif(picture.getexif(), found, where, page)
    xmp = picture.info.get("xmp") or b""
    _read_xmp(xmp.decode("utf-8", "replace") if isinstance(xmp, bytes) else xmp, found, where, page)
    captions: Any = IptcImagePlugin.getiptcinfo(picture)  # type: ignore[arg-type]
    for value in (captions or {}).values():
        for one in value if isinstance(value, list) else [value]:
            _say("iptc", one, found, where, page)


def _read_exif(exif: Image.Exif, found: Gathering, where: str, page: int) -> None:
    for part in (exif, exif.get_ifd(ExifTags.IFD.Exif), exif.get_ifd(ExifTags.IFD.IFD1)):
        for tag, value in part.items():
            _say(ExifTags.TAGS.get(tag, str(tag)), value, found, where, page)
    placed = exif.get_ifd(ExifTags.IFD.GPSInfo)
    if not _PLACES.isdisjoint(placed):
        found.odd("gps", Place.PICTURE, page=page, where=where)


def _read_xmp(described: str, found: Gathering, where: str, page: int) -> None:
    said = [_TAG.sub("\n", described)[:_LONGEST], *_SAID.findall(described)]
    found.say("\n".join(filter(str.strip, "\n".join(said).splitlines())), Place.PICTURE,
              page=page, where=where)  # fmt: skip
    if _XMP_GPS.search(described):
        found.odd("gps", Place.PICTURE, page=page, where=where)


def _say(name: str, value: Any, found: Gathering, where: str, page: int) -> None:
    """Keep one value, if it is text in any of the ways in which cameras write text."""
    if isinstance(value, bytes):
        value = _decoded(name, value)
    elif isinstance(value, tuple):
        return
    text = str(value).strip("\x00 ")[:_LONGEST] if isinstance(value, str) else ""
    if not any(map(str.isalpha, text)) and len(text) < _IDENTIFIED:
        return
    found.say(text, Place.PICTURE, page=page, where=where)
    if name in _AUTHORS:
        found.odd("author", Place.PICTURE, page=page, where=where, shown=text)
    elif name in _SOFTWARE:
        found.odd("software", Place.PICTURE, page=page, where=where, shown=text)


def _decoded(name: str, value: bytes) -> str:
    if name in _WIDE:
        return value.decode("utf-16-le", "replace")
    if name == "UserComment":
        kind, value = value[:_IDENTIFIED], value[_IDENTIFIED:]
        if kind.startswith(b"UNICODE"):
            little = value[1:2] == b"\x00"
            return value.decode("utf-16-le" if little else "utf-16-be", "replace")
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        text = value.decode("latin-1")
        return text if text.isprintable() else ""
