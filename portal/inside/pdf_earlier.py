"""Earlier versions of a PDF that it still holds: words that were taken out, and stayed in the file.

A program that saves in a hurry writes what changed behind the end of the file; whoever cuts it off
there has the version before (ISO 32000-2, 7.5.6).
"""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path
from typing import Final

import pypdfium2

from portal.inside.gathering import Gathering, masked
from portal.rules.disclosure.facts import Place

LARGEST: Final = 64 * 1024 * 1024
MOST_VERSIONS: Final = 4
"""The last ones; each is read whole."""
MOST_PAGES: Final = 400
_END: Final = re.compile(rb"%%EOF[\r\n]*")


def read_earlier(path: Path, found: Gathering, now: Collection[str]) -> None:
    """Read the words of earlier versions that the file no longer shows.

    Args:
        path: the file.
        found: takes them.
        now: the lines of the file as it is, reduced by `reduced`.
    """
    size = path.stat().st_size
    if size > LARGEST:
        found.miss("earlier")
        return
    content = path.read_bytes()
    ends = [one.end() for one in _END.finditer(content)][:-1]
    gone: dict[str, str] = {}
    for end in ends[-MOST_VERSIONS:]:
        for line in _lines(content[:end], found):
            if (mark := reduced(line)) and mark not in now:
                gone.setdefault(mark, line)
    if len(ends) > MOST_VERSIONS:
        found.miss("earlier")
    if gone:
        text = "\n".join(gone.values())
        found.say(text, Place.HIDDEN, where="earlier version")
        found.odd("hidden_text", Place.HIDDEN, where="earlier version", shown=masked(text))


def reduced(line: str) -> str:
    """The letters and digits of a line."""
    return "".join(filter(str.isalnum, line))


def _lines(content: bytes, found: Gathering) -> list[str]:
    """The lines of all pages; none where the part is no whole file, as in one made for the web."""
    try:
        with pypdfium2.PdfDocument(content) as pdf:
            if len(pdf) > MOST_PAGES:
                found.miss("earlier")
                return []
            return [line for page in pdf for line in _text(page).splitlines()]
    except pypdfium2.PdfiumError:
        return []


def _text(page: pypdfium2.PdfPage) -> str:
    read = page.get_textpage()
    try:
        text: str = read.get_text_range()
        return text
    finally:
        read.close()
        page.close()
