"""From the codes that a font draws to the letters they stand for (ISO 32000-2, 9.10).

Own reading, beside PDFium's, because PDFium reads pages only: what a form, a pattern or the look
of an annotation draws stands in no page's text.
"""

from __future__ import annotations

import re
from typing import Any, Final

import pikepdf

from portal.pdf.read.decoding import UnreadableError, decoded
from portal.pdf.read.strings import string_bytes

_CHARACTERS: Final = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
_RANGES: Final = re.compile(rb"beginbfrange(.*?)endbfrange", re.DOTALL)
_SPACES: Final = re.compile(rb"begincodespacerange\s*<([0-9A-Fa-f]+)>")
_PAIR: Final = re.compile(rb"(<[0-9A-Fa-f\s]*>)\s*(<[0-9A-Fa-f\s]*>)")
_RANGE: Final = re.compile(
    rb"(<[0-9A-Fa-f\s]*>)\s*(<[0-9A-Fa-f\s]*>)\s*(<[0-9A-Fa-f\s]*>|\[[^\]]*\])"
)
_HEX: Final = re.compile(rb"<[0-9A-Fa-f\s]*>")
_HIGHEST: Final = 0xFFFF
MOST_CODES: Final = 4 * _HIGHEST
"""A table that names more codes than this names the same ones again and again."""
_UNICODE_NAME: Final = re.compile(r"u(?:ni)?([0-9A-Fa-f]{4,6})")
_GLYPHS: Final = {
    "space": " ", "hyphen": "-", "minus": "-", "period": ".", "comma": ",", "colon": ":",
    "semicolon": ";", "slash": "/", "ampersand": "&", "quoteright": "’", "quoteleft": "‘",
    "quotesingle": "'", "endash": "–", "emdash": "—", "fi": "fi", "fl": "fl", "ff": "ff",
    "ffi": "ffi", "ffl": "ffl", "zero": "0", "one": "1", "two": "2", "three": "3", "four": "4",
    "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9", "eacute": "é",
    "egrave": "è", "ecircumflex": "ê", "acircumflex": "â", "icircumflex": "î",
    "ocircumflex": "ô", "ucircumflex": "û", "wcircumflex": "ŵ", "ycircumflex": "ŷ",
    "agrave": "à", "aacute": "á", "ccedilla": "ç", "ntilde": "ñ", "odieresis": "ö",
    "udieresis": "ü", "adieresis": "ä", "parenleft": "(", "parenright": ")",
}  # fmt: skip


class FontReader:
    """Reads the strings that one font draws.

    Attributes:
        width: how many bytes make one code.
        letters: what each code stands for.
    """

    def __init__(self, width: int, letters: dict[int, str]) -> None:
        self.width = width
        self.letters = letters

    def read(self, codes: bytes) -> str:
        """The text that these codes draw; codes of no meaning are left out."""
        if self.width == 1:
            return codes.decode("latin-1").translate(self.letters)
        known = self.letters
        pairs = zip(codes[::2], codes[1::2], strict=False)
        return "".join([known.get(high << 8 | low, "") for high, low in pairs])


def font_reader(font: Any) -> FontReader:
    """Learn a font's codes from its ToUnicode table, or else from its encoding."""
    is_composite = str(font.get("/Subtype", "")) == "/Type0"
    letters: dict[int, str] = {} if is_composite else _encoded(font.get("/Encoding"))
    width = 2 if is_composite else 1
    table = font.get("/ToUnicode")
    if isinstance(table, pikepdf.Stream):
        try:
            content, _ = decoded(table)
        except UnreadableError:
            return FontReader(width, letters)
        if is_composite and (space := _SPACES.search(content)) and len(space[1]) <= 2:
            width = 1
        letters.update(_table(content))
    return FontReader(width, letters)


def _encoded(encoding: Any) -> dict[int, str]:
    base = "mac-roman" if "MacRoman" in str(encoding) else "cp1252"
    letters = {code: bytes([code]).decode(base, "ignore") for code in range(256)}
    if not isinstance(encoding, pikepdf.Dictionary):
        return letters
    code = 0
    differences: Any = encoding.get("/Differences", [])
    for one in differences:
        if isinstance(one, int):
            code = one
            continue
        if letter := _glyph(str(one).removeprefix("/")):
            letters[code] = letter
        code += 1
    return letters


def _glyph(name: str) -> str:
    """The letter of a glyph by its name; nothing if the name says nothing."""
    if len(name) == 1:
        return name
    if known := _GLYPHS.get(name):
        return known
    found = _UNICODE_NAME.fullmatch(name)
    number = int(found[1], 16) if found else 0
    return chr(number) if 0 < number <= _HIGHEST else ""


def _table(content: bytes) -> dict[int, str]:
    """What a ToUnicode table says of each code."""
    letters: dict[int, str] = {}
    for section in _CHARACTERS.findall(content):
        for code, meaning in _PAIR.findall(section):
            letters[_number(code)] = _meaning(meaning)
    left = MOST_CODES
    for section in _RANGES.findall(content):
        for first, last, meaning in _RANGE.findall(section):
            codes = range(_number(first), min(_number(last), _HIGHEST) + 1)
            left -= len(codes)
            if left < 0:
                return letters
            letters.update(_spread(codes, meaning))
    return letters


def _spread(codes: range, meaning: bytes) -> dict[int, str]:
    """A range of codes: a list of meanings, or one that counts upwards."""
    if meaning.startswith(b"["):
        each = [_meaning(one) for one in _HEX.findall(meaning)]
        return dict(zip(codes, each, strict=False))
    if not (first := _meaning(meaning)):
        return {}
    front, last = first[:-1], ord(first[-1])
    return {code: front + chr(min(last + step, 0x10FFFF)) for step, code in enumerate(codes)}


def _number(token: bytes) -> int:
    return int.from_bytes(string_bytes(token)[-4:], "big")


def _meaning(token: bytes) -> str:
    return string_bytes(token).decode("utf-16-be", "ignore")
