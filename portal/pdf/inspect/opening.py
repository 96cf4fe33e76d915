"""Opening a file: is it a PDF, may it be opened, was it whole, are all its pages there?"""

from __future__ import annotations

import logging
import re
from pathlib import Path
from typing import Any, Final

import pikepdf

from portal.pdf.inspect.bounds import MEGABYTE, Bounds
from portal.pdf.inspect.findings import Findings, Refused

HEAD: Final = 1024
"""A header may stand after so many bytes of something else (ISO 32000-1, annex H)."""
_OBJECTS: Final = re.compile(rb"\d\s+\d+\s+obj\b|\btrailer\s*<<|\bstartxref\b")
_OTHER_KINDS: Final = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff")
#: What the library remarks on, and what every reader rightly passes over.
_HARMLESS: Final = (
    "reported number of objects",
    "xref entry for the xref stream itself is missing",
    "operation for",  # a value of an unexpected kind, somewhere in a dictionary
)

logging.getLogger("pikepdf").setLevel(logging.CRITICAL)  # its warnings are read, not printed


def read_head(path: Path, bounds: Bounds) -> None:
    """Refuse what need not be opened: empty, too large, another kind of file.

    Raises:
        Refused: `empty`, `over_limits`, `not_a_pdf`, `damaged`.
    """
    size = path.stat().st_size
    if size == 0:
        raise Refused("empty", what="bytes")
    if size > bounds.file_bytes:
        raise Refused("over_limits", what="bytes", megabytes=bounds.file_bytes // MEGABYTE)
    with path.open("rb") as file:
        head = file.read(HEAD)
        header = b"%PDF-" in head
        if not header and head.startswith(_OTHER_KINDS):
            raise Refused("not_a_pdf")
        file.seek(0)
        if not header or size < HEAD * HEAD:
            inside = _OBJECTS.search(file.read(HEAD * HEAD))
            if not inside:
                raise Refused("not_a_pdf")
            if not header:
                raise Refused("damaged", what="header")


def open_file(path: Path, findings: Findings) -> pikepdf.Pdf:
    """Open a file without a password, and note if it is protected or had to be repaired.

    Raises:
        Refused: `password_needed`, `damaged`.
    """
    try:
        pdf = pikepdf.open(path, suppress_warnings=True)
    except pikepdf.PasswordError as error:
        raise Refused("password_needed") from error
    except (pikepdf.PdfError, ValueError, RuntimeError) as error:
        if "alloc" in str(error):
            raise MemoryError from error
        if "encrypt" in str(error).lower():
            raise Refused("password_needed") from error
        raise Refused("damaged", what="structure") from error
    if pdf.is_encrypted:
        findings.add("assembly_forbidden", says=not pdf.allow.modify_assembly)
    return pdf


def pages_of(pdf: pikepdf.Pdf, bounds: Bounds) -> list[pikepdf.Page]:
    """All pages of a file, provided that they are as many as the file itself says.

    Raises:
        Refused: `damaged`, `empty`, `over_limits`.
    """
    try:
        said = _number(pdf.Root.Pages.get("/Count"))
        pages = list(pdf.pages)
    except (pikepdf.PdfError, ValueError, AttributeError, KeyError, TypeError) as error:
        raise Refused("damaged", what="pages") from error
    if not pages:
        raise Refused("damaged" if said else "empty", what="pages")
    if len(pages) > bounds.pages:
        raise Refused("over_limits", what="pages", most=bounds.pages, pages=len(pages))
    if said > len(pages):
        raise Refused("damaged", what="lost", said=said, pages=len(pages))
    return pages


def remarks(pdf: pikepdf.Pdf) -> list[str]:
    """What the library had to say on the file since it was last asked, harmless things apart."""
    return [
        text
        for warning in pdf.get_warnings()
        if not any(harmless in (text := str(warning)) for harmless in _HARMLESS)
    ]


def _number(value: Any) -> int:
    try:
        return max(0, int(value))
    except (TypeError, ValueError, ArithmeticError):
        return 0
