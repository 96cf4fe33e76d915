"""What the proof is told: what is withheld, and what is cleared for the public."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from portal.pdf.read import document as place
from portal.pdf.read.document import ReadDocument

_SAID_OF_IT: Final = (place.PROPERTY, place.METADATA)
#: Places beside the pages that hold words of a paper.
_BESIDE: Final = (place.BOOKMARK, place.STRUCTURE, place.ANNOTATION, place.FIELD)


@dataclass(frozen=True)
class Withheld:
    """One item or paper that the public pack must not show.

    Attributes:
        ref: what the caller calls it; comes back with each hit.
        titles: the private titles of the item and the paper.
        file_names: the names of its files, as they were uploaded and as they are stored.
        sha256: of its files, in hexadecimal.
        text: what it says (`words_of` its file, or the text written in the portal).
        metadata: names and other particulars from its file that must not show.
        images: SHA-256 of its images (`ReadDocument.images`), for a scan has no words.
    """

    ref: str
    titles: tuple[str, ...] = ()
    file_names: tuple[str, ...] = ()
    sha256: tuple[str, ...] = ()
    text: str = ""
    metadata: tuple[str, ...] = ()
    images: tuple[str, ...] = ()


@dataclass(frozen=True)
class Cleared:
    """One text that the public may read. It comes from what was cleared, never from the pack.

    Attributes:
        ref: what the caller calls it.
        text: of a cleared paper (`words_of` its file), a public title, or a sheet of the portal's.
        images: SHA-256 of its images.
    """

    ref: str
    text: str
    images: tuple[str, ...] = ()


def words_of(document: ReadDocument) -> str:
    """What a paper says, from its file: both as PDFium reads it and as it was drawn."""
    running = document.text_of(place.PAGE, place.DRAWN)
    return "\f".join([running, document.text_of(*_BESIDE).replace("\n", " ")])


def metadata_of(document: ReadDocument, producers: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The particulars in a paper's file that may tell something: title, author, subject, keywords.

    Args:
        document: the paper's file as it was read.
        producers: names of programs that tell nothing, beside those known here.
    """
    known = (*_PROGRAMS, *(one.casefold() for one in producers))
    found: dict[str, None] = {}
    for passage in document.passages:
        if passage.place not in _SAID_OF_IT:
            continue
        for line in passage.text.splitlines():
            said = line.strip()
            if _tells(said) and not any(name in said.casefold() for name in known):
                found[said] = None
    return tuple(found)


#: A date, the name of an element, a language.
_MARKUP: Final = re.compile(r"D:.*|/.*|\S+:\S+|[a-z]{1,3}-\w{2,8}")
_PROGRAMS: Final = (
    "acrobat", "adobe", "microsoft", "libreoffice", "openoffice", "weasyprint", "pdflatex",
    "pdftex", "pikepdf", "ghostscript", "pdfium", "skia", "chromium", "distiller", "quartz",
    "w5m0mpcehi", "xmlns", "rdf:", "xpacket", "http://", "https://", "uuid:", "xap:", "xmp:",
    "x:xmp", "pdf:", "dc:", "/x:", "application/pdf",
)  # fmt: skip


def _tells(said: str) -> bool:
    """Whether a line of metadata is in words: not a date, a number, a language or markup."""
    letters = sum(map(str.isalpha, said))
    is_markup = "=" in said or _MARKUP.fullmatch(said) is not None
    return letters >= 4 and letters * 2 > len(said) and not is_markup
