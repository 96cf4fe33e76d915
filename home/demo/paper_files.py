"""Northmere's papers as the files that officers would upload: tagged PDFs, and one scan."""

from __future__ import annotations

import io
from typing import Final

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.html import format_html, format_html_join
from PIL import Image, ImageDraw, ImageFont

from home.demo.paper_words import Sheet
from portal.pdf.render import render_pdf

A4_AT_100_DPI: Final = (827, 1169)
MARGIN: Final = 98
LINE: Final = 26
LETTERS_A_LINE: Final = 58


def as_upload(sheet: Sheet, name: str) -> SimpleUploadedFile:
    """A sheet as an accessible PDF under the file name that its author gave it."""
    pdf = render_pdf(_html(sheet), title=sheet.title, language="en-GB", stylesheets=("pack.css",))
    return SimpleUploadedFile(name, pdf, content_type="application/pdf")


def as_scan(sheet: Sheet, name: str) -> SimpleUploadedFile:
    """A sheet as somebody scanned it: a picture of words, in which no reader finds any."""
    page = Image.new("L", A4_AT_100_DPI, color=250)
    draw = ImageDraw.Draw(page)
    large, small = ImageFont.load_default(26), ImageFont.load_default(17)
    draw.text((MARGIN, MARGIN), sheet.title, fill=30, font=large)
    top = MARGIN + 3 * LINE
    for paragraph in sheet.paragraphs:
        for line in _lines(paragraph.removeprefix("# ")):
            draw.text((MARGIN, top), line, fill=40, font=small)
            top += LINE
        top += LINE
    out = io.BytesIO()
    page.rotate(0.4, fillcolor=250).save(out, format="PDF", resolution=100)
    return SimpleUploadedFile(name, out.getvalue(), content_type="application/pdf")


def _html(sheet: Sheet) -> str:
    parts = [format_html("<h1>{}</h1><p>{}</p>", sheet.title, sheet.author)]
    for text in sheet.paragraphs:
        pattern = "<h2>{}</h2>" if text.startswith("# ") else "<p>{}</p>"
        parts.append(format_html(pattern, text.removeprefix("# ")))
    if sheet.rows:
        head, *body = sheet.rows
        cells = format_html_join("", '<th scope="col">{}</th>', ((cell,) for cell in head))
        rows = format_html_join("", "<tr>{}</tr>", ((_row(row),) for row in body))
        parts.append(
            format_html(
                "<table><caption>{}</caption><thead><tr>{}</tr></thead><tbody>{}</tbody></table>",
                sheet.caption,
                cells,
                rows,
            )
        )
    body_html = format_html_join("", "{}", ((part,) for part in parts))
    return format_html(
        '<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>{}</title></head>'
        "<body>{}</body></html>",
        sheet.title,
        body_html,
    )


def _row(cells: tuple[str, ...]) -> str:
    first, *others = cells
    head = format_html('<th scope="row">{}</th>', first)
    return head + format_html_join("", "<td>{}</td>", ((cell,) for cell in others))


def _lines(text: str) -> list[str]:
    lines, line = [], ""
    for word in text.split():
        if len(line) + len(word) >= LETTERS_A_LINE:
            lines.append(line)
            line = ""
        line = f"{line} {word}".strip()
    return [*lines, line]
