"""The files that are merged when speed is measured: 20 files, 484 pages, half of them tagged."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from weasyprint import HTML

FILES: Final = 20
PAGES: Final = 484
STYLE: Final = """
@page { size: A4; margin: 22mm }
body { font: 10.5pt/1.45 "DejaVu Sans", sans-serif }
table { border-collapse: collapse; width: 100% }
td, th { border: 0.5pt solid #777; padding: 2pt 5pt; text-align: left }
section { break-after: page }
"""
SENTENCES: Final = (
    "The panel considered the report of the monitoring officer on the force control strategy.",
    "Members asked how victims are kept informed while an investigation is under review.",
    "The chief finance officer explained the change in reserves since the previous quarter.",
    "It was noted that response times in the rural wards remained above the agreed measure.",
    "The commissioner undertook to write to the panel with the figures for each division.",
)


def make_material(folder: Path) -> list[Path]:
    """Write the files, unless they are there already, and name them in their order."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for number in range(FILES):
        path = folder / f"paper-{number + 1:02}.pdf"
        pages = PAGES // FILES + (1 if number < PAGES % FILES else 0)
        if not path.exists():
            _write(path, number, pages)
        paths.append(path)
    return paths


def make_one_page(folder: Path) -> Path:
    """One file of one page: what every command costs that merges anything at all."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "one-page.pdf"
    if not path.exists():
        _write(path, 0, 1)
    return path


def _write(path: Path, number: int, pages: int) -> None:
    body = "".join(_page(number, page) for page in range(pages))
    title = f"Paper {number + 1}"
    html = (
        f"<html lang='en-GB'><head><title>{title}</title><style>{STYLE}</style></head>"
        f"<body><h1>{title}</h1>{body}</body></html>"
    )
    tagged = {"pdf_variant": "pdf/ua-1"} if number % 2 == 0 else {}
    HTML(string=html).write_pdf(path, **tagged)


def _page(number: int, page: int) -> str:
    """One page: a heading, paragraphs with a link, a list, and on every other a table."""
    words = [SENTENCES[(number + page + step) % len(SENTENCES)] for step in range(5)]
    paragraphs = "".join(f"<p>{' '.join(words[step:] + words[:step])}</p>" for step in range(2))
    rows = "".join(
        f"<tr><th>Measure {row}</th><td>{number * row + page}</td><td>{page * 3 + row}</td></tr>"
        for row in range(1, 8)
    )
    table = f"<table><tr><th>What</th><th>Now</th><th>Before</th></tr>{rows}</table>"
    listed = "".join(f"<li>{word}</li>" for word in words[:3])
    return (
        f"<section><h2 id='s{page}'>Section {page + 1}</h2>{paragraphs}"
        f"<p>See <a href='https://example.org/papers/{number}'>the earlier paper</a> and "
        f"<a href='#s0'>section 1</a>.</p><ul>{listed}</ul>{table if page % 2 else ''}</section>"
    )
