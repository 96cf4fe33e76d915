"""What the front door shows: bodies to choose from, what is new, what is outstanding."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import groupby
from typing import TYPE_CHECKING, Final

from django.db.models import Count, Q
from django.db.models.fields.json import KT
from django.utils.translation import gettext_lazy as _

from boards import kinds as board_kinds
from boards.shown import ShownBody, shown_body
from portal.models import PublicRecord
from portal.public import bodies_by_slug, records
from scrutiny import kinds as scrutiny_kinds

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

_NEWS_WORDS: Final[dict[str, StrOrPromise]] = {
    scrutiny_kinds.REPORT: _("Report"),
    scrutiny_kinds.REVIEW: _("Review"),
    board_kinds.MEETING: _("Meeting"),
}
_NEWS_AT_MOST: Final = 5
#: Beyond so many bodies the list is folded by letters.
LISTED_AT_ONCE: Final = 20
#: A full stop before a capital; not one of an abbreviation inside a sentence.
_SENTENCE_END: Final = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")


@dataclass(frozen=True)
class NewsLine:
    """One line of what is new."""

    body: str
    body_name: str
    path: str
    word: StrOrPromise
    title: str
    held_on: date | None
    released_at: datetime


@dataclass(frozen=True)
class Outstanding:
    """The trackers as plain counts."""

    recommendations: int
    awaiting: int
    late: int
    findings: int
    reviews: int


@dataclass(frozen=True)
class Bodies:
    """The bodies of the portal, sub-committees below their body; those that have ended apart."""

    present: list[ShownBody]
    former: list[ShownBody]

    @property
    def is_long(self) -> bool:
        """Whether the list would be a wall, and is shown by letters."""
        return len(self.present) > LISTED_AT_ONCE

    @property
    def by_letter(self) -> list[tuple[str, list[ShownBody]]]:
        """The present bodies by the first letter of their name."""
        groups = groupby(self.present, key=lambda one: one.name[:1].upper())
        return [(letter, list(group)) for letter, group in groups]


def all_bodies(*, today: date) -> Bodies:
    """Every public body in the order of the alphabet, in one query."""
    shown = sorted(
        (shown_body(one.payload, today=today) for one in records(board_kinds.BODY)),
        key=lambda one: one.name,
    )
    slugs = {one.slug for one in shown}
    below: dict[str, list[ShownBody]] = {}
    for one in shown:
        parent = (one.text["parent"] or {}).get("slug", "")
        below.setdefault(parent if parent in slugs else "", []).append(one)
    tops = [replace(one, sub_committees=below.get(one.slug, [])) for one in below.get("", [])]
    return Bodies(
        present=[one for one in tops if not one.has_ended],
        former=[one for one in tops if one.has_ended],
    )


def first_sentence(text: str) -> str:
    """The first sentence of a text, as the list of bodies says what each is for."""
    return _SENTENCE_END.split(" ".join(text.split()), maxsplit=1)[0]


def news() -> list[NewsLine]:
    """The five newest publications, corrected ones among them."""
    rows = (
        PublicRecord.objects.current().filter(kind__in=_NEWS_WORDS).order_by("-released_at", "-pk")
    )
    newest = list(rows[:_NEWS_AT_MOST])
    bodies = bodies_by_slug(one.body for one in newest)
    return [
        NewsLine(
            body=one.body,
            body_name=bodies[one.body].title if one.body in bodies else "",
            path=one.path,
            word=_NEWS_WORDS[one.kind],
            title=one.title,
            held_on=one.happened_on if one.kind == board_kinds.MEETING else None,
            released_at=one.released_at,
        )
        for one in newest
    ]


def outstanding(*, today: date) -> Outstanding:
    """How many recommendations wait for a response, how many of these are late, in one query."""
    counted = (
        PublicRecord.objects.current()
        .annotate(state=KT("payload__state"), due=KT("payload__response_due"))
        .aggregate(
            recommendations=Count("pk", filter=Q(kind=scrutiny_kinds.RECOMMENDATION)),
            awaiting=Count("pk", filter=Q(kind=scrutiny_kinds.RECOMMENDATION, state="issued")),
            late=Count(
                "pk",
                filter=Q(
                    kind=scrutiny_kinds.RECOMMENDATION, state="issued", due__lt=today.isoformat()
                ),
            ),
            findings=Count("pk", filter=Q(kind=scrutiny_kinds.FINDING)),
            reviews=Count("pk", filter=Q(kind=scrutiny_kinds.REVIEW) & ~Q(state="closed")),
        )
    )
    return Outstanding(**counted)
