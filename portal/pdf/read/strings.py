"""Strings and names as they stand in a PDF (ISO 32000-2, 7.3.4 and 7.3.5), and their text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

_PLAIN: Final = rb"[^()\\]++|\\[\s\S]"
_INNER: Final = rb"\((?:" + _PLAIN + rb"|\((?:" + _PLAIN + rb")*+\))*+\)"
LITERAL: Final = rb"\((?:" + _PLAIN + rb"|" + _INNER + rb")*+\)"
HEXADECIMAL: Final = rb"<(?!<)[0-9A-Fa-f\s]*+>"
NAME: Final = rb"/[^\x00\t\n\f\r /\[\]<>(){}%]*+"
STRING: Final = re.compile(rb"(" + LITERAL + rb")|(" + HEXADECIMAL + rb")")
TOKEN: Final = re.compile(
    rb"(?P<string>" + LITERAL + rb"|" + HEXADECIMAL + rb")|(?P<name>" + NAME + rb")"
)
PRINTABLE: Final = re.compile(rb"[\x20-\x7e]{6,}")
WIDE: Final = re.compile(rb"(?:\x00[\x20-\x7e]){4,}")
_ORDINARY: Final = b"\t\n\r\f" + bytes(range(0x20, 0x7F))
_ESCAPE: Final = re.compile(rb"\\([0-7]{1,3}|\r\n|[\s\S])")
_ESCAPES: Final = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_CODE: Final = re.compile(rb"#([0-9A-Fa-f]{2})")


def string_bytes(token: bytes) -> bytes:
    """The bytes of a string, given with its brackets."""
    if token.startswith(b"<"):
        digits = re.sub(rb"\s", b"", token[1:-1]).decode("ascii")
        return bytes.fromhex(digits + "0" * (len(digits) % 2))
    inside = token[1:-1]
    return _ESCAPE.sub(_unescaped, inside) if b"\\" in inside else inside


def _unescaped(found: re.Match[bytes]) -> bytes:
    code = found[1]
    if code.isdigit() and code[:1] < b"8":
        return bytes([int(code, 8) & 255])
    return b"" if code[:1] in b"\r\n" else _ESCAPES.get(code, code)


def text(content: bytes) -> str:
    """The text of a string: UTF-16 or UTF-8 by its mark, UTF-8 if it can be, else PDFDocEncoding.

    Zero bytes are dropped, so that UTF-16 without its mark is read too.
    """
    if content.isascii():
        return content.decode("ascii").replace("\x00", "")
    if content.startswith((b"\xfe\xff", b"\xff\xfe")):
        return content.decode("utf-16", "replace")
    try:
        decoded = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        decoded = content.decode("cp1252", "replace")
    return decoded.replace("\x00", "")


def name_text(token: bytes) -> str:
    """The text of a name, given with its slash."""
    return text(_CODE.sub(lambda code: bytes([int(code[1], 16)]), token[1:]))


def string_text(token: bytes) -> str:
    """The text of a string, given with its brackets."""
    return text(string_bytes(token))


def strings(content: bytes) -> Iterator[str]:
    """The text of every string in some bytes of PDF."""
    for found in STRING.finditer(content):
        yield string_text(found[0])


def readable(content: bytes) -> str:
    """What reads as text in some data: all of it, or the stretches of letters in binary data."""
    if not content:
        return ""
    loose = content.translate(None, _ORDINARY)
    if len(loose) * 8 < len(content) and b"\x00" not in loose:
        return text(content)
    wide = [found[1::2] for found in WIDE.findall(content)] if b"\x00" in loose else []
    return b"\n".join([*PRINTABLE.findall(content), *wide]).decode("ascii")
