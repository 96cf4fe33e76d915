"""Ask what is inside an uploaded PDF: may it go into a pack, and what has the clerk to know?

The file itself is read in a child process (`portal.pdf.child`); a file over which the child breaks
down is refused, and the next one is looked at by a new child.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from django.conf import settings

from portal.pdf.child import ChildError, ChildMemoryError, ChildTimeError, run_apart
from portal.pdf.limits import MEGABYTE, Limits
from portal.pdf.reasons import Reason, reason, reason_for
from portal.rules.disclosure.facts import Concern, Level, Place

__all__ = ["HiddenText", "Inspection", "Reason", "inspect_file", "inspect_files", "standing_limits"]

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class HiddenText:
    """Text that cannot be seen and can be copied from the file.

    Attributes:
        page: from 1.
        box: left, bottom, right, top in points of the page.
        text: its beginning.
        covered: something lies over it; otherwise its own colour or mode hides it.
    """

    page: int
    box: tuple[float, float, float, float]
    text: str
    covered: bool


@dataclass(frozen=True)
class Inspection:
    """What is inside one file; the fields are those of `inspect_pdf --json`.

    Attributes:
        file: the path as it was asked for.
        verdict: accept, warn, block or refuse.
        reasons: what led to it and what else is worth knowing, the gravest first.
        pages: how many; nothing where they could not be counted.
        personal_data: what looks like personal data or may give it away, with a level
            (`portal.rules.disclosure.facts.Concern.as_dict`). It never changes the verdict.
    """

    file: str
    verdict: str
    reasons: tuple[Reason, ...]
    pages: int | None = None
    tagged: bool = False
    language: str = ""
    title: str = ""
    encrypted: bool = False
    signed: bool = False
    has_text: bool = False
    scripts: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ()
    hidden_text: tuple[HiddenText, ...] = ()
    personal_data: tuple[dict[str, Any], ...] = field(default=())

    @property
    def codes(self) -> frozenset[str]:
        """The codes of all reasons."""
        return frozenset(one.code for one in self.reasons)

    def as_dict(self) -> dict[str, Any]:
        """Plain JSON, as `inspect_pdf --json` prints it."""
        return asdict(self)


def standing_limits() -> Limits:
    """The limits of this installation on one file."""
    return Limits(seconds=settings.PDF_SECONDS, memory_mb=settings.PDF_MEMORY_MB)


def standing_bounds() -> dict[str, int]:
    """The most pages and bytes of one file, for requests to the child (`inspect.bounds`)."""
    return {
        "pages": settings.PDF_MAX_PAGES,
        "file_bytes": settings.PDF_MAX_MEGABYTES * MEGABYTE,
    }


def inspect_file(
    path: Path | str, *, allow_restricted: bool = False, limits: Limits | None = None
) -> Inspection:
    """What is inside a file.

    Args:
        path: the file.
        allow_restricted: the body's policy lets files be joined whose owner set a password.
        limits: what reading it may use; by default the installation's.

    Raises:
        OSError: the file cannot be opened at all.
    """
    return inspect_files([path], allow_restricted=allow_restricted, limits=limits)[0]


def inspect_files(
    paths: Sequence[Path | str],
    *,
    allow_restricted: bool = False,
    limits: Limits | None = None,
    on_each: Callable[[int], None] | None = None,
    personal_data: bool = True,
) -> list[Inspection]:
    """What is inside each of several files; one that cannot be read does not stop the next.

    Args:
        paths: the files.
        allow_restricted: see `inspect_file`.
        limits: what reading one file may use.
        on_each: told how many are done, after each.
        personal_data: look for that too, which takes about as long again.

    Raises:
        OSError: one of them cannot be opened at all; nothing was looked at.
    """
    for path in paths:
        with Path(path).open("rb"):
            pass
    answers = _Answers(paths, on_each, personal_data=personal_data)
    while answers.left:
        try:
            run_apart(
                "inspect",
                {
                    "files": [str(Path(path).resolve()) for path in answers.left],
                    "allow_restricted": allow_restricted,
                    "bounds": standing_bounds(),
                    "personal_data": personal_data,
                },
                limits=limits or standing_limits(),
                each_step=True,
                on_progress=answers.take,
            )
        except ChildError as error:
            logger.warning("a PDF could not be inspected: %s %s", error, error.detail)
            answers.give_up(error)
    return answers.found


class _Answers:
    """What is known of each file so far; the last of them may still lack its personal data."""

    def __init__(
        self,
        paths: Sequence[Path | str],
        on_each: Callable[[int], None] | None,
        *,
        personal_data: bool,
    ) -> None:
        self.found: list[Inspection] = []
        self._paths = paths
        self._on_each = on_each
        self._asked = personal_data
        self._waiting = False

    @property
    def left(self) -> Sequence[Path | str]:
        """The files that nothing is known of yet."""
        return self._paths[len(self.found) :]

    def take(self, progress: dict[str, Any]) -> None:
        """Hear of a file, or of the personal data in the last one."""
        if "looked" in progress:
            self.found.append(_understood(str(self.left[0]), progress["looked"]))
            self._waiting = self._asked
        else:
            self._add(tuple(progress["personal_data"]))
        self._tell()

    def give_up(self, error: ChildError) -> None:
        """The child ended: over a file, or over the personal data of one that is known."""
        if self._waiting:
            self._add((_unread_concern(error),))
        elif self.left:
            self.found.append(_unread(str(self.left[0]), error))
        self._tell()

    def _add(self, concerns: tuple[dict[str, Any], ...]) -> None:
        self.found[-1] = replace(self.found[-1], personal_data=concerns)
        self._waiting = False

    def _tell(self) -> None:
        if self._on_each is not None and not self._waiting:
            self._on_each(len(self.found))


def _unread_concern(error: ChildError) -> dict[str, Any]:
    """That nobody knows what a file says of people: it is not taken to be clean."""
    return Concern("unread", Level.STOP, Place.TEXT, shown=str(error)).as_dict()


def _understood(file: str, looked: dict[str, Any]) -> Inspection:
    return Inspection(
        file=file,
        verdict=looked["verdict"],
        reasons=tuple(reason_for(finding) for finding in looked["findings"]),
        pages=looked["pages"],
        tagged=looked["tagged"],
        language=looked["language"],
        title=looked["title"],
        encrypted=looked["encrypted"],
        signed=looked["signed"],
        has_text=looked["has_text"],
        scripts=tuple(looked["scripts"]),
        attachments=tuple(looked["attachments"]),
        hidden_text=tuple(
            HiddenText(one["page"], tuple(one["box"]), one["text"], one["covered"])
            for one in looked["hidden_text"]
        ),
    )


def _unread(file: str, error: ChildError) -> Inspection:
    """The refusal of a file over which the child ended."""
    if isinstance(error, ChildTimeError):
        said = reason("over_limits", what="time")
    elif isinstance(error, ChildMemoryError):
        said = reason("over_limits", what="memory")
    else:
        said = reason("damaged", what="crash")
    return Inspection(file=file, verdict="refuse", reasons=(said,))
