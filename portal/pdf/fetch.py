"""What a document that becomes a PDF may load: our own print sheets and fonts, and nothing else.

Texts of clerks and of imported pages end up in these documents. An address in them (an image, a
style sheet, a font, a file of the server) is never opened: the only scheme is `print:`, which
names a file of `static/portal/print/` by its bare name.
"""

from __future__ import annotations

import logging
from typing import Any, Final

from weasyprint.urls import URLFetcher, URLFetcherResponse

from portal.pdf.sheets import NAME, read_sheet

SCHEME: Final = "print:"
MEDIA_TYPES: Final = {"css": "text/css", "woff2": "font/woff2", "ttf": "font/ttf"}
SHOWN: Final = 80

logger = logging.getLogger(__name__)


class RefusedAddressError(ValueError):
    """An address that a document may not load."""


class ClosedFetcher(URLFetcher):  # type: ignore[misc]
    """Opens `print:NAME` and refuses every other address without looking at it."""

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        """Read one of our own files.

        Raises:
            RefusedAddressError: the address is none of ours; WeasyPrint leaves that part out.
        """
        name = url.removeprefix(SCHEME)
        if name == url or not (found := NAME.fullmatch(name)):
            logger.warning("refused to load %.*s into a PDF", SHOWN, ascii(url))
            raise RefusedAddressError("only the portal's own print sheets are loaded")
        return URLFetcherResponse(url, read_sheet(name), {"Content-Type": MEDIA_TYPES[found[1]]})
