"""What pictures say beside their pixels, and pictures that are too large to be looked at."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path
from typing import Any

from PIL import Image
from PIL.PngImagePlugin import PngInfo

from tests.portal.contents.office_files import WORDS, word
from tests.portal.contents.reading import codes, places_of, read

XMP = f"<x:xmpmeta><dc:description>{WORDS}</dc:description></x:xmpmeta>"
PLACED = '<x:xmpmeta><rdf:Description exif:GPSLatitude="51,30N"/></x:xmpmeta>'


def picture(kind: str, **how: Any) -> bytes:
    """A small picture."""
    kept = io.BytesIO()
    Image.new("RGB", (8, 8), "navy").save(kept, kind, **how)
    return kept.getvalue()


def exif(tag: int, value: Any, part: int = 0) -> Image.Exif:
    """EXIF with one value; `part` is the tag of a directory of its own."""
    found = Image.Exif()
    if part:
        found[part] = {tag: value}
    else:
        found[tag] = value
    return found


def noted(key: str, value: str, **how: Any) -> PngInfo:
    """PNG text."""
    found = PngInfo()
    (found.add_itxt if how.pop("long", False) else found.add_text)(key, value, **how)
    return found


def captioned() -> bytes:
    """A JPEG with a caption as agencies write it (IPTC, 2:120)."""
    said = WORDS.encode()
    data = b"\x1c\x02\x78" + struct.pack(">H", len(said)) + said
    block = (
        b"8BIM\x04\x04\x00\x00" + struct.pack(">L", len(data)) + data + b"\x00" * (len(data) % 2)
    )
    segment = b"Photoshop 3.0\x00" + block
    plain = picture("JPEG")
    return plain[:2] + b"\xff\xed" + struct.pack(">H", len(segment) + 2) + segment + plain[2:]


GPS = {1: "N", 2: (51.0, 30.0, 0.0), 3: "W", 4: (0.0, 7.0, 0.0)}
CASES: dict[str, tuple[str, bytes, str, str]] = {
    "description": ("jpg", picture("JPEG", exif=exif(0x010E, WORDS)), "picture", ""),
    "artist": ("jpg", picture("JPEG", exif=exif(0x013B, WORDS)), "picture", "author"),
    "author as Windows writes it": (
        "jpg", picture("JPEG", exif=exif(0x9C9D, WORDS.encode("utf-16-le"))), "picture", "author"),
    "comment of the user": (
        "jpg", picture("JPEG", exif=exif(0x9286, b"ASCII\x00\x00\x00" + WORDS.encode(), 0x8769)),
        "picture", ""),
    "comment of the file": ("jpg", picture("JPEG", comment=WORDS.encode()), "picture", ""),
    "XMP": ("jpg", picture("JPEG", xmp=XMP.encode()), "picture", ""),
    "IPTC": ("jpg", captioned(), "picture", ""),
    "PNG text": ("png", picture("PNG", pnginfo=noted("Comment", WORDS)), "picture", ""),
    "PNG packed text": (
        "png", picture("PNG", pnginfo=noted("Comment", WORDS, zip=True)), "picture", ""),
    "PNG text in any language": (
        "png", picture("PNG", pnginfo=noted("Author", WORDS, long=True)), "picture", ""),
    "PNG EXIF": ("png", picture("PNG", exif=exif(0x010E, WORDS)), "picture", ""),
    "GIF comment": ("gif", picture("GIF", comment=WORDS.encode()), "picture", ""),
    "WebP EXIF": ("webp", picture("WEBP", exif=exif(0x010E, WORDS)), "picture", ""),
}  # fmt: skip


def test_words_are_found_wherever_a_picture_keeps_them(tmp_path: Path) -> None:
    wrong = {}
    for what, (ending, content, place, code) in CASES.items():
        found = read(content, ending, tmp_path)
        if places_of(WORDS, found) != {place} or code not in codes(found) | {""}:
            wrong[what] = (found.passages, codes(found), found.unread)
    assert not wrong


def test_the_place_of_a_picture_is_noted_also_within_a_file(tmp_path: Path) -> None:
    placed = Image.Exif()
    placed[0x8825] = GPS
    jpeg = picture("JPEG", exif=placed)
    assert codes(read(jpeg, "jpg", tmp_path)) == {"gps"}
    assert codes(read(picture("WEBP", exif=placed), "webp", tmp_path)) == {"gps"}
    assert codes(read(picture("JPEG", xmp=PLACED.encode()), "jpg", tmp_path)) == {"gps"}
    within = read(word(**{"word__media__image1.jpeg": jpeg}), "docx", tmp_path)
    assert [(one.code, one.where) for one in within.oddities] == [("gps", "image1.jpeg")]
    for kind in ("JPEG", "PNG", "GIF", "WEBP"):
        assert not read(picture(kind), kind.lower(), tmp_path).oddities


def test_what_is_no_picture_or_too_large_is_said_to_be_unread(tmp_path: Path) -> None:
    head = struct.pack(">LLBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + head
    crc = struct.pack(">L", zlib.crc32(chunk))
    huge = b"\x89PNG\r\n\x1a\n" + struct.pack(">L", 13) + chunk + crc
    huge += b"\0\0\0\0IDAT" + struct.pack(">L", zlib.crc32(b"IDAT"))
    assert "too large" in read(huge, "png", tmp_path).unread[0]
    for content in (b"%!PS-Adobe-3.0 EPSF-3.0\n", b"<svg/>", b""):
        assert "cannot be read" in read(content, "png", tmp_path).unread[0]
