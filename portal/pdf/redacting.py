"""Takes words out of a PDF so that they are gone, and proves it before anybody approves the result.

The work is done in the child process (`portal.pdf.redact`). A file is cleaned by the merging engine
first (`portal.pdf.merging`): forms become part of the pages; scripts, attachments, comments and
metadata go. All marks are made on that copy.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, TypeAlias

from django.conf import settings
from django.utils.translation import gettext as _

from portal.pdf.child import ChildError, run_apart
from portal.pdf.inspecting import Inspection, inspect_file
from portal.pdf.limits import MEGABYTE, Limits
from portal.pdf.merging import MergePart, MergeRefusedError, MergeRequest, merge_pdfs
from portal.pdf.reading import read_everything
from portal.pdf.redact.geometry import Box, Frame
from portal.pdf.redact.secrets import Secrets

__all__ = ["Box", "ChildError", "Fault", "Frame", "Hit", "MergeRefusedError", "Place", "Redacted"]
__all__ += ["find_words", "page_picture", "prove", "redact_pdf", "working_copy"]

Progress: TypeAlias = Callable[[int, int], None]
SPARE_MB: Final = 256
PAGE_MB: Final = 4
"""Room that one page drawn anew may take, in megabytes."""


@dataclass(frozen=True)
class Place:
    """Something that may not be read.

    Attributes:
        page: from 1.
        box: left, bottom, right and top in points of the page's own coordinates; None for all of
            the page.
        label: what is said in its place, such as “withheld: paragraph 1”.
    """

    page: int
    box: Box | None
    label: str


@dataclass(frozen=True)
class Hit:
    """A place where words stand: one box for each line, and what stands around them.

    `sought` says which of the words that were looked for it is, from 0.
    """

    page: int
    boxes: tuple[Box, ...]
    words: str
    before: str
    after: str
    sought: int = 0


@dataclass(frozen=True)
class Redacted:
    """What came of a redaction.

    Attributes:
        text: the paragraphs of each page, gaps in brackets.
        burned: where the pages are black, as pairs of a page and a box.
        secrets: what may stand nowhere any more. Never stored, shown or logged.
    """

    text: tuple[tuple[str, ...], ...]
    burned: tuple[tuple[int, Box], ...]
    secrets: Secrets = field(repr=False)


@dataclass(frozen=True)
class Fault:
    """Why a result is refused: a sentence, and the page that it is about; 0 for no page."""

    page: int
    message: str


def working_copy(source: Path, out: Path, *, title: str, language: str = "en-GB") -> list[Frame]:
    """Write the clean copy on which marks are made, and return the frames of its pages.

    Raises:
        MergeRefusedError: the engine cannot use the file; the message names it.
        ChildError: it came to nothing.
    """
    part = MergePart(path=source, title="", language=language)
    merge_pdfs(MergeRequest(out=out, parts=(part,), title=title, language=language, numbers=False))
    answer = run_apart("redact", {"do": "look", "path": str(out.resolve())}, limits=_limits(out))
    return [Frame(*_box(page[:4]), turn=page[4]) for page in answer["pages"]]


def find_words(path: Path, sought: Sequence[str]) -> tuple[list[Hit], bool]:
    """Every place where words stand as whole words, and whether those are all.

    Case, accents, line ends, and whether the letters are set apart do not matter.

    Raises:
        ChildError: the file could not be read.
    """
    request = {"do": "find", "path": str(path.resolve()), "sought": list(sought)}
    answer = run_apart("redact", request, limits=_limits(path), each_step=True)
    hits = [
        Hit(
            page=one["page"],
            boxes=tuple(_box(box) for box in one["boxes"]),
            words=one["words"],
            before=one["before"],
            after=one["after"],
            sought=one["sought"],
        )
        for one in answer["hits"]
    ]
    return hits, bool(answer["is_all"])


def page_picture(path: Path, page: int, out: Path) -> None:
    """Write a page as it is seen, as PNG. Raises ChildError."""
    request = {"do": "picture", "path": str(path.resolve()), "page": page, "out": str(out)}
    run_apart("redact", request, limits=_limits(path))


def redact_pdf(
    source: Path,
    out: Path,
    places: Sequence[Place],
    *,
    title: str,
    pages: int,
    on_progress: Progress | None = None,
) -> Redacted:
    """Write a copy without what is marked.

    Text that cannot be seen on its page is left out too; the pages that hold any are drawn anew.

    Args:
        source: a working copy.
        out: where the result is written.
        places: what may not be read.
        title: the title of the result.
        pages: how many pages there are.
        on_progress: told how many pages are done.

    Raises:
        ChildError: it came to nothing.
    """
    hidden = [[one.page, list(one.box)] for one in inspect_file(source).hidden_text]
    request = {
        "do": "redact",
        "path": str(source.resolve()),
        "out": str(out.resolve()),
        "marks": [
            {"page": one.page, "box": list(one.box) if one.box else None, "label": one.label}
            for one in places
        ],
        "hidden": hidden,
        "title": title,
        "words": {"page": _("Page"), "withheld": _("withheld")},
    }

    def follow(progress: dict[str, Any]) -> None:
        if on_progress is not None:
            on_progress(progress["page"], progress["of"])

    answer = run_apart(
        "redact",
        request,
        limits=_limits(source, drawn=pages),
        each_step=True,
        on_progress=follow,
    )
    found = answer["secrets"]
    return Redacted(
        text=tuple(tuple(page) for page in answer["text"]),
        burned=tuple((number, _box(box)) for number, box in answer["burned"]),
        secrets=Secrets(frozenset(found["words"]), tuple(found["runs"])),
    )


def prove(path: Path, made: Redacted, *, text: str) -> tuple[Inspection, list[Fault]]:
    """Look for what was withheld in every place of the result; no fault means that it is gone.

    Args:
        path: the result.
        made: what was withheld.
        text: its version as plain text.

    Raises:
        ChildError: the result could not be read.
    """
    faults = [*_words_left(path, made.secrets), *_marks_open(path, made)]
    if made.secrets.found_in(text, "page"):
        faults.append(Fault(0, _("A withheld word stands in the text version.")))
    inspection = inspect_file(path)
    unseen = _("There is text that cannot be seen.")
    faults += [Fault(hidden.page, unseen) for hidden in inspection.hidden_text]
    if inspection.verdict in ("block", "refuse"):
        faults += [Fault(0, str(one.message)) for one in inspection.reasons]
    return inspection, sorted(set(faults), key=lambda one: (one.page, one.message))


def _words_left(path: Path, secrets: Secrets) -> list[Fault]:
    read = read_everything(path)
    faults = [
        Fault(one.page or 0, _("A withheld word can still be found: %(place)s.") % {"place": place})
        for one in read.passages
        if secrets.found_in(one.text, one.place)
        for place in [_place_words(one.place)]
    ]
    return faults + [Fault(0, sentence) for sentence in read.unread]


def _place_words(place: str) -> str:
    return {
        "page": _("text of the page"),
        "drawn": _("drawing instructions"),
        "structure": _("description for screen readers"),
        "bookmark": _("bookmark"),
        "annotation": _("link"),
        "property": _("title of the file"),
        "metadata": _("title of the file"),
        "image": _("description of a picture"),
    }.get(place, _("inside the file"))


def _marks_open(path: Path, made: Redacted) -> list[Fault]:
    request = {
        "do": "check",
        "path": str(path.resolve()),
        "burned": [[number, list(box)] for number, box in made.burned],
    }
    answer = run_apart("redact", request, limits=_limits(path, drawn=1), each_step=True)
    sentences = {
        "letters": _("A letter can be copied from under a mark."),
        "picture": _("Something shows through a mark."),
    }
    return [Fault(one["page"], sentences[one["what"]]) for one in answer["faults"]]


def _limits(path: Path, *, drawn: int = 0) -> Limits:
    megabytes = path.stat().st_size // MEGABYTE
    return Limits(
        seconds=settings.PDF_SECONDS,
        memory_mb=settings.PDF_MEMORY_MB + SPARE_MB + 2 * megabytes + drawn,
        output_mb=2 * megabytes + 64 + PAGE_MB * drawn,
    )


def _box(values: Sequence[float]) -> Box:
    left, bottom, right, top = values
    return left, bottom, right, top
