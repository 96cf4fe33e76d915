"""Takes out of photographs what cameras and programs wrote into them: place, time, names.

A JPEG picture lies in a PDF as it lay in its file, notes and all. What is needed to draw it stays:
the frame, the colours (ICC, Adobe) and the picture itself.
"""

from __future__ import annotations

import struct
from typing import Any, Final

import pikepdf
from pikepdf import Array, Name

START: Final = b"\xff\xd8"
MARK: Final = 0xFF
SCAN: Final = 0xDA
COMMENT: Final = 0xFE
NOTES: Final = range(0xE1, 0xF0)
ADOBE: Final = 0xEE
COLOURS: Final = 0xE2
COLOURS_NAME: Final = b"ICC_PROFILE\0"


def clean_picture(stream: Any) -> None:
    """Rewrite a picture without its notes, where it is a plain JPEG and has any."""
    kind = stream.get("/Filter")
    if isinstance(kind, Array) and len(kind) == 1:
        kind = kind[0]
    if kind != Name.DCTDecode:
        return
    try:
        data = stream.read_raw_bytes()
    except pikepdf.PdfError:
        return
    clean = without_notes(data)
    if len(clean) < len(data):
        stream.write(clean, filter=Name.DCTDecode, decode_parms=stream.get("/DecodeParms"))


def without_notes(data: bytes) -> bytes:
    """A JPEG file without Exif, XMP, IPTC and comments; what is no JPEG comes back as it is."""
    if not data.startswith(START):
        return data
    kept = [START]
    at = len(START)
    while at + 4 <= len(data) and data[at] == MARK and data[at + 1] != SCAN:
        end = at + 2 + int(struct.unpack_from(">H", data, at + 2)[0])
        if not _is_note(data[at + 1], data[at + 4 : at + 16]):
            kept.append(data[at:end])
        at = end
    kept.append(data[at:])
    return b"".join(kept)


def _is_note(mark: int, begins: bytes) -> bool:
    if mark == COLOURS and begins == COLOURS_NAME:
        return False
    return mark == COMMENT or (mark in NOTES and mark != ADOBE)
