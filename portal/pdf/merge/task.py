"""The child's task `merge`: a request of plain JSON in, a report out (`portal.pdf.merging`)."""

from __future__ import annotations

import sys
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import zip_longest
from pathlib import Path
from typing import Any

from portal.pdf.merge.beside import Beside
from portal.pdf.merge.looking import Asked
from portal.pdf.merge.memory import peak_mb
from portal.pdf.merge.merging import Joined, Merge, Part
from portal.pdf.merge.refusing import DAMAGED, OVER_LIMITS, RefusedError
from portal.pdf.merge.stamping import Stamper

#: Pages between two signs of progress.
STEP = 50


def run(request: dict[str, Any], report: Callable[[dict[str, Any]], None]) -> dict[str, Any]:
    """Merge files, and write the result to the path that the request names.

    Returns:
        The fields of `portal.pdf.merging.MergeReport`; or `refused` with the number of the part
        and the code of the reason, and then nothing was written.
    """
    started = time.perf_counter()
    parts = [Part(**part) for part in request["parts"]]
    beside = Beside(
        [Asked(one.path, request["numbers"], request["prefix"], one.banner) for one in parts]
    )
    try:
        merge = _join(request, parts, report)
        _stamp(request, parts, merge, beside, report)
        report({"step": "writing", "part": -1})
        merge.finish(
            title=request["title"],
            language=request["language"],
            first_page=request["first_page"],
            prefix=request["prefix"],
        )
        merge.save(Path(request["out"]))
    except RefusedError as refused:
        return {"refused": {"part": refused.part, "code": refused.code, "facts": refused.facts}}
    finally:
        beside.finish()
    return {
        "parts": [
            _reported(one, joined, request["first_page"])
            for one, joined in zip(parts, merge.joined, strict=True)
        ],
        "pages": len(merge.pages),
        "tagged": all(joined.described.is_tagged for joined in merge.joined),
        "peak_mb": max(peak_mb(), beside.peak_mb),
        "seconds": time.perf_counter() - started,
    }


def _join(
    request: dict[str, Any], parts: list[Part], report: Callable[[dict[str, Any]], None]
) -> Merge:
    merge = Merge(
        keys=frozenset(part.key for part in parts if part.key),
        most_pages=request["most_pages"],
        most_bytes=request["most_bytes"],
        allow_restricted=request["allow_restricted"],
    )
    for number, part in enumerate(parts):
        report({"step": "joining", "part": number})
        with _refusing(number):
            merge.add(part)
    return merge


def _stamp(
    request: dict[str, Any],
    parts: list[Part],
    merge: Merge,
    beside: Beside,
    report: Callable[[dict[str, Any]], None],
) -> None:
    stamper = Stamper(merge.out)
    for number, (part, joined) in enumerate(zip(parts, merge.joined, strict=True)):
        report({"step": "stamping", "part": number})
        with _refusing(number):
            pages = merge.pages[joined.first : joined.first + joined.pages]
            for index, (page, seen) in enumerate(zip_longest(pages, beside.pages())):
                if page is None:  # two programs do not agree on how many there are
                    raise RefusedError(DAMAGED)
                shown = str(request["first_page"] + joined.first + index)
                joined.has_text = joined.has_text or (seen is not None and seen.has_text)
                stamper.stamp(
                    page,
                    number=f"{request['prefix']}{shown}" if request["numbers"] else "",
                    prefix=request["prefix"],
                    banner=part.banner,
                    seen=seen,
                )
                if index % STEP == STEP - 1:
                    report({"step": "stamping", "part": number})


def _reported(part: Part, joined: Joined, first_page: int) -> dict[str, Any]:
    codes = set(joined.codes)
    if not joined.described.is_tagged:
        codes.add("untagged")
    return {
        "path": part.path,
        "pages_from": first_page + joined.first,
        "pages_to": first_page + joined.first + joined.pages - 1,
        "tagged": joined.described.is_tagged,
        "has_text": joined.has_text,
        "codes": sorted(codes),
    }


@contextmanager
def _refusing(part: int) -> Iterator[None]:
    """Name the part over which something goes wrong, whatever it is."""
    try:
        yield
    except RefusedError as refused:
        refused.part = part
        raise
    except MemoryError as error:
        raise RefusedError(OVER_LIMITS, part, what="memory") from error
    except Exception as error:
        traceback.print_exc(file=sys.stderr)
        raise RefusedError(DAMAGED, part) from error
