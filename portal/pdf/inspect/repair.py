"""What a repair cost: a file that had to be repaired is used only if nothing of it was lost.

A library that cannot find the table of a file's objects looks for the objects themselves. If the
file was cut off, some are not there, and what named them is silently left without: pictures,
fonts, pages. Then the file is refused.
"""

from __future__ import annotations

import mmap
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

import pikepdf

from portal.pdf.inspect.bounds import Bounds
from portal.pdf.inspect.findings import Findings, Refused
from portal.pdf.inspect.streams import unfold

TAIL: Final = 256 * 1024
_LOST: Final = re.compile(r"expected endstream|unexpected EOF|EOF while|recover stream length")
_BEGUN: Final = re.compile(rb"\d\s+\d+\s+obj\b")
_REFERENCE: Final = re.compile(rb"\b(\d{1,9})\s\d{1,5}\sR\b")


def weigh_repair(
    pdf: pikepdf.Pdf,
    pages: list[pikepdf.Page],
    path: Path,
    said: list[str],
    findings: Findings,
    bounds: Bounds,
) -> None:
    """Note a repair.

    Args:
        pdf: the file as the library mended it.
        pages: its pages.
        path: the file itself.
        said: the library's remarks on it.
        findings: takes `repaired`.
        bounds: how much may be unfolded.

    Raises:
        Refused: `damaged`, it cost something.
    """
    _ends_whole(path)
    if not said:
        return
    findings.add("repaired")
    if any(_LOST.search(text) for text in said):
        raise Refused("damaged", what="cut")
    if any("reconstruct" in text for text in said):
        _no_page_astray(pdf, pages)
        with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
            _nothing_missing(pdf, data, bounds)


def _no_page_astray(pdf: pikepdf.Pdf, pages: list[pikepdf.Page]) -> None:
    """Every page that lies in the file must be one of those that were found."""
    found = {page.objgen for page in pages}
    astray = sum(
        1
        for item in pdf.objects
        if isinstance(item, pikepdf.Dictionary)
        and item.get("/Type") == pikepdf.Name.Page
        and item.objgen not in found
    )
    if astray:
        raise Refused("damaged", what="lost", said=len(found) + astray, pages=len(found))


def _ends_whole(path: Path) -> None:
    """No later version of the file may have been begun and not ended."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - TAIL))
        _, mark, rest = file.read().rpartition(b"%%EOF")
    if mark and _BEGUN.search(rest):
        raise Refused("damaged", what="cut")


def _nothing_missing(pdf: pikepdf.Pdf, data: mmap.mmap, bounds: Bounds) -> None:
    """Every object that the file names must be there.

    The library leaves out of a dictionary what names a missing object, so the names are read from
    the bytes of the file, and from the streams that hold objects.
    """
    there: set[int] = set()
    named = _numbers(data)
    objects: Iterable[Any] = pdf.objects  # numbers come as numbers of Python
    for item in objects:
        if not isinstance(item, pikepdf.Object):
            continue
        there.add(item.objgen[0])
        if isinstance(item, pikepdf.Stream) and item.get("/Type") == pikepdf.Name.ObjStm:
            named |= _numbers(unfold(item, bounds.stream_bytes).data)
    if named - there:
        raise Refused("damaged", what="cut")


def _numbers(data: bytes | mmap.mmap) -> set[int]:
    return {int(found[1]) for found in _REFERENCE.finditer(data)}
