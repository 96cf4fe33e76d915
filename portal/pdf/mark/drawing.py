"""The mark of one page: a line in a strip of its own below the page, and a pale diagonal.

Both are one form for all pages of a size. The strip is added, so the line covers nothing. The
diagonal is drawn over the page in thin pale outlines that darken what is light and leave what is
dark as it is (blend mode Multiply, 11.3.5.2): it is seen on scanned pages too, and hides no letter.
"""

from __future__ import annotations

from math import atan2, cos, hypot, sin
from typing import Any, Final

import pikepdf
from pikepdf import Array, Dictionary, Name

from portal.pdf.merge.places import SIZE, Scale, banner_lines, line_height
from portal.pdf.merge.sheet import Sheet
from portal.pdf.merge.typeface import stamp_typeface

FONT: Final = "/Mark"
STATE: Final = "/Pale"
PALE: Final = 0.82
"""Grey of the outlines, 1 being white."""
LINE_WIDTH: Final = 0.6
SHARE: Final = 0.62
"""How much of the page's diagonal the longer of the two lines takes."""
LARGEST: Final = 60.0
PADDING: Final = 4.0


def strip_of(words: str, sheet: Sheet, scale: Scale) -> tuple[list[str], float]:
    """The line that says whose copy it is, broken to the page's width, and its strip's height."""
    lines = banner_lines(words, sheet.width, scale)
    return lines, (len(lines) * line_height() + 2 * PADDING) * scale.points


def mark_form(
    pdf: pikepdf.Pdf, font: Any, sheet: Sheet, scale: Scale, *, words: str, across: list[str]
) -> Any:
    """What is drawn on pages of one size: the line below them, the diagonal over them.

    Args:
        pdf: the file.
        font: the typeface as an object of it.
        sheet: the page as it was before the strip was added.
        scale: of the letters on it.
        words: the line that says whose copy it is.
        across: the lines of the diagonal, the first above.
    """
    lines, height = strip_of(words, sheet, scale)
    drawn = b"q %s cm\n%s%sQ\n" % (
        b" ".join(b"%.5g" % value for value in sheet.matrix),
        _strip(lines, height, sheet, scale),
        _diagonal(across, sheet, scale),
    )
    state = Dictionary(Type=Name.ExtGState, BM=Name.Multiply)
    form = pdf.make_stream(
        drawn,
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=Array([round(value, 4) for value in sheet.extended(height, 0).box]),
        Resources=Dictionary(
            {"/Font": Dictionary({FONT: font}), "/ExtGState": Dictionary({STATE: state})}
        ),
    )
    return pdf.make_indirect(form)


def _strip(lines: list[str], height: float, sheet: Sheet, scale: Scale) -> bytes:
    """The lines in black on white, in the middle of the strip."""
    face = stamp_typeface()
    size, step = SIZE * scale.points, line_height() * scale.points
    drawn = [b"1 g 0 %.3f %.3f %.3f re f 0 g\n" % (-height, sheet.width, height)]
    drawn.append(b"BT %s %.3f Tf\n" % (FONT.encode(), size))
    for index, line in enumerate(lines):
        left = (sheet.width - face.width(line, size)) / 2
        base = -PADDING * scale.points - (index + 0.78) * step
        drawn.append(b"1 0 0 1 %.3f %.3f Tm %s Tj\n" % (left, base, face.shown(line)))
    return b"".join([*drawn, b"ET\n"])


def _diagonal(lines: list[str], sheet: Sheet, scale: Scale) -> bytes:
    """The lines from below on the left to above on the right, as outlines."""
    face = stamp_typeface()
    across = hypot(sheet.width, sheet.height)
    widest = max((face.width(line, 1) for line in lines), default=0) or 1
    size = min(across * SHARE / widest, LARGEST * scale.points)
    angle = atan2(sheet.height, sheet.width)
    drawn = [
        b"q %s gs %.2f G %.3f w BT %s %.3f Tf 1 Tr\n"
        % (STATE.encode(), PALE, LINE_WIDTH * scale.points, FONT.encode(), size)
    ]
    for index, line in enumerate(lines):
        back = face.width(line, size) / 2
        up = ((len(lines) - 1) / 2 - index) * size * 1.4 - size * 0.3
        left = sheet.width / 2 - back * cos(angle) - up * sin(angle)
        bottom = sheet.height / 2 - back * sin(angle) + up * cos(angle)
        turn = (cos(angle), sin(angle), -sin(angle), cos(angle), left, bottom)
        drawn.append(b"%.5f %.5f %.5f %.5f %.3f %.3f Tm %s Tj\n" % (*turn, face.shown(line)))
    return b"".join([*drawn, b"ET Q\n"])
