"""The front sheet of files that are joined by hand: a title, and a list of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.template.loader import render_to_string

from portal.pdf.render import render_pages

TEMPLATE: Final = "print/merge_front.html"
STYLES: Final = ("pack.css",)
LANGUAGE: Final = "en-GB"
PATIENCE: Final = 5


@dataclass(frozen=True)
class Listed:
    """A file in the list: its title, the key of its part, and how many pages it has."""

    title: str
    key: str
    pages: int


def front_sheet_pdf(title: str, files: Sequence[Listed]) -> bytes:
    """Set the sheet, again until its own length agrees with the page numbers that it prints.

    Raises:
        PdfUnavailableError: this machine cannot make a PDF.
        RuntimeError: no length agrees.
    """
    guess = 1
    for _again in range(PATIENCE):
        page = guess + 1
        rows = []
        for file in files:
            rows.append({"title": file.title, "key": file.key, "page": page})
            page += file.pages
        html = render_to_string(TEMPLATE, {"title": title, "rows": rows, "language": LANGUAGE})
        made = render_pages(html, title=title, language=LANGUAGE, stylesheets=STYLES)
        if made.pages == guess:
            return made.content
        guess = made.pages
    raise RuntimeError("the front sheet has no length that agrees with its page numbers")
