"""Joins plain files: looks into each, leaves out or refuses what cannot go in, and merges the rest.

Looking and merging are done at once, in two processes, since most files can go in. If one cannot,
what was merged is thrown away.
"""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Final

from portal.pdf.front_sheet import Listed, front_sheet_pdf
from portal.pdf.inspecting import Inspection, inspect_files
from portal.pdf.merging import (
    MergePart,
    MergeRefusedError,
    MergeReport,
    MergeRequest,
    merge_pdfs,
)

REFUSED: Final = "refuse"
BLOCKED: Final = "block"


@dataclass(frozen=True)
class Policy:
    """What is let through: skip what is refused, take what is blocked or restricted."""

    skip_refused: bool = False
    allow_blocked: bool = False
    allow_restricted: bool = False


@dataclass(frozen=True)
class Input:
    """What became of one file: its pages in the whole, or why it was refused; codes of both."""

    file: str
    pages_from: int | None = None
    pages_to: int | None = None
    refused: bool = False
    codes: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True)
class Joined:
    """The report of `merge_pack`. `tagged` if every part is; `peak_mb` of the merging child."""

    inputs: tuple[Input, ...]
    pages: int = 0
    tagged: bool = False
    peak_mb: float = 0.0
    seconds: float = 0.0

    @property
    def is_written(self) -> bool:
        """Whether there is a merged file."""
        return self.pages > 0

    @property
    def refusals(self) -> list[str]:
        """Why each refused file was, by its name."""
        return [f"{one.file}: {one.reason}" for one in self.inputs if one.refused]

    def as_dict(self) -> dict[str, Any]:
        """Plain JSON."""
        return asdict(self)


def join_files(
    files: Sequence[Path], out: Path, *, title: str, front_sheet: bool, policy: Policy
) -> Joined:
    """Merge files into `out`, which is left as it is if they cannot be.

    Args:
        files: in their order.
        out: where to write.
        title: of the whole.
        front_sheet: begin with a list of the files and their pages.
        policy: what is let through.

    Raises:
        OSError: a file cannot be opened, or `out` not be written.
        ValueError: `out` is one of the files.
        ChildError: merging came to nothing, for a reason that lies in no file.
    """
    started = time.monotonic()
    if out.resolve() in {file.resolve() for file in files}:
        raise ValueError(f"{out} is one of the files to join; write somewhere else")
    if not out.parent.is_dir():
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(out.parent))
    run = _Run(files, out, title, front_sheet, policy)
    report = run.all_at_once() if not front_sheet else run.one_after_the_other()
    inputs = run.inputs(report)
    seconds = round(time.monotonic() - started, 3)
    if report is None:
        return Joined(inputs, seconds=seconds)
    return Joined(inputs, report.pages, report.tagged, round(report.peak_mb, 1), seconds)


class _Run:
    """One joining: what was found in each file, and which are refused."""

    def __init__(
        self, files: Sequence[Path], out: Path, title: str, front_sheet: bool, policy: Policy
    ) -> None:
        self._files = files
        self._out = out
        self._title = title
        self._front_sheet = front_sheet
        self._policy = policy
        self._found: list[Inspection] = []
        self._refused: dict[int, tuple[str, str]] = {}
        self._first_own = 0

    def all_at_once(self) -> MergeReport | None:
        """Merge while the files are looked into, and keep what came of it if all may go in."""
        early = self._out.with_name(f".{self._out.name}.{os.getpid()}.early")
        try:
            with ThreadPoolExecutor(max_workers=1) as beside:
                looking = beside.submit(self._look)
                report: MergeReport | None = None
                refusal: MergeRefusedError | None = None
                try:
                    report = self._merge(early)
                except MergeRefusedError as error:
                    refusal = error
                looking.result()
            if refusal is not None:
                self._note(refusal)
            if not self._refused and report is not None:
                early.replace(self._out)
                return report
        finally:
            early.unlink(missing_ok=True)
        return self._again()

    def one_after_the_other(self) -> MergeReport | None:
        """Look first: a list of pages can be made only when it is known how many there are."""
        self._look()
        return self._again()

    def _again(self) -> MergeReport | None:
        """Merge what is not refused, until nothing more is; or nothing, if that is not wanted."""
        while not self._refused or self._policy.skip_refused:
            if len(self._refused) == len(self._files):
                return None
            try:
                return self._merge(self._out)
            except MergeRefusedError as error:
                self._note(error)
        return None

    def inputs(self, report: MergeReport | None) -> tuple[Input, ...]:
        """What became of each file."""
        merged = iter(report.parts[self._first_own :] if report else ())
        result = []
        for number, file in enumerate(self._files):
            found = self._found[number]
            if number in self._refused:
                code, why = self._refused[number]
                codes = tuple(sorted(found.codes | {code}))
                result.append(Input(str(file), refused=True, codes=codes, reason=why))
                continue
            one = Input(str(file), codes=tuple(sorted(found.codes)))
            if report:
                part = next(merged)
                one = replace(
                    one,
                    pages_from=part.pages_from,
                    pages_to=part.pages_to,
                    codes=tuple(sorted(found.codes | set(part.codes))),
                )
            result.append(one)
        return tuple(result)

    def _look(self) -> None:
        self._found = inspect_files(
            self._files,
            allow_restricted=self._policy.allow_restricted,
            personal_data=False,  # the gate looks for it
        )
        for number, one in enumerate(self._found):
            if one.verdict == REFUSED or (
                one.verdict == BLOCKED and not self._policy.allow_blocked
            ):
                self._refused[number] = one.reasons[0].code, one.reasons[0].message

    def _merge(self, out: Path) -> MergeReport:
        """Merge the files that are not refused into `out`."""
        parts = [
            MergePart(path=file, title=file.stem, key=str(number))
            for number, file in enumerate(self._files)
            if number not in self._refused
        ]
        sheet = out.with_name(f".{self._out.name}.{os.getpid()}.sheet")
        try:
            if self._front_sheet:
                listed = [
                    Listed(part.title, part.key, self._found[int(part.key)].pages or 0)
                    for part in parts
                ]
                sheet.write_bytes(front_sheet_pdf(self._title, listed))
                parts.insert(0, MergePart(path=sheet, title=self._title, is_own=True))
                self._first_own = 1
            return merge_pdfs(
                MergeRequest(
                    out=out,
                    parts=tuple(parts),
                    title=self._title,
                    allow_restricted=self._policy.allow_restricted,
                )
            )
        finally:
            sheet.unlink(missing_ok=True)

    def _note(self, error: MergeRefusedError) -> None:
        """Refuse the file that the engine refused; one of our own making is no file of theirs."""
        if not error.part.key:
            raise error
        number = int(error.part.key)
        self._refused.setdefault(number, (error.code, error.reason.message))
