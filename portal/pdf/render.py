"""HTML in, bytes of an accessible PDF out (PDF/UA-1, ISO 14289-1).

WeasyPrint needs Pango, a library of the machine. It is loaded when the first PDF is made, so that
a portal without it still serves pages; `portal.W001` says so at start-up.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


class PdfUnavailableError(RuntimeError):
    """This machine cannot make a PDF; the message says what is missing."""


@dataclass(frozen=True)
class RenderedPdf:
    """A PDF made from HTML, with the number of its pages."""

    content: bytes
    pages: int


def render_pdf(html: str, *, title: str, language: str, stylesheets: Sequence[str]) -> bytes:
    """Set a page of HTML as a tagged PDF and return its bytes: `render_pages` without the count."""
    return render_pages(html, title=title, language=language, stylesheets=stylesheets).content


def render_pages(
    html: str, *, title: str, language: str, stylesheets: Sequence[str]
) -> RenderedPdf:
    """Set a page of HTML as a tagged PDF; the same input gives the same bytes.

    Args:
        html: the whole page. What it names by address is not loaded (`portal.pdf.fetch`).
        title: the title that a reader shows in its window.
        language: the tag of the main language, such as `en-GB`.
        stylesheets: names of files in `static/portal/print/`.

    Raises:
        PdfUnavailableError: Pango or another library of the machine is missing.
    """
    try:
        from weasyprint import CSS, HTML
        from weasyprint.text.fonts import FontConfiguration

        from portal.pdf.fetch import SCHEME, ClosedFetcher
        from portal.pdf.structure import keep_sources, mend_structure
    except OSError as error:
        raise PdfUnavailableError(
            "No PDF can be made: Pango is missing on this machine. On Debian: "
            "apt-get install libpangoft2-1.0-0 libharfbuzz-subset0."
        ) from error
    fetcher = ClosedFetcher()
    fonts = FontConfiguration()
    sheets = [
        CSS(url=f"{SCHEME}{name}", url_fetcher=fetcher, font_config=fonts) for name in stylesheets
    ]
    keep_sources()
    page = HTML(string=html, url_fetcher=fetcher)
    document = page.render(stylesheets=sheets, font_config=fonts, pdf_variant="pdf/ua-1")
    document.metadata.title = title
    document.metadata.lang = language
    pdf: bytes = document.write_pdf(pdf_variant="pdf/ua-1", finisher=mend_structure)
    return RenderedPdf(pdf, len(document.pages))
