"""The data of every stream of a PDF: what it draws, carries or describes."""

from __future__ import annotations

import hashlib
import io
import re
import struct
import zipfile
from collections.abc import Callable, Iterator
from html import unescape
from typing import Any, Final

import pikepdf

from portal.pdf.read import document as place
from portal.pdf.read.collecting import Collector
from portal.pdf.read.content import drawn_and_said
from portal.pdf.read.decoding import MOST_BYTES, UnreadableError, decoded, is_picture
from portal.pdf.read.fonts import FontReader, font_reader
from portal.pdf.read.strings import readable, strings, text

SMALL_IMAGE: Final = 1024
"""Bytes; smaller images are rules and dots, the same in every paper."""
_SEGMENTS: Final = frozenset({0xE1, 0xE2, 0xED, 0xFE})  # EXIF and XMP, ICC, Photoshop, comment
_TAG: Final = re.compile(r"[<>\"]")
_XML: Final = re.compile(rb"<[^>]{0,4000}>")
MOST_MEMBERS: Final = 500


class Streams:
    """Reads streams one by one; fonts are learnt once."""

    def __init__(self, found: Collector, read_inner: Callable[[bytes], None]) -> None:
        self.found = found
        self.read_inner = read_inner
        self.superseded: list[bytes] = []
        self._fonts: dict[tuple[int, int], FontReader] = {}

    @staticmethod
    def is_drawing(stream: pikepdf.Stream) -> bool:
        """Whether a stream draws with fonts of its own, so that equal bytes may say other words."""
        return stream.get("/Subtype") == "/Form" or "/PatternType" in stream

    def read(self, stream: pikepdf.Stream, page: int | None) -> None:
        """Read one stream that is no page's content.

        Args:
            stream: the stream.
            page: the page that it hangs from, if that is known.
        """
        kind, form = str(stream.get("/Type", "")), str(stream.get("/Subtype", ""))
        if kind == "/XRef":
            return
        if form == "/Image" or is_picture(stream):
            self._image(stream, page)
            return
        try:
            content, behind = decoded(stream)
        except UnreadableError:
            self.found.miss(f"The stream {stream.objgen[0]} of the file could not be unpacked.")
            return
        self.loose(behind, page)
        if kind == "/ObjStm":
            self.superseded.append(content)
        elif kind == "/EmbeddedFile":
            self._attachment(content)
        elif kind == "/Metadata" or form == "/XML":
            described = unescape(_TAG.sub("\n", text(content)))
            self.found.add(place.METADATA, described, page)
        elif self.is_drawing(stream):
            self.draw(content, stream.get("/Resources"), page)
        else:
            self._texts(place.STREAM, [readable(content), *_strings(content)], page)

    def draw(self, content: bytes, resources: Any, page: int | None) -> None:
        """Read a stream that draws."""
        drawn, said = drawn_and_said(content, self._fonts_of(resources))
        self.found.add(place.DRAWN, drawn, page)
        self._texts(place.STRUCTURE, said, page)

    def loose(self, content: bytes, page: int | None) -> None:
        """Read bytes that stand where none are expected."""
        self.found.add(place.STREAM, readable(content), page)

    def _fonts_of(self, resources: Any) -> dict[bytes, FontReader]:
        if not isinstance(resources, pikepdf.Dictionary):
            return {}
        fonts = resources.get("/Font")
        if not isinstance(fonts, pikepdf.Dictionary):
            return {}
        return {
            name[1:].encode("utf-8", "surrogateescape"): self._font(font)
            for name, font in fonts.items()
            if isinstance(font, pikepdf.Dictionary)
        }

    def _font(self, font: Any) -> FontReader:
        key = font.objgen
        if key == (0, 0):
            return font_reader(font)
        if key not in self._fonts:
            self._fonts[key] = font_reader(font)
        return self._fonts[key]

    def _texts(self, where: str, texts: Any, page: int | None) -> None:
        self.found.add(where, "\f".join(dict.fromkeys(texts)), page)

    def _image(self, stream: pikepdf.Stream, page: int | None) -> None:
        """Its fingerprint, and what a camera or an editor wrote into it."""
        packed = stream.read_raw_bytes()
        if len(packed) >= SMALL_IMAGE:
            self.found.images[hashlib.sha256(packed).hexdigest()] = None
        for segment in segments(packed):
            self.found.add(place.IMAGE, readable(segment), page)

    def _attachment(self, content: bytes) -> None:
        self.found.attachments[hashlib.sha256(content).hexdigest()] = None
        if content.startswith(b"%PDF"):
            self.read_inner(content)
        self._texts(place.ATTACHMENT, [text(content), readable(content)], None)
        if content.startswith(b"PK"):
            self._archive(content)

    def _archive(self, content: bytes) -> None:
        """The texts of an Office file: XML in an archive."""
        left = MOST_BYTES
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                for member in archive.infolist()[:MOST_MEMBERS]:
                    with archive.open(member) as opened:
                        inside = opened.read(left)
                    left -= len(inside)
                    self.found.add(place.ATTACHMENT, member.filename)
                    self.found.add(place.ATTACHMENT, unescape(text(_XML.sub(b" ", inside))))
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError):
            self.found.miss("An attached archive could not be unpacked.")


def _strings(content: bytes) -> Iterator[str]:
    """Strings of data that reads as text; in binary data they are noise."""
    return iter(()) if b"\x00" in content[:1024] else strings(content)


def segments(packed: bytes) -> Iterator[bytes]:
    """The segments of a JPEG that hold texts: EXIF, XMP, captions, comments.

    Of any other picture its first kilobytes, where such texts stand.
    """
    if not packed.startswith(b"\xff\xd8"):
        yield packed[:4096]
        return
    position = 2
    while position + 4 <= len(packed) and packed[position] == 0xFF:
        marker, length = packed[position + 1], struct.unpack_from(">H", packed, position + 2)[0]
        if marker in _SEGMENTS:
            yield packed[position + 4 : position + 2 + length]
        if marker == 0xDA or length < 2:  # the picture itself begins
            return
        position += 2 + length
