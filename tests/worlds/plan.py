"""A world on paper: what there is and what happens to it, drawn from one seed. Nothing is stored.

Every text is a canary: a word that stands nowhere else, of small letters, so that it survives
slugs, file names and searches. All of them look alike, so one pattern finds every one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Final

CANARY: Final = re.compile(rb"zq[a-z]{10}")
#: How far a meeting has come.
MEETINGS: Final = ("early", "checked", "published", "supplemented", "taken_back", "private", "off")
#: What is decided about an item or a paper; "released" was exempt and is open again.
ACCESSES: Final = (
    *("open",) * 6,
    *("proposed_exempt", "exempt", "part_exempt", "confidential", "released"),
)
REVIEWS: Final = ("proposed", "evidence", "reported", "withdrawn")


@dataclass(frozen=True)
class PaperPlan:
    """A paper with a file; `withdrawn` says that it is taken back everywhere after publication."""

    title: str
    author: str
    text: str
    file_name: str
    metadata: str
    public_text: str
    interest: str
    access: str
    withdrawn: bool


@dataclass(frozen=True)
class ItemPlan:
    """An item of business with its papers; a late one comes with a supplement."""

    title: str
    text: str
    question: str
    interest: str
    access: str
    late: bool
    papers: tuple[PaperPlan, ...]


@dataclass(frozen=True)
class MeetingPlan:
    """A meeting and how far it has come (MEETINGS)."""

    title: str
    place: str
    state: str
    items: tuple[ItemPlan, ...]

    @property
    def is_out(self) -> bool:
        """Whether a pack of it is public."""
        return self.state in ("published", "supplemented")


@dataclass(frozen=True)
class ReviewPlan:
    """A review and how far it has come (REVIEWS)."""

    title: str
    state: str
    question: str
    line: str
    unsettled_line: str
    conclusion: str
    named: str
    unnamed: str
    evidence: str
    evidence_summary: str
    secret: str
    secret_summary: str
    secret_text: str
    secret_file: str
    finding: str
    recommendation: str
    withdrawn_recommendation: str
    summary: str


@dataclass(frozen=True)
class FilePlan:
    """A document of a body that belongs to no meeting."""

    title: str
    file_name: str
    text: str
    is_open: bool


@dataclass(frozen=True)
class BodyPlan:
    """A body with everything that it keeps."""

    meetings: tuple[MeetingPlan, ...]
    reviews: tuple[ReviewPlan, ...]
    files: tuple[FilePlan, ...]
    draft_page: str
    picture: str


@dataclass(frozen=True)
class WorldPlan:
    """Bodies; the people of the first and one clerk of the second are those who look."""

    seed: int
    bodies: tuple[BodyPlan, ...]


def plan_of(seed: int) -> WorldPlan:
    """The world of a seed; the same seed gives the same world."""
    draw = Random(seed)
    words = _words(draw)
    bodies = tuple(_body(draw, words, number) for number in range(draw.randint(2, 4)))
    return WorldPlan(seed, bodies)


def _words(draw: Random) -> Iterator[str]:
    given: set[str] = set()
    while True:
        word = "zq" + "".join(draw.choices("abcdefghijklmnopqrstuvwxy", k=10))
        if word not in given and "zq" not in word[1:]:
            given.add(word)
            yield word


def _body(draw: Random, words: Iterator[str], number: int) -> BodyPlan:
    meetings = draw.randint(1, 2) if number == 0 else draw.randint(0, 1)
    reviews = 1 if number == 0 else draw.randint(0, 1)
    return BodyPlan(
        meetings=tuple(_meeting(draw, words) for _each in range(meetings)),
        reviews=tuple(_review(draw, words) for _each in range(reviews)),
        files=tuple(
            FilePlan(next(words), next(words), next(words), is_open)
            for is_open in ((True, False) if number < 2 else (False,))
        ),
        draft_page=next(words) if number == 0 else "",
        picture=next(words) if number < 2 else "",
    )


def _meeting(draw: Random, words: Iterator[str]) -> MeetingPlan:
    state = draw.choice(MEETINGS)
    late = state == "supplemented"
    items = [_item(draw, words, late=False) for _each in range(draw.randint(1, 3))]
    if late:
        items.append(_item(draw, words, late=True))
    return MeetingPlan(next(words), next(words), state, tuple(items))


def _item(draw: Random, words: Iterator[str], *, late: bool) -> ItemPlan:
    return ItemPlan(
        title=next(words),
        text=next(words),
        question=next(words),
        interest=next(words),
        access=draw.choice([one for one in ACCESSES if one != "part_exempt"]),
        late=late,
        papers=tuple(_paper(draw, words) for _each in range(draw.randint(0, 2))),
    )


def _paper(draw: Random, words: Iterator[str]) -> PaperPlan:
    access = draw.choice(ACCESSES)
    return PaperPlan(
        title=next(words),
        author=next(words),
        text=next(words),
        file_name=next(words),
        metadata=next(words),
        public_text=next(words) if access == "part_exempt" and draw.random() < 0.7 else "",
        interest=next(words),
        access=access,
        withdrawn=access in ("open", "released") and draw.random() < 0.2,
    )


def _review(draw: Random, words: Iterator[str]) -> ReviewPlan:
    return ReviewPlan(next(words), draw.choice(REVIEWS), *(next(words) for _each in range(16)))
