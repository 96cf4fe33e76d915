"""What kind of picture some bytes are, and how large it is, before any library unpacks it.

A file of a few kilobytes may be a picture of 900 million pixels, or of ten thousand frames. Size
and frames stand in the first bytes of the file and of its blocks.
"""

from __future__ import annotations

import struct
from typing import BinaryIO, Final

from boards.rules.file_kinds import WrongKindError

#: The formats that are taken, by the endings of their names. SVG is none: it can hold scripts.
FORMATS: Final = {"jpg": "jpeg", "jpeg": "jpeg", "png": "png", "gif": "gif", "webp": "webp"}
MOST_PIXELS: Final = 50_000_000
"""Unpacked they take 150 megabytes; a telephone's picture has 12 to 50 million."""
MOST_FRAMES: Final = 300
MOST_BYTES: Final = 25 * 1024 * 1024
_BEGINNINGS: Final = {
    "jpeg": b"\xff\xd8\xff",
    "png": b"\x89PNG\r\n\x1a\n",
    "gif": b"GIF8",
    "webp": b"RIFF",
}
_FRAME_MARKS: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_ALONE: Final = frozenset({0x01, *range(0xD0, 0xDA)})


def check_picture(file: BinaryIO, ending: str) -> None:
    """Check that a file is the picture that its name says, and of a size that can be shown.

    Reads from the beginning and leaves the file at its beginning. `ending` has no dot.

    Raises WrongKindError: `unknown` ending, `mismatch`, `pixels`, `frames`, or `broken`.
    """
    kind = FORMATS.get(ending.lower())
    if kind is None:
        raise WrongKindError("unknown")
    file.seek(0)
    content = file.read(MOST_BYTES)
    file.seek(0)
    is_webp = kind != "webp" or content[8:12] == b"WEBP"
    if not content.startswith(_BEGINNINGS[kind]) or not is_webp:
        raise WrongKindError("mismatch")
    try:
        width, height, frames = _READERS[kind](content)
    except (struct.error, IndexError, ValueError) as error:
        raise WrongKindError("broken") from error
    if width * height > MOST_PIXELS:
        raise WrongKindError("pixels")
    if frames > MOST_FRAMES or width * height * frames > 4 * MOST_PIXELS:
        raise WrongKindError("frames")


def _png(content: bytes) -> tuple[int, int, int]:
    """Size and frames of a PNG (third edition, 11.2.1 and 11.2.6)."""
    width, height = struct.unpack_from(">LL", content, 16)
    at = content.find(b"acTL", 0, 65_536)
    frames = struct.unpack_from(">L", content, at + 4)[0] if at > 0 else 1
    return width, height, frames


def _gif(content: bytes) -> tuple[int, int, int]:
    """Size and frames of a GIF (89a, sections 18 to 24); the frames count from block to block."""
    width, height, flags = struct.unpack_from("<HHB", content, 6)
    at = 13 + (3 << (flags & 7) + 1 if flags & 0x80 else 0)
    frames = 0
    while at < len(content) and frames <= MOST_FRAMES:
        mark = content[at]
        if mark == 0x21:
            at = _past_blocks(content, at + 2)
        elif mark == 0x2C:
            frames += 1
            wide, high, flags = struct.unpack_from("<HHB", content, at + 5)
            width, height = max(width, wide), max(height, high)
            at = _past_blocks(content, at + 11 + (3 << (flags & 7) + 1 if flags & 0x80 else 0))
        else:
            break
    return width, height, frames


def _past_blocks(content: bytes, at: int) -> int:
    while content[at]:
        at += content[at] + 1
    return at + 1


def _jpeg(content: bytes) -> tuple[int, int, int]:
    """Size of a JPEG (ITU-T T.81, B.2.2)."""
    at = 2
    while True:
        if content[at] != 0xFF:
            raise ValueError("no marker")
        mark = content[at + 1]
        if mark == 0xFF or mark in _ALONE:
            at += 1 if mark == 0xFF else 2
            continue
        if mark in _FRAME_MARKS:
            height, width = struct.unpack_from(">HH", content, at + 5)
            return width, height, 1
        at += 2 + struct.unpack_from(">H", content, at + 2)[0]


def _webp(content: bytes) -> tuple[int, int, int]:
    """Size and frames of a WebP (RFC 9649, 2.5 to 2.7)."""
    kind = content[12:16]
    if kind == b"VP8X":
        width = int.from_bytes(content[24:27], "little") + 1
        height = int.from_bytes(content[27:30], "little") + 1
        return width, height, max(1, content.count(b"ANMF"))
    if kind == b"VP8L":
        (bits,) = struct.unpack_from("<L", content, 21)
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1, 1
    if kind == b"VP8 ":
        width, height = struct.unpack_from("<HH", content, 26)
        return width & 0x3FFF, height & 0x3FFF, 1
    raise ValueError("no picture")


_READERS: Final = {"png": _png, "gif": _gif, "jpeg": _jpeg, "webp": _webp}
