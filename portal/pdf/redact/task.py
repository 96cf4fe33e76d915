"""The child's task `redact`: what `do` of the request names (`portal.pdf.redacting`)."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Final, TypeAlias

import pikepdf
import pypdfium2

from portal.pdf.redact.asked import asked_of
from portal.pdf.redact.characters import Word, words_of
from portal.pdf.redact.checking import check_marks
from portal.pdf.redact.drawing import frame_of
from portal.pdf.redact.drawn import as_drawn
from portal.pdf.redact.finding import MOST_HITS, find_in
from portal.pdf.redact.geometry import holds
from portal.pdf.redact.pictures import draw, view
from portal.pdf.redact.redacting import redact

Report: TypeAlias = Callable[[dict[str, Any]], None]
VIEWED_DPI: Final = 96
VIEWED_COLOURS: Final = 64


def run(request: dict[str, Any], report: Report) -> dict[str, Any]:
    """Do what the request asks for.

    Args:
        request: `do` and `path`, and what the work needs besides.
        report: told how many pages are done.
    """
    return _WORK[request["do"]](request, report)


def _look(request: dict[str, Any], report: Report) -> dict[str, Any]:
    """The frame of every page: left, bottom, right, top and turn."""
    frames = []
    with pikepdf.open(request["path"]) as pdf:
        for page in pdf.pages:
            frame, _unit = frame_of(page.obj)
            frames.append([*(round(edge, 3) for edge in frame.box), frame.turn])
    return {"pages": frames}


def _find(request: dict[str, Any], report: Report) -> dict[str, Any]:
    """Every place where some words stand, page by page: as drawn, and as read aloud instead."""
    hits: list[dict[str, Any]] = []
    path = Path(request["path"])
    drawn = as_drawn(path)
    readings = [drawn] if drawn == path else [drawn, path]
    with ExitStack() as opened:
        files = [opened.enter_context(pypdfium2.PdfDocument(one)) for one in readings]
        for at in range(len(files[0])):
            read = [words_of(file[at]) for file in files]
            found = [
                {**hit, "sought": number}
                for number, sought in enumerate(request["sought"])
                for hit in _hits(read, sought)
            ]
            hits += [{**one, "page": at + 1} for one in found]
            report({"page": at + 1, "of": len(files[0])})
            if len(hits) >= MOST_HITS:
                break
    return {"hits": hits[:MOST_HITS], "is_all": len(hits) < MOST_HITS}


def _hits(read: list[list[Word]], sought: str) -> list[dict[str, Any]]:
    """The places on one page. What is read aloud has no exact place: it counts where it is more."""
    drawn, *spoken = (find_in(words, sought) for words in read)
    for others in spoken:
        if len(others) > len(drawn):
            drawn += [one for one in others if not _is_in(one, drawn)]
    return drawn


def _is_in(hit: dict[str, Any], others: list[dict[str, Any]]) -> bool:
    """Whether the place of a hit is known already."""
    return any(
        all(any(holds(known, box) for known in one["boxes"]) for box in hit["boxes"])
        for one in others
    )


def _picture(request: dict[str, Any], report: Report) -> dict[str, Any]:
    """A picture of one page as it is seen, written to `out`."""
    at = int(request["page"]) - 1
    path = Path(request["path"])
    with pikepdf.open(path) as pdf, pypdfium2.PdfDocument(path) as seen:
        frame, unit = frame_of(pdf.pages[at].obj)
        image = view(draw(seen[at], frame, unit=unit, dpi=VIEWED_DPI))
    image.quantize(VIEWED_COLOURS).save(request["out"], "PNG", optimize=False)
    return {"width": image.width, "height": image.height}


def _redact(request: dict[str, Any], report: Report) -> dict[str, Any]:
    return redact(
        Path(request["path"]),
        Path(request["out"]),
        asked_of(request),
        words=request["words"],
        title=request["title"],
        report=report,
    )


def _check(request: dict[str, Any], report: Report) -> dict[str, Any]:
    burned = [(int(number), tuple(box)) for number, box in request["burned"]]
    return {"faults": check_marks(Path(request["path"]), burned, report)}


_WORK: Final[dict[str, Callable[[dict[str, Any], Report], dict[str, Any]]]] = {
    "look": _look,
    "find": _find,
    "picture": _picture,
    "redact": _redact,
    "check": _check,
}
