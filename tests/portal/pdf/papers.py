"""Small PDF files with one thing in them each, for the tests of what reads uploaded files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream

A4 = (0, 0, 595, 842)
LINE = b"BT /F1 12 Tf 72 700 Td (The meeting was opened by the chair.) Tj ET\n"


def new_paper(*contents: bytes, width: int = A4[2], height: int = A4[3]) -> Pdf:
    """Return a file with a page for each content; /F1 is Helvetica."""
    pdf = Pdf.new()
    for content in contents:
        pdf.add_blank_page(page_size=(width, height))
        page = pdf.pages[-1].obj
        page.Contents = Stream(pdf, content)
        page.Resources = Dictionary(
            Font=Dictionary(
                F1=Dictionary(
                    Type=Name.Font,
                    Subtype=Name.Type1,
                    BaseFont=Name.Helvetica,
                    Encoding=Name.WinAnsiEncoding,
                )
            )
        )
    return pdf


def kept(pdf: Pdf, path: Path, **how: Any) -> Path:
    """Write a file and return its path."""
    pdf.save(path, **how)
    return path


def picture(pdf: Pdf, *, colour: bytes | None = None, width: int = 64, height: int = 64) -> Stream:
    """Return a picture of one colour, or a pattern of black and white where none is given."""
    data = bytes(
        value
        for row in range(height)
        for column in range(width)
        for value in (colour or ((b"\0\0\0", b"\xff\xff\xff")[(row // 3 + column // 3) % 2]))
    )
    return Stream(
        pdf,
        data,
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=width,
        Height=height,
        ColorSpace=Name.DeviceRGB,
        BitsPerComponent=8,
    )


def with_picture(content: bytes, *, colour: bytes | None = None) -> Pdf:
    """Return a page whose content may paint the picture /P1."""
    pdf = new_paper(content)
    pdf.pages[0].obj.Resources.XObject = Dictionary(P1=picture(pdf, colour=colour))
    return pdf


def annotated(kind: str, content: bytes = LINE, **entries: Any) -> Pdf:
    """Return a page with one annotation over the line at the height of 700 points."""
    pdf = new_paper(content)
    pdf.pages[0].obj.Annots = Array(
        [
            pdf.make_indirect(
                Dictionary(
                    Type=Name.Annot, Subtype=Name("/" + kind), Rect=[60, 690, 400, 720], **entries
                )
            )
        ]
    )
    return pdf


def black_box(pdf: Pdf, *, width: int = 340, height: int = 30) -> Stream:
    """Return the appearance of an annotation: a black box."""
    return pdf.make_stream(
        b"0 g 0 0 %d %d re f" % (width, height),
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=[0, 0, width, height],
    )


def action(pdf: Pdf, kind: str, **entries: Any) -> pikepdf.Object:
    """Return an action."""
    return pdf.make_indirect(Dictionary(S=Name("/" + kind), **entries))
