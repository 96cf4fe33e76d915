"""The typeface of what is stamped: widths for setting it, and the font as an object of a PDF.

`stamp.ttf` holds the Latin letters of DejaVu Sans Bold, Welsh ones among them, without hints. Its
licence stands in the file itself and lets it be embedded, cut down and passed on.
"""

from __future__ import annotations

import struct
from functools import cache
from pathlib import Path
from typing import Any, Final

import pikepdf
from pikepdf import Array, Dictionary, Name

FILE: Final = Path(__file__).with_name("stamp.ttf")
NAME: Final = "/PORTAL+DejaVuSans-Bold"
EM: Final = 1000
SUBSTITUTE: Final = "?"
ENTRIES: Final = 100  # the most that one block of a character map may hold


class Typeface:
    """A TrueType font: which glyph stands for a letter, and how wide it is."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        count = struct.unpack_from(">H", data, 4)[0]
        self._tables = {
            data[at : at + 4]: struct.unpack_from(">I", data, at + 8)[0]
            for at in range(12, 12 + 16 * count, 16)
        }
        self.units: int = self._read("head", 18, "H")[0]
        self.box: tuple[int, ...] = tuple(map(self._scaled, self._read("head", 36, "4h")))
        self.ascent, self.descent = map(self._scaled, self._read("hhea", 4, "2h"))
        wide = self._read("hhea", 34, "H")[0]
        glyphs = self._read("maxp", 4, "H")[0]
        advances = self._read("hmtx", 0, f"{wide * 2}H")[::2]
        self.widths = [self._scaled(advances[min(glyph, wide - 1)]) for glyph in range(glyphs)]
        self.glyph_of = self._characters()

    def glyphs(self, text: str) -> list[int]:
        """The glyphs that spell `text`; a letter that the font lacks becomes a question mark."""
        other = self.glyph_of[ord(SUBSTITUTE)]
        return [self.glyph_of.get(ord(letter), other) for letter in text]

    def width(self, text: str, size: float) -> float:
        """How wide `text` is, set at `size`; in the unit of `size`."""
        return sum(self.widths[glyph] for glyph in self.glyphs(text)) * size / EM

    def shown(self, text: str) -> bytes:
        """`text` as the operand of a show operator, for the font of `font_object`."""
        return b"<%s>" % b"".join(b"%04X" % glyph for glyph in self.glyphs(text))

    def _read(self, table: str, at: int, form: str) -> tuple[int, ...]:
        return struct.unpack_from(f">{form}", self.data, self._tables[table.encode()] + at)

    def _scaled(self, value: int) -> int:
        return round(value * EM / self.units)

    def _characters(self) -> dict[int, int]:
        """Letter -> glyph, from the segments of the first character map (format 4)."""
        start = self._read("cmap", 8, "I")[0]
        segments = self._read("cmap", start + 6, "H")[0] // 2
        at = start + 14
        ends, starts, deltas = (
            self._read("cmap", at + step * 2 * segments + (2 if step else 0), f"{segments}H")
            for step in range(3)
        )
        offsets_at = at + 6 * segments + 2
        offsets = self._read("cmap", offsets_at, f"{segments}H")
        found = {}
        for index in range(segments - 1):
            for code in range(starts[index], ends[index] + 1):
                if offsets[index]:
                    place = offsets_at + 2 * index + offsets[index] + 2 * (code - starts[index])
                    glyph = self._read("cmap", place, "H")[0]
                else:
                    glyph = code
                if glyph or not offsets[index]:
                    found[code] = (glyph + deltas[index]) & 0xFFFF
        return found


@cache
def stamp_typeface() -> Typeface:
    """The typeface of all stamps."""
    return Typeface(FILE.read_bytes())


def font_object(pdf: pikepdf.Pdf) -> Any:
    """The typeface as a font of `pdf`, embedded, with its letters named for copying (9.7, 9.10)."""
    face = stamp_typeface()
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=Name(NAME),
        Flags=32,
        FontBBox=Array(face.box),
        ItalicAngle=0,
        Ascent=face.ascent,
        Descent=face.descent,
        CapHeight=face.ascent,
        StemV=120,
        FontFile2=pdf.make_stream(face.data, Length1=len(face.data)),
    )
    descendant = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=Name(NAME),
        CIDSystemInfo=Dictionary(Registry="Adobe", Ordering="Identity", Supplement=0),
        FontDescriptor=pdf.make_indirect(descriptor),
        CIDToGIDMap=Name.Identity,
        DW=face.widths[0],
        W=Array([0, Array(face.widths)]),
    )
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=Name(NAME),
            Encoding=Name("/Identity-H"),
            DescendantFonts=Array([pdf.make_indirect(descendant)]),
            ToUnicode=pdf.make_stream(_letters(face)),
        )
    )


def _letters(face: Typeface) -> bytes:
    """The map from glyphs back to letters."""
    pairs = sorted({glyph: code for code, glyph in sorted(face.glyph_of.items())[::-1]}.items())
    blocks = []
    for at in range(0, len(pairs), ENTRIES):
        some = pairs[at : at + ENTRIES]
        lines = "".join(f"<{glyph:04X}> <{code:04X}>\n" for glyph, code in some)
        blocks.append(f"{len(some)} beginbfchar\n{lines}endbfchar\n")
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
        f"{''.join(blocks)}"
        "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    ).encode()
