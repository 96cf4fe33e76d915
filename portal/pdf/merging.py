"""Joins PDF files into one that is as accessible as they are: tags, links, bookmarks, numbers.

The work is done in a child process (`portal.pdf.merge`), since the files come from anywhere. A
file over which the child breaks down is refused by its name.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.utils.translation import gettext as _

from portal.pdf.child import ChildError, ChildMemoryError, ChildTimeError, run_apart
from portal.pdf.limits import MEGABYTE, Limits
from portal.pdf.reasons import Reason, reason

SPARE_MB: Final = 64
"""Room for what the merged file holds beyond its parts, in megabytes."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class MergePart:
    """A file that goes into the merged one.

    Attributes:
        path: the file.
        title: its bookmark; empty for none of its own.
        level: how deep the bookmark is nested: 0 an item, 1 a paper, 2 an appendix. The file's own
            bookmarks go below it.
        key: a link to `pack:KEY` anywhere in the parts becomes one to the first page of this part.
        language: of a file that does not name its own, such as `en-GB`.
        banner: a heading for every page of this part.
        is_own: made by the portal itself.
    """

    path: Path
    title: str
    level: int = 0
    key: str = ""
    language: str = ""
    banner: str = ""
    is_own: bool = False


@dataclass(frozen=True)
class MergeRequest:
    """What to merge.

    Attributes:
        out: where to write; whatever is there is replaced once the whole is done.
        parts: the files in their order.
        title: the title of the merged file.
        language: its main language.
        first_page: the number on its first page.
        numbers: whether numbers are stamped.
        allow_restricted: take files whose owner forbade joining them.
        page_label_prefix: stands before every number, on the page and in its label.
    """

    out: Path
    parts: tuple[MergePart, ...]
    title: str
    language: str = "en-GB"
    first_page: int = 1
    numbers: bool = True
    allow_restricted: bool = False
    page_label_prefix: str = ""


@dataclass(frozen=True)
class MergedPart:
    """A file that is in: its pages by their numbers; what was removed or is missing, by code."""

    path: Path
    pages_from: int
    pages_to: int
    tagged: bool
    has_text: bool
    codes: tuple[str, ...]


@dataclass(frozen=True)
class MergeReport:
    """What came of it. `tagged` if all parts are; `peak_mb` is the most memory of the child."""

    parts: tuple[MergedPart, ...]
    pages: int
    tagged: bool
    peak_mb: float
    seconds: float


class MergeRefusedError(ValueError):
    """A file cannot go in, and nothing was written.

    Attributes:
        part: the file, as it was asked for.
        code: a code of `inspect_pdf`.
        message: a plain sentence that names the file.
        reason: the same without the name.
    """

    def __init__(self, part: MergePart, why: Reason) -> None:
        self.part = part
        self.code = why.code
        self.reason = why
        self.message = _("%(file)s: %(reason)s") % {
            "file": part.title or part.path.name,
            "reason": why.message,
        }
        super().__init__(self.message)


def merge_pdfs(
    request: MergeRequest, *, on_progress: Callable[[int, int], None] | None = None
) -> MergeReport:
    """Merge files; the same files give the same bytes.

    Args:
        request: what to merge.
        on_progress: told how many files are joined, and how many there are.

    Raises:
        MergeRefusedError: one of the files cannot be used; which, and why, is in it.
        ChildError: it came to nothing for a reason that lies in none of them.
        OSError: a file cannot be opened, or the result not be written.
    """
    at = -1

    def follow(progress: dict[str, Any]) -> None:
        nonlocal at
        at = progress["part"]
        if on_progress is not None and progress["step"] == "joining":
            on_progress(at, len(request.parts))

    out = request.out.resolve()
    unfinished = out.with_name(f".{out.name}.{os.getpid()}")
    try:
        answer = run_apart(
            "merge",
            _as_json(request, unfinished),
            limits=_limits(request),
            each_step=True,
            on_progress=follow,
        )
        if refused := answer.get("refused"):
            why = reason(refused["code"], **refused["facts"])
            raise MergeRefusedError(request.parts[refused["part"]], why)
        unfinished.replace(out)
    except ChildError as error:
        if at < 0:
            raise
        logger.warning("a PDF could not be merged: %s %s", error, error.detail)
        raise MergeRefusedError(request.parts[at], _broken(error)) from error
    finally:
        unfinished.unlink(missing_ok=True)
    return _understood(answer)


def _as_json(request: MergeRequest, out: Path) -> dict[str, Any]:
    return {
        "out": str(out),
        "parts": [
            {
                "path": str(part.path.resolve()),
                "title": part.title,
                "level": part.level,
                "key": part.key,
                "language": part.language,
                "banner": part.banner,
            }
            for part in request.parts
        ],
        "title": request.title,
        "language": request.language,
        "first_page": request.first_page,
        "numbers": request.numbers,
        "prefix": request.page_label_prefix,
        "allow_restricted": request.allow_restricted,
        "most_pages": settings.PDF_MAX_PAGES,
        "most_bytes": settings.PDF_MAX_MEGABYTES * MEGABYTE,
    }


def _limits(request: MergeRequest) -> Limits:
    """Each step has the time of one file; memory and output grow with what goes in."""
    megabytes = sum(part.path.stat().st_size for part in request.parts) // MEGABYTE
    return Limits(
        seconds=settings.PDF_SECONDS,
        memory_mb=settings.PDF_MEMORY_MB + 2 * megabytes,
        output_mb=2 * megabytes + SPARE_MB,
    )


def _broken(error: ChildError) -> Reason:
    if isinstance(error, ChildTimeError):
        return reason("over_limits", what="time")
    if isinstance(error, ChildMemoryError):
        return reason("over_limits", what="memory")
    return reason("damaged", what="crash")


def _understood(answer: dict[str, Any]) -> MergeReport:
    return MergeReport(
        parts=tuple(
            MergedPart(
                path=Path(part["path"]),
                pages_from=part["pages_from"],
                pages_to=part["pages_to"],
                tagged=part["tagged"],
                has_text=part["has_text"],
                codes=tuple(part["codes"]),
            )
            for part in answer["parts"]
        ),
        pages=answer["pages"],
        tagged=answer["tagged"],
        peak_mb=answer["peak_mb"],
        seconds=answer["seconds"],
    )
