"""What a content stream draws and says, read from its instructions.

A page's text as PDFium gives it stands in the order of the lines; here it stands in the order in
which it was drawn, hidden or clipped or not, with the strings of marked content beside it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from portal.pdf.read.fonts import FontReader
from portal.pdf.read.strings import (
    HEXADECIMAL,
    LITERAL,
    STRING,
    string_bytes,
    string_text,
    text,
)

WIDE_GAP: Final = -150.0
"""A step back in thousandths of the type size that sets two words apart inside a TJ array."""
_TOKEN: Final = re.compile(
    rb"(?P<inline>\bBI\b(?:(?!\bID\b)[\s\S]){0,2000}+\bID\s[\s\S]{0,9000}?\sEI\b)"
    rb"|\[(?P<array>(?:" + LITERAL + rb"|" + HEXADECIMAL + rb"|[-+.\d\seE]++)*+)\]\s*TJ\b"
    rb"|(?P<shown>" + LITERAL + rb"|" + HEXADECIMAL + rb")\s*(?:Tj\b|['\"])"
    rb"|(?P<said>" + LITERAL + rb"|" + HEXADECIMAL + rb")"
    rb"|/(?P<font>[^\x00\t\n\f\r /\[\]<>(){}%]++)\s+[-+.\d]++\s*Tf\b"
    rb"|\b(?P<moved>Td|TD|Tm|ET|T\*)"
    rb"|(?P<comment>%[^\r\n]*+)"
)
_PART: Final = re.compile(STRING.pattern + rb"|([-+]?\d*\.?\d+)")
NO_FONT: Final = FontReader(1, {})


def drawn_and_said(content: bytes, fonts: Mapping[bytes, FontReader]) -> tuple[str, list[str]]:
    """Read a content stream.

    Args:
        content: its decoded instructions.
        fonts: the fonts of its resources, by their names without the slash.

    Returns:
        what it draws, and the strings it holds beside that (marked content, comments).
    """
    drawn: list[str] = []
    said: list[str] = []
    font = NO_FONT
    for token in _TOKEN.finditer(content):
        kind = token.lastgroup
        if kind == "array":
            drawn.append(_array(token["array"], font))
        elif kind == "shown":
            drawn.append(_read(string_bytes(token["shown"]), font))
        elif kind == "moved":
            drawn.append("\n")
        elif kind == "font":
            font = fonts.get(token["font"], NO_FONT)
        elif kind == "said":
            said.append(string_text(token["said"]))
        elif kind == "comment":
            said.append(text(token["comment"]))
    return "".join(drawn), said


def _read(codes: bytes, font: FontReader) -> str:
    return font.read(codes) if font is not NO_FONT else text(codes)


def _array(inside: bytes, font: FontReader) -> str:
    """The text of a TJ array: strings, and steps between them that may be as wide as a blank."""
    said: list[str] = []
    codes: list[bytes] = []
    for literal, hexadecimal, step in _PART.findall(inside):
        if not step:
            codes.append(string_bytes(literal or hexadecimal))
        elif float(step) < WIDE_GAP:
            said.append(_read(b"".join(codes), font))
            codes.clear()
    said.append(_read(b"".join(codes), font))
    return " ".join(said)
