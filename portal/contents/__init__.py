"""Everything that a file says, wherever it says it: for the disclosure gate.

`read_contents` has the file read in a process of its own, bound in time and memory, by the modules
of `portal.inside`; what could not be read is said in sentences for people, and never left out.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from django.conf import settings

from portal.contents.sentences import unread_sentence, where_named
from portal.pdf.child import ChildError, ChildMemoryError, ChildTimeError, run_apart
from portal.pdf.inspecting import standing_bounds
from portal.pdf.limits import Limits
from portal.rules.disclosure.facts import Box, Contents, Oddity, Passage, Place

__all__ = ["KINDS", "FileToRead", "read_contents", "read_many"]

#: The endings of the files that can be read.
KINDS: Final = frozenset(
    {"pdf", "docx", "xlsx", "pptx", "odt", "ods", "rtf", "csv", "txt"}
    | {"jpg", "jpeg", "png", "gif", "webp"}
)
_OUTPUT_MB: Final = 160
_FOR_DRAWING: Final = 0.6
"""The part of the time for one file in which its pages may be drawn to see what they hide."""
_log = logging.getLogger("portal.contents")


def read_contents(
    path: Path, *, ending: str, name: str = "", limits: Limits | None = None
) -> Contents:
    """Read everything that a file says: its text, what it hides, and what it says of itself.

    Args:
        path: the file.
        ending: the ending of its name, without the dot; it says how to read the file.
        name: its whole name as somebody typed it, which is read too.
        limits: what reading may use; by default the installation's.

    Returns:
        the contents. A file that cannot be read at all, or not in time, comes back with a sentence
        in `unread` and is never taken to be clean; so does one that does not exist.
    """
    return read_many([FileToRead(path, ending, name)], limits=limits)[0]


@dataclass(frozen=True)
class FileToRead:
    """A file with the ending that says how to read it; see `read_contents`."""

    path: Path
    ending: str
    name: str = ""


def read_many(files: Sequence[FileToRead], *, limits: Limits | None = None) -> list[Contents]:
    """Read several files in one process, which is bound anew for each; see `read_contents`.

    One over which the process ends does not stop the next, which is read by a new process.
    """
    limits = limits or Limits(
        seconds=settings.PDF_SECONDS, memory_mb=settings.PDF_MEMORY_MB, output_mb=_OUTPUT_MB
    )
    bounds = {**standing_bounds(), "drawing_seconds": limits.seconds * _FOR_DRAWING}
    found: list[Contents] = []

    def take(progress: dict[str, Any]) -> None:
        found.append(understood(progress["read"]))

    while len(found) < len(files):
        try:
            run_apart(
                "contents",
                {"files": [_asked(one) for one in files[len(found) :]], "bounds": bounds},
                limits=limits,
                each_step=True,
                on_progress=take,
            )
        except ChildError as error:
            _log.warning("A file could not be read for the gate: %s %s", error, error.detail)
            found.append(_unread(files[len(found)], error))
    return found


def _asked(file: FileToRead) -> dict[str, str]:
    return {
        "path": str(file.path.resolve()),
        "ending": file.ending.lower().lstrip("."),
        "name": file.name,
    }


def _unread(file: FileToRead, error: ChildError) -> Contents:
    said = (Passage(file.name, Place.FILE_NAME),) if file.name else ()
    return Contents(passages=said, unread=(unread_sentence(_why(error), ""),))


def understood(answer: dict[str, Any]) -> Contents:
    """What the child gathered (`portal.inside.gathering.Gathering.as_json`)."""
    return Contents(
        passages=tuple(
            Passage(text, Place(place), page, where_named(where), _box(box))
            for text, place, page, where, box in answer["passages"]
        ),
        oddities=tuple(
            Oddity(code, Place(place), page, where_named(where), _box(box), shown)
            for code, place, page, where, box, shown in answer["oddities"]
        ),
        unread=tuple(unread_sentence(what, name) for what, name in answer["unread"]),
    )


def _box(sides: list[float] | None) -> Box | None:
    return (sides[0], sides[1], sides[2], sides[3]) if sides else None


def _why(error: ChildError) -> str:
    if isinstance(error, ChildTimeError):
        return "time"
    return "memory" if isinstance(error, ChildMemoryError) else "crash"
