"""A typeface without ink, for a text layer that is read and not seen.

`blank.ttf` holds one empty glyph of half an em, made for this purpose. Every letter is that glyph;
which letter it stands for is in the map that the font carries (ISO 32000-2, 9.10.3).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import pikepdf
from pikepdf import Array, Dictionary, Name

FILE: Final = Path(__file__).with_name("blank.ttf")
NAME: Final = "/PORTAL+PortalBlank"
ADVANCE: Final = 0.5
"""Width of every letter, in parts of the type size."""
_CODES: Final = 0x10000
_ENTRIES: Final = 100


def blank_font(pdf: pikepdf.Pdf) -> Any:
    """The typeface as a font of `pdf`, embedded; its codes are those of UTF-16."""
    data = FILE.read_bytes()
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=Name(NAME),
        Flags=4,
        FontBBox=Array([0, -200, 500, 800]),
        ItalicAngle=0,
        Ascent=800,
        Descent=-200,
        CapHeight=800,
        StemV=80,
        FontFile2=pdf.make_stream(data, Length1=len(data)),
    )
    descendant = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=Name(NAME),
        CIDSystemInfo=Dictionary(Registry="Adobe", Ordering="Identity", Supplement=0),
        FontDescriptor=pdf.make_indirect(descriptor),
        CIDToGIDMap=pdf.make_stream(b"\x00\x01" * _CODES),
        DW=int(ADVANCE * 1000),
    )
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=Name(NAME),
            Encoding=Name("/Identity-H"),
            DescendantFonts=Array([pdf.make_indirect(descendant)]),
            ToUnicode=pdf.make_stream(_letters()),
        )
    )


def shown(text: str) -> bytes:
    """A text as the operand of a show operator."""
    return b"<%s>" % text.encode("utf-16-be").hex().upper().encode()


def length(text: str) -> int:
    """How many glyphs a text takes."""
    return len(text.encode("utf-16-be")) // 2


def _letters() -> bytes:
    """The map from codes to letters: each to itself."""
    rows = [f"<{high:02X}00> <{high:02X}FF> <{high:02X}00>" for high in range(256)]
    blocks = []
    for at in range(0, len(rows), _ENTRIES):
        some = rows[at : at + _ENTRIES]
        blocks.append(f"{len(some)} beginbfrange\n" + "\n".join(some) + "\nendbfrange\n")
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
        f"{''.join(blocks)}"
        "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    ).encode()
