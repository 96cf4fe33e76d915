"""Reading released files in a process of its own, bound in time, memory and output."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from django.conf import settings

from portal.models import ReleasedText
from portal.pdf.child import ChildCrashedError, ChildError, run_apart
from portal.pdf.limits import Limits

__all__ = ["read_files"]

#: About a thousand dense pages. What comes after it is left out, and the page says so.
MOST_CHARACTERS: Final = 4_000_000
_OUTPUT_MB: Final = 160
_log = logging.getLogger("portal.released_texts")


def read_files(paths: Sequence[Path]) -> list[dict[str, Any]]:
    """Read PDF files, each with the time and memory that the installation allows a file.

    Returns:
        for each the fields of its `ReleasedText`. One that cannot be read comes back without
        blocks and with its reason, which the log has too; it does not stop the next.
    """
    limits = Limits(
        seconds=settings.PDF_SECONDS, memory_mb=settings.PDF_MEMORY_MB, output_mb=_OUTPUT_MB
    )
    found: list[dict[str, Any]] = []

    def take(progress: dict[str, Any]) -> None:
        if "read" in progress:
            found.append(_understood(progress["read"]))

    while len(found) < len(paths):
        try:
            run_apart(
                "texts",
                {
                    "paths": [str(path.resolve()) for path in paths[len(found) :]],
                    "pages": settings.PDF_MAX_PAGES,
                    "characters": MOST_CHARACTERS,
                },
                limits=limits,
                each_step=True,
                on_progress=take,
            )
        except ChildError as error:
            if len(found) == len(paths):
                break  # it ended badly after its work was done
            name = paths[len(found)].name
            _log.warning("A released file could not be read: %s %s %s", name, error, error.detail)
            found.append(_unread(error))
    return found


def _understood(read: dict[str, Any]) -> dict[str, Any]:
    """What the child said; a file without letters is a scan."""
    is_scan = read["source"] == ReleasedText.Source.NONE
    return {**read, "reason": ReleasedText.Reason.SCAN if is_scan else ""}


def _unread(error: ChildError) -> dict[str, Any]:
    crashed = isinstance(error, ChildCrashedError)
    reason = ReleasedText.Reason.UNREADABLE if crashed else ReleasedText.Reason.TOO_LARGE
    return {
        "source": ReleasedText.Source.NONE,
        "reason": reason,
        "pages": 0,
        "is_cut": False,
        "blocks": [],
    }
