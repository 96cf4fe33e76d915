"""The task "texts" of the child: a path in, what the file says in reading order out."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium

from portal.pdf.merge.objects import text_of
from portal.pdf.merge.structure import has_tree
from portal.pdf.texts.layer import layer_pieces
from portal.pdf.texts.letters import HYPHEN, Key, PageText, read_page
from portal.pdf.texts.pieces import Piece
from portal.pdf.texts.tree import Reader, TooDeepError

EVERY: Final = 10
"""Pages between two signs of progress."""
COVERED: Final = 0.5
"""The part of the letters that tags must reach to be believed."""
FEWEST: Final = 3
"""Letters on all pages below which a file is a picture of pages."""
_CUT_WORD: Final = re.compile(rf"(\w+){HYPHEN}(\w+)")

Report = Callable[[dict[str, Any]], None]


def run(request: dict[str, Any], report: Report) -> dict[str, Any]:
    """Read files, one after the other.

    Args:
        request: `paths`; `pages` and `characters`, the most that is read of each.
        report: told how many `pages` of a file are read, and of each what it says, as `read`:
            `source` (tags, layer or none), `pages`, `is_cut`, and `blocks`
            (`portal.pdf.texts.pieces.Piece.as_json`).

    Returns:
        how many were read, as `count`.
    """
    for path in request["paths"]:
        report({"read": _file(path, request["pages"], request["characters"], report)})
    return {"count": len(request["paths"])}


def _file(path: str, most_pages: int, most: int, report: Report) -> dict[str, Any]:
    with pypdfium2.PdfDocument(path) as pdf:
        count = len(pdf)
        pages = _read(pdf, min(count, most_pages), most, report)
    is_cut = len(pages) < count
    if sum(page.letters for page in pages) < FEWEST:
        return {"source": "none", "pages": count, "is_cut": is_cut, "blocks": []}
    found = _tagged(path, pages)
    source = "tags" if found else "layer"
    found = found or layer_pieces(list(enumerate(pages, 1)))
    report({"pages": len(pages)})
    return {
        "source": source,
        "pages": count,
        "is_cut": is_cut,
        "blocks": [one.as_json() for one in _joined(found)],
    }


def _read(pdf: pypdfium2.PdfDocument, count: int, most: int, report: Report) -> list[PageText]:
    """The letters of the first pages, up to so many; a page that cannot be read is empty."""
    found: list[PageText] = []
    letters = 0
    for index in range(count):
        page = pdfium.FPDF_LoadPage(pdf.raw, index)
        if page:
            found.append(read_page(page))
            pdfium.FPDF_ClosePage(page)
        else:
            found.append(PageText())
        letters += found[-1].letters
        if letters > most:
            break
        if index % EVERY == 0:
            report({"pages": index + 1})
    return found


def _tagged(path: str, pages: list[PageText]) -> list[Piece]:
    """Blocks by the tags; nothing where there are none, or where they leave out too much."""
    used: dict[int, set[Key]] = {}

    def text_of_content(index: int, key: Key) -> str:
        if index >= len(pages):
            return ""
        used.setdefault(index, set()).add(key)
        return pages[index].marked.get(key, "")

    with pikepdf.open(path) as pdf:
        if not has_tree(pdf.Root):
            return []
        numbers = {page.obj.objgen: index for index, page in enumerate(pdf.pages)}
        language = text_of(pdf.Root.get("/Lang"))
        try:
            found = Reader(pdf.Root.StructTreeRoot, numbers, text_of_content, language).found
        except TooDeepError:
            return []
    reached = [_reached(page, used.get(index, set())) for index, page in enumerate(pages)]
    if sum(reached) < COVERED * sum(page.letters for page in pages):
        return []
    rest = [
        (index + 1, page)
        for index, (page, letters) in enumerate(zip(pages, reached, strict=True))
        if page.letters >= FEWEST and not letters
    ]
    return sorted([*found, *layer_pieces(rest)], key=_page) if rest else found


def _page(piece: Piece) -> int:
    return piece.page


def _reached(page: PageText, keys: set[Key]) -> int:
    return sum(len("".join(page.marked.get(key, "").split())) for key in keys)


def _joined(pieces: list[Piece]) -> list[Piece]:
    """Words that were cut at the end of a line, as the file writes them elsewhere.

    "recom-mendation" loses its hyphen where "recommendation" stands somewhere; "child-focused",
    which is cut at its own hyphen, keeps it.
    """
    words: set[str] = set()
    for one in pieces:
        words.update(re.findall(r"[\w-]+", one.text.lower()))

    def whole(cut: re.Match[str]) -> str:
        joined = f"{cut[1]}{cut[2]}"
        return joined if joined.lower() in words else f"{cut[1]}-{cut[2]}"

    def written(text: str) -> str:
        return _CUT_WORD.sub(whole, text).replace(HYPHEN, "-")

    for one in pieces:
        for _page_number, cells in one.rows:
            for cell in cells:
                cell.text = written(cell.text)
    return [replace(one, text=written(one.text)) for one in pieces]
