"""Small PDF files that say known things: tagged, untagged, scanned, broken."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from django.utils.html import escape

from portal.pdf.render import render_pdf
from portal.pdf.texts.task import run
from tests.portal.pdf.hiding_places import paper
from tests.portal.pdf.papers import with_picture

SCRIPT = '<script>alert("x")</script> & <b>'
_PAGE = (
    '<html lang="en-GB"><head><title>{title}</title>'
    "<style>h1{{break-before:auto}} .new{{break-before:page}}"
    "@page{{@bottom-center{{content:'Running foot'}}}}</style></head><body>{body}</body></html>"
)
PICTURE = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAA"
    "DUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
TAGGED = """
<h1>Custody of children</h1>
<p>Children wait too long. {script}</p>
<h3>What we found</h3>
<ul><li>First thing<ul><li>Inner thing</li></ul></li><li>Second thing</li></ul>
<p lang="cy">Mae plant yn aros yn rhy hir.</p>
<table><caption>Nights in cells</caption>
<thead><tr><th scope="col">Year</th><th scope="col">Nights</th></tr></thead>
<tbody><tr><th scope="row">2024</th><td>12</td></tr><tr><th scope="row">2025</th><td>9</td></tr>
</tbody></table>
<p><img alt="A curve that falls" src="{picture}"></p>
<h2 class="new">Over the page</h2>
<p>The marmalade clause stands here.</p>
"""


def html(body: str, title: str = "Custody of children") -> str:
    return _PAGE.format(title=title, body=body)


@cache
def tagged() -> bytes:
    return render_pdf(
        html(TAGGED.format(script=escape(SCRIPT), picture=PICTURE)),
        title="Custody of children",
        language="en-GB",
        stylesheets=(),
    )


def saved(pdf: Any) -> bytes:
    written = BytesIO()
    pdf.save(written, deterministic_id=True)
    return written.getvalue()


@cache
def untagged() -> bytes:
    """Three pages with a running head, a large heading, bullets, a sentence over two pages."""
    pdf = paper("Northmere Board paper 1", "Northmere Board paper 2", "Northmere Board paper 3")
    words = [
        (
            "BT /F1 20 Tf 40 700 Td (Missing episodes) Tj ET\n"
            "BT /F1 11 Tf 14 TL 40 660 Td (Children go missing from) Tj T*"
            " (care more often than) Tj T* (from home.) Tj ET\n"
            "BT /F1 11 Tf 14 TL 40 580 Td (\x95 one bullet) Tj T* (\x95 two bullets) Tj ET\n"
            "BT /F1 11 Tf 40 500 Td (The longest sentence of all goes) Tj ET\n"
        ),
        (
            "BT /F1 11 Tf 40 700 Td (over to the second page and ends here.) Tj ET\n"
            "BT /F1 11 Tf 40 660 Td (Another plain paragraph of the body text.) Tj ET\n"
        ),
        "BT /F1 11 Tf 40 700 Td (Page three has the quince words in it, at last.) Tj ET\n",
    ]
    for page, content in zip(pdf.pages, words, strict=True):
        page.contents_add(pdf.make_stream(content.encode("latin-1")))
    return saved(pdf)


@cache
def scanned() -> bytes:
    return saved(with_picture(b"q 500 0 0 700 40 60 cm /P1 Do Q"))


def read(content: bytes, folder: Path, *, pages: int = 2000) -> dict[str, Any]:
    """What the task of the child says of a file."""
    path = folder / "paper.pdf"
    path.write_bytes(content)
    told: list[dict[str, Any]] = []
    run({"paths": [str(path)], "pages": pages, "characters": 10_000}, told.append)
    return next(one["read"] for one in told if "read" in one)
