"""Opens a file that goes into the merged one, or says why it cannot."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import pikepdf

from portal.pdf.merge.refusing import (
    ASSEMBLY_FORBIDDEN,
    DAMAGED,
    EMPTY,
    NOT_A_PDF,
    OVER_LIMITS,
    PASSWORD_NEEDED,
    RefusedError,
)

HEADER: Final = b"%PDF-"
HEADER_WITHIN: Final = 1024
MEGABYTE: Final = 1024 * 1024


@dataclass
class Source:
    """An opened file, its pages, and what was found and removed in it, by code."""

    pdf: pikepdf.Pdf
    pages: list[Any]
    page_of: dict[tuple[int, int], int]
    codes: set[str] = field(default_factory=set)

    @property
    def root(self) -> Any:
        """The catalog of the file."""
        return self.pdf.Root


def open_source(path: Path, *, most_pages: int, most_bytes: int, allow_restricted: bool) -> Source:
    """Open a file for reading.

    Args:
        path: the file.
        most_pages: the most pages that it may have.
        most_bytes: the largest size that it may have, in bytes.
        allow_restricted: take it even though its owner forbade assembling (7.6.3.2, bit 11).

    Raises:
        RefusedError: it cannot be used.
    """
    size = path.stat().st_size
    if not size:
        raise RefusedError(EMPTY)
    if size > most_bytes:
        raise RefusedError(OVER_LIMITS, what="bytes", megabytes=most_bytes // MEGABYTE)
    with path.open("rb") as file:
        if HEADER not in file.read(HEADER_WITHIN):
            raise RefusedError(NOT_A_PDF)
    try:
        pdf = pikepdf.open(path)
        if pdf.is_encrypted and not pdf.allow.modify_assembly and not allow_restricted:
            raise RefusedError(ASSEMBLY_FORBIDDEN)
        pages = [page.obj for page in pdf.pages]
        counted = pdf.Root.Pages.get("/Count", 0)
    except pikepdf.PasswordError as error:
        raise RefusedError(PASSWORD_NEEDED) from error
    except (pikepdf.PdfError, AttributeError, KeyError, TypeError, ValueError) as error:
        raise RefusedError(DAMAGED) from error
    if len(pages) > most_pages:
        raise RefusedError(OVER_LIMITS, what="pages", pages=len(pages), most=most_pages)
    if not pages:
        raise RefusedError(DAMAGED, what="pages")
    if isinstance(counted, int) and counted > len(pages):
        raise RefusedError(DAMAGED, what="lost", said=counted, pages=len(pages))
    return Source(pdf, pages, {page.objgen: number for number, page in enumerate(pages)})
