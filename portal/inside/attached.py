"""Files in files: read one level deep, where their kind is known; further down they are named.

The objects of older Office programs lie in a compound file of their own, in which the embedded file
stands somewhere: it is found by its beginning (MS-CFB, MS-OLEDS).
"""

from __future__ import annotations

import re
from typing import Final

from portal.inside.archive import Archive, BrokenError

_COMPOUND: Final = b"\xd0\xcf\x11\xe0"
_BEGINNINGS: Final = (b"%PDF-", b"PK\x03\x04", b"{\\rtf")
_PICTURES: Final = {b"\xff\xd8\xff": "jpg", b"\x89PNG": "png", b"GIF8": "gif", b"BM": "bmp"}
_PRINTABLE: Final = re.compile(rb"[\x20-\x7e\xa0-\xff]{6,}")
_WIDE: Final = re.compile(rb"(?:[\x20-\x7e]\x00){4,}")
_FOLDERS: Final = (("word/", "docx"), ("xl/", "xlsx"), ("ppt/", "pptx"))
_OPEN: Final = {"text": "odt", "spreadsheet": "ods", "presentation": "odt", "graphics": "odt"}


def kind_of(content: bytes) -> str:
    """The ending that fits some bytes; `text` for what reads as text, and nothing if unknown."""
    if content.startswith(b"%PDF-"):
        return "pdf"
    if content.startswith(b"PK\x03\x04"):
        return _kind_of_archive(content)
    if content.startswith(_COMPOUND):
        return "compound"
    if content.startswith(b"{\\rtf"):
        return "rtf"
    for beginning, kind in _PICTURES.items():
        if content.startswith(beginning):
            return kind
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return "webp"
    marked = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    return "txt" if marked or b"\x00" not in content[:65_536] else ""


def _kind_of_archive(content: bytes) -> str:
    try:
        archive = Archive(content)
    except BrokenError:
        return ""
    if "mimetype" in archive:
        named = archive.read("mimetype").decode("ascii", "replace").rpartition(".")[2]
        return _OPEN.get(named.partition("-")[0], "")
    for folder, kind in _FOLDERS:
        if any(True for _ in archive.under(folder)):
            return kind
    return ""


def within_compound(content: bytes) -> bytes:
    """The file that a compound file wraps, from its beginning on; empty where none is found."""
    starts = [place for mark in _BEGINNINGS if (place := content.find(mark, 8)) > 0]
    if not starts:
        return b""
    inner = content[min(starts) :]
    if inner.startswith(b"PK"):
        end = inner.rfind(b"PK\x05\x06")
        return inner[: end + 22] if end > 0 else b""
    return inner


def readable(content: bytes) -> str:
    """The stretches of letters in binary data, one byte or two bytes a letter."""
    wide = [one[::2].decode("ascii") for one in _WIDE.findall(content)]
    plain = [one.decode("cp1252", "replace") for one in _PRINTABLE.findall(content)]
    return "\n".join([*plain, *wide])
