"""What one municipal year of a body withheld, and what it published late. Released records only.

A meeting's public copy tells its agenda as the public reads it, with a ground beside everything
that is closed (`agenda`), what is known of each decision (`closed`), and the certificates of its
notices; the accounts of changes tell what was made public afterwards.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext as _

from boards import kinds
from boards.meeting_list import span_of
from boards.rules.exemptions import ENGLAND, WALES
from portal.models.releases import PublicRecord
from portal.public import records
from portal.shown import read_day

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

ITEM: Final = "item"
PAPER: Final = "paper"
_RELEASED: Final = frozenset({"item_released", "released"})
#: Stands for what is closed on a ground in words: confidential, or without a statute.
IN_WORDS: Final = 0


@dataclass(frozen=True)
class Closed:
    """One item or one paper that is closed, or part of it, by the title that the public knows."""

    what: str
    meeting: str
    meeting_path: str
    held_on: date
    number: int | None
    title: str
    ground: str
    paragraphs: tuple[int, ...]
    is_part: bool
    which_part: str
    pages: int | None
    decided_on: date | None
    review_on: date | None
    released_on: date | None

    @property
    def kind(self) -> str:
        """What is closed, in words."""
        if self.what == ITEM:
            return _("Part of an item") if self.is_part else _("Item")
        return _("Part of a paper") if self.is_part else _("Paper")


@dataclass(frozen=True)
class Late:
    """One item added after the agenda was out, or one publication with too short a notice."""

    what: str
    meeting: str
    meeting_path: str
    held_on: date
    reason: str


@dataclass(frozen=True)
class Opened:
    """One item or paper that was closed once and has been made public since."""

    what: str
    meeting: str
    meeting_path: str
    held_on: date
    title: str
    on: date


@dataclass
class Counted:
    """One paragraph of Schedule 12A, or the grounds in words, with what is closed under it."""

    paragraph: int
    words: StrOrPromise
    items: int = 0
    papers: int = 0
    pages: int = 0
    with_review: int = 0
    without_review: int = 0


@dataclass(frozen=True)
class Year:
    """Everything of one municipal year."""

    year: str
    meetings: int
    closed: list[Closed] = field(default_factory=list)
    opened: list[Opened] = field(default_factory=list)
    late: list[Late] = field(default_factory=list)
    counts: list[Counted] = field(default_factory=list)

    @property
    def items(self) -> int:
        """How many items are closed, whole or in part."""
        return sum(one.what == ITEM for one in self.closed)

    @property
    def papers(self) -> int:
        """How many papers are closed, whole or in part."""
        return sum(one.what == PAPER for one in self.closed)

    @property
    def pages(self) -> int:
        """How many pages are known to be closed."""
        return sum(one.pages or 0 for one in self.closed)


def withheld_in(body: str, year: str) -> Year:
    """What a body withheld in a municipal year, newest meeting first; two queries."""
    meetings = list(records(kinds.MEETING, body=body).filter(happened_on__range=span_of(year)))
    closed = [one for meeting in meetings for one in _closed(meeting)]
    return Year(
        year=year,
        meetings=len(meetings),
        closed=closed,
        opened=_opened(body, meetings),
        late=[one for meeting in meetings for one in _late(meeting)],
        counts=_counted(closed),
    )


def _closed(meeting: PublicRecord) -> Iterator[Closed]:
    told = meeting.payload.get("closed") or {}
    for item in (meeting.payload.get("agenda") or {}).get("items") or ():
        if item["ground"] and item["state"] not in ("withdrawn", "deferred"):
            yield _one(meeting, item, item, told, what=ITEM, is_part=not item["is_withheld"])
        for paper in item["papers"]:
            if paper["ground"] and paper["treatment"] != "withdrawn":
                is_part = paper["treatment"] == "public_version"
                yield _one(meeting, item, paper, told, what=PAPER, is_part=is_part)


def _one(
    meeting: PublicRecord,
    item: Mapping[str, Any],
    target: Mapping[str, Any],
    told: Mapping[str, Mapping[str, Any]],
    *,
    what: str,
    is_part: bool,
) -> Closed:
    known = told.get(target["key"]) or {}
    decided = known if "decided_on" in known else told.get(item["key"]) or {}
    assert meeting.happened_on is not None  # asked for by its day
    return Closed(
        what=what,
        meeting=meeting.title,
        meeting_path=meeting.path,
        held_on=meeting.happened_on,
        number=item["number"],
        title=target["title"],
        ground=target["ground"]["words"],
        paragraphs=tuple(target["ground"]["paragraphs"]),
        is_part=is_part,
        which_part=target["ground"]["which_part"],
        pages=known.get("pages") if what == PAPER else None,
        decided_on=read_day(decided.get("decided_on")),
        review_on=read_day(decided.get("review_on")),
        released_on=read_day(decided.get("released_on")),
    )


def _late(meeting: PublicRecord) -> Iterator[Late]:
    where: dict[str, Any] = {
        "meeting": meeting.title,
        "meeting_path": meeting.path,
        "held_on": meeting.happened_on,
    }
    for item in (meeting.payload.get("agenda") or {}).get("items") or ():
        if item["is_late"]:
            what = _("Item %(number)s, %(title)s, was added late")
            said = what % {"number": item["number"], "title": item["title"]}
            yield Late(what=said, reason=item["urgency_reason"], **where)
    for one in meeting.payload.get("certificates") or ():
        if one.get("is_short"):
            what = _("Notice of %(given)d clear days where %(needed)d are needed")
            given = {"given": one["clear_days_given"], "needed": one["clear_days_needed"]}
            yield Late(what=what % given, reason=one["short_notice_reason"], **where)


def _opened(body: str, meetings: Iterable[PublicRecord]) -> list[Opened]:
    """What the accounts of changes say was made public; one query."""
    by_path = {
        f"{pack['path'].removesuffix('.pdf')}/changes/": meeting
        for meeting in meetings
        for pack in meeting.payload.get("packs") or ()
    }
    rows = records(kinds.CHANGES, body=body).filter(path__in=by_path)
    return [
        Opened(
            what=_("Item") if change["what"] == "item_released" else _("Paper"),
            meeting=by_path[row.path].title,
            meeting_path=by_path[row.path].path,
            held_on=by_path[row.path].happened_on or row.released_at.date(),
            title=change["title"] or change["item"],
            on=row.released_at.date(),
        )
        for row in rows
        for change in row.payload["changes"]
        if change["what"] in _RELEASED
    ]


def _counted(closed: Iterable[Closed]) -> list[Counted]:
    """By paragraph; what rests on two paragraphs is counted under both."""
    titles: Mapping[int, str] = {**ENGLAND, **WALES}
    found: dict[int, Counted] = {}
    by_paragraph: defaultdict[int, list[Closed]] = defaultdict(list)
    for one in closed:
        for paragraph in one.paragraphs or (IN_WORDS,):
            by_paragraph[paragraph].append(one)
    for paragraph in sorted(by_paragraph, key=lambda number: (number == IN_WORDS, number)):
        rows = by_paragraph[paragraph]
        in_words = _("on a ground in words, without a paragraph")
        words = _(titles[paragraph]) if paragraph in titles else in_words
        found[paragraph] = Counted(
            paragraph=paragraph,
            words=words,
            items=sum(one.what == ITEM for one in rows),
            papers=sum(one.what == PAPER for one in rows),
            pages=sum(one.pages or 0 for one in rows),
            with_review=sum(one.review_on is not None for one in rows),
            without_review=sum(one.review_on is None for one in rows),
        )
    return list(found.values())
