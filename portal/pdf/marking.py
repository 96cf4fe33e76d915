"""Makes the copy of a PDF for one reader: their name below and across every page.

The work is done in the child process (`portal.pdf.mark`). Tags, links and bookmarks stay as they
are; the mark is an artifact. The metadata hold the number of the copy and never a name.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from django.conf import settings

from portal.pdf.child import run_apart
from portal.pdf.limits import MEGABYTE, Limits


def mark_pdf(
    source: Path,
    out: Path,
    *,
    words: str,
    across: Sequence[str],
    number: str,
    on_progress: Callable[[int], None] | None = None,
) -> int:
    """Write a marked copy, and return how many pages it has.

    Args:
        source: a file that the portal made itself, such as a pack.
        out: where to write; whatever is there is replaced once the whole is done.
        words: whose copy it is, as one line below each page.
        across: what stands across each page, line by line.
        number: the number of the copy, for the metadata.
        on_progress: told how many pages are marked.

    Raises:
        ChildError: it came to nothing.
        OSError: the file cannot be read, or the result not be written.
    """
    out = out.resolve()
    unfinished = out.with_name(f".{out.name}.{os.getpid()}")
    megabytes = source.stat().st_size // MEGABYTE

    def follow(progress: dict[str, Any]) -> None:
        if on_progress is not None:
            on_progress(progress["page"])

    try:
        answer = run_apart(
            "mark",
            {
                "path": str(source.resolve()),
                "out": str(unfinished),
                "words": words,
                "across": list(across),
                "number": number,
            },
            limits=Limits(
                seconds=settings.PDF_SECONDS,
                memory_mb=settings.PDF_MEMORY_MB + 2 * megabytes,
                output_mb=2 * megabytes + 64,
            ),
            each_step=True,
            on_progress=follow,
        )
        unfinished.replace(out)
    finally:
        unfinished.unlink(missing_ok=True)
    pages: int = answer["pages"]
    return pages
