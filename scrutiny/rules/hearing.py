"""What is still untouched while lines of enquiry are put to witnesses, and what was answered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

#: The access of an agenda item whose entries a browser may keep while it has no connection.
OPEN: Final = "open"
#: Lines that nobody has agreed yet: nothing can be asked on them, and no witness is sent them.
NOT_AGREED: Final = frozenset({"draft"})
#: Lines that are put to nobody any more.
DEAD: Final = frozenset({"superseded", "dropped"})


@dataclass(frozen=True)
class Line:
    """A line of enquiry that is to be put to witnesses."""

    pk: int
    number: int


@dataclass(frozen=True)
class Planned:
    """A question that somebody means to ask, and the line (its row) that it belongs to."""

    pk: int
    line: int
    number: int


@dataclass(frozen=True)
class Asked:
    """An entry of the meeting: its line, and the planned question that was asked, if one was."""

    line: int
    planned: int | None


@dataclass(frozen=True)
class Untouched:
    """Lines without an entry, and questions not asked of lines that have one.

    The questions of a line without an entry are not listed one by one: the line stands for them.
    """

    lines: tuple[Line, ...] = ()
    questions: tuple[Planned, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything is untouched."""
        return bool(self.lines or self.questions)


@dataclass(frozen=True)
class Answer:
    """What somebody was asked and said, for the summary of their evidence."""

    question: str
    answer: str


def untouched(
    *, lines: Iterable[Line], planned: Iterable[Planned], entries: Iterable[Asked]
) -> Untouched:
    """What nobody has asked about yet, in the order of the lines and of their questions."""
    taken = list(entries)
    touched = {one.line for one in taken}
    asked = {one.planned for one in taken}
    ordered = sorted(lines, key=lambda one: (one.number, one.pk))
    place = {line.pk: at for at, line in enumerate(ordered)}
    questions = [
        one for one in planned if one.line in place and one.line in touched and one.pk not in asked
    ]
    return Untouched(
        lines=tuple(line for line in ordered if line.pk not in touched),
        questions=tuple(sorted(questions, key=lambda one: (place[one.line], one.number, one.pk))),
    )


def may_keep(access: str) -> bool:
    """Whether the browser may keep what was typed under an item of this access.

    Only under an item that is wholly open. What is exempt, confidential or waits for a decision
    never stays on a device (LGA 1972, s.100A and Schedule 12A).
    """
    return access == OPEN


def summary_of(answers: Sequence[Answer]) -> str:
    """The summary of oral evidence: each question with its answer, one paragraph each."""
    return "\n\n".join(
        f"{_stopped(one.question)} {_stopped(one.answer)}" for one in answers if one.answer.strip()
    )


def _stopped(text: str) -> str:
    """A text on one line that ends with a mark."""
    whole = " ".join(text.split())
    return whole if whole.endswith((".", "?", "!", "…")) else f"{whole}."
