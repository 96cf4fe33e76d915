"""The text of pages as PDFium reads it, and where on the page given words stand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

import pypdfium2

from portal.pdf.read import document as place
from portal.pdf.read.collecting import Collector
from portal.pdf.read.letters import letters

EVERY: Final = 50
"""Pages between two signs of progress."""


def read_pages(
    pdf: pypdfium2.PdfDocument, found: Collector, report: Callable[[dict[str, Any]], None]
) -> None:
    """Read the text of every page, in the order of its lines."""
    for number, page_text in enumerate(_texts(pdf, found), 1):
        found.add(place.PAGE, page_text, number)
        if number % EVERY == 0:
            report({"page": number, "of": len(pdf)})


def _texts(pdf: pypdfium2.PdfDocument, found: Collector) -> Iterator[str]:
    for index in range(len(pdf)):
        try:
            page = pdf[index]
            read = page.get_textpage()
        except pypdfium2.PdfiumError:
            found.miss(f"The text of page {index + 1} could not be read.")
            yield ""
            continue
        yield read.get_text_range()
        read.close()
        page.close()


def find_boxes(pdf: pypdfium2.PdfDocument, page_number: int, words: str) -> list[list[float]]:
    """Where words stand on a page, one box for each line of each place.

    Args:
        pdf: the open file.
        page_number: from 1.
        words: what to look for; case, accents, blanks and line breaks do not matter.

    Returns:
        left, bottom, right and top in points of the page's own coordinates.
    """
    if not (sought := letters(words)) or not 1 <= page_number <= len(pdf):
        return []
    page = pdf[page_number - 1]
    read = page.get_textpage()
    row: list[str] = []
    index: list[int] = []
    for position in range(read.count_chars()):
        for letter in letters(read.get_text_range(position, 1)):
            row.append(letter)
            index.append(position)
    text = "".join(row)
    boxes: list[list[float]] = []
    start = text.find(sought)
    while start >= 0:
        first, last = index[start], index[start + len(sought) - 1]
        count = read.count_rects(first, last - first + 1)
        boxes += [[round(edge, 2) for edge in read.get_rect(one)] for one in range(count)]
        start = text.find(sought, start + len(sought))
    read.close()
    page.close()
    return boxes
