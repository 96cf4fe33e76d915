"""The task "read" of the child: a path in, every piece of text out."""

from __future__ import annotations

import mmap
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import pikepdf
import pypdfium2

from portal.pdf.read.collecting import Collector
from portal.pdf.read.objects import Objects
from portal.pdf.read.pages import find_boxes, read_pages
from portal.pdf.read.remainder import read_remainder, superseded
from portal.pdf.read.streams import Streams
from portal.pdf.read.walk import page_numbers, read_objects

DEEPEST: Final = 3
"""Files inside files inside files; further down nothing is read, and that is said."""

Report = Callable[[dict[str, Any]], None]


def run(request: dict[str, Any], report: Report) -> dict[str, Any]:
    """Read a file, or say where on its pages some words stand.

    Args:
        request: `path`; or `path` and `boxes`, a list of page number and words.
        report: told how many pages are read.

    Returns:
        the fields of `ReadDocument`; or `boxes`, a list of boxes for each of the asked.
    """
    path = Path(request["path"])
    if "boxes" in request:
        with pypdfium2.PdfDocument(path) as pdf:
            return {"boxes": [find_boxes(pdf, page, words) for page, words in request["boxes"]]}
    found = Collector()
    with path.open("rb") as opened, mmap.mmap(opened.fileno(), 0, prot=mmap.PROT_READ) as content:
        pages = _read_file(content, found, report, 1)
    return found.result(pages)


def _read_file(content: mmap.mmap | bytes, found: Collector, report: Report, depth: int) -> int:
    """Read one file; returns how many pages it has."""

    def read_inner(inner: bytes) -> None:
        if depth >= DEEPEST:
            found.miss("Files are attached to attached files, too deep to be read.")
            return
        try:
            _read_file(inner, found, lambda _: None, depth + 1)
        except (pikepdf.PdfError, pypdfium2.PdfiumError):
            found.miss("An attached PDF could not be read.")

    with pikepdf.open(BytesIO(content)) as pdf:
        objects = Objects(found, page_numbers(pdf))
        streams = Streams(found, read_inner)
        live = read_objects(pdf, objects, streams)
        count = len(pdf.pages)
    for data in streams.superseded:
        superseded(data, objects.seen, found)
    read_remainder(content, live, objects.seen, found)
    with pypdfium2.PdfDocument(bytes(content)) as drawn:
        if len(drawn) != count:
            found.miss("Two readers count a different number of pages.")
        read_pages(drawn, found, report)
    return count
