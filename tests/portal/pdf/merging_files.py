"""Merging in the tests' own process, and small tagged files to merge."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import String
from weasyprint import HTML

from portal.pdf.merge.task import run

MEGABYTE = 1024 * 1024


def merge(
    out: Path,
    files: Sequence[Path | dict[str, Any]],
    **changed: Any,
) -> dict[str, Any]:
    """Merge files as the child does; a file may come with more of its fields."""
    parts: list[dict[str, Any]] = []
    for file in files:
        known = file if isinstance(file, dict) else {"path": file, "title": file.stem}
        parts.append(
            {"title": "", "level": 0, "key": "", "language": "", "banner": ""}
            | known
            | {"path": str(known["path"])}
        )
    return run(
        {
            "out": str(out),
            "parts": parts,
            "title": "Pack of the panel",
            "language": "en-GB",
            "first_page": 1,
            "numbers": True,
            "prefix": "",
            "allow_restricted": False,
            "most_pages": 2000,
            "most_bytes": 200 * MEGABYTE,
        }
        | changed,
        lambda _: None,
    )


def tagged(path: Path, body: str, *, language: str = "en-GB", style: str = "") -> Path:
    """Set a page of HTML as a conforming PDF/UA-1 file."""
    html = (
        f"<html lang='{language}'><head><title>{path.stem}</title><style>"
        "@page { size: A5; margin: 20mm } body { font-family: 'DejaVu Sans' }"
        f"{style}</style></head><body>{body}</body></html>"
    )
    HTML(string=html).write_pdf(path, pdf_variant="pdf/ua-1")
    return path


def conforming(folder: Path, number: int) -> Path:
    """A conforming file of two pages, like that of every other number in names and identifiers."""
    rows = "".join(
        f"<tr><th>Ward {row}</th><td>{number * row}</td><td>{number + row}</td></tr>"
        for row in range(3)
    )
    path = tagged(
        folder / f"paper-{number}.pdf",
        f"<h1 id='top'>Paper {number}</h1><p>Croeso i bawb, {number}.</p>"
        f"<table><tr><th>Ward</th><th>Calls</th><th>Visits</th></tr>{rows}</table>"
        f"<h2 id='more' style='break-before: page'>More of {number}</h2>"
        "<p>Back to <a href='#top'>the top</a>, or "
        f"<a href='https://example.org/{number}'>elsewhere</a>.</p><ul><li>One<li>Two</ul>",
    )
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        heading, welcome = pdf.Root.StructTreeRoot.K[0].K[:2]
        heading.Alt, heading.E = String(f"Paper number {number}"), String("Long form")
        welcome.Lang, welcome.ActualText = String("cy"), String(f"Croeso, {number}")
        pdf.save(path)
    return path
