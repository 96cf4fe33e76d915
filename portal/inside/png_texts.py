"""The texts of a PNG, read from its chunks: the library would unpack all pixels for them.

Source: PNG specification, third edition, 11.3.2 (eXIf) and 11.3.3 (tEXt, zTXt, iTXt).
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from typing import Final

SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
LONGEST: Final = 1_000_000
"""Bytes of one text, unpacked."""
_MARK: Final = "XML:com.adobe.xmp"


def chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The kind and the data of each chunk, as far as they are whole."""
    at = len(SIGNATURE)
    while at + 12 <= len(content):
        (size,) = struct.unpack_from(">L", content, at)
        yield content[at + 4 : at + 8], content[at + 8 : at + 8 + size]
        at += 12 + size


def texts(content: bytes) -> Iterator[tuple[str, str]]:
    """Keyword and text of each text chunk."""
    for kind, data in chunks(content):
        if kind not in (b"tEXt", b"zTXt", b"iTXt"):
            continue
        keyword, _, rest = data.partition(b"\x00")
        name = keyword.decode("latin-1")
        if kind == b"tEXt":
            yield name, rest.decode("latin-1")
        elif kind == b"zTXt":
            yield name, _unpacked(rest[1:]).decode("latin-1")
        else:
            is_packed = rest[:1] == b"\x01"
            text = rest[2:].split(b"\x00", 2)[-1]
            yield name, (_unpacked(text) if is_packed else text).decode("utf-8", "replace")


def exif(content: bytes) -> bytes:
    """The EXIF of a PNG, as Pillow takes it; empty where there is none."""
    found = next((data for kind, data in chunks(content) if kind == b"eXIf"), b"")
    return b"Exif\x00\x00" + found if found else b""


def xmp(content: bytes) -> str:
    """The XMP of a PNG."""
    return next((text for name, text in texts(content) if name == _MARK), "")


def _unpacked(data: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(data, LONGEST)
    except zlib.error:
        return b""
