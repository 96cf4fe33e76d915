"""From words and tags to results: entries found, put in order, the pages of a file folded as one.

Whatever a word's number of hits, no more than the newest thousand rows are looked at and the words
of no more than four hundred are read; those with the words in their title are always among them.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from home.search.asking import Asked, is_word
from home.search.ranking import score
from home.search.tags import named_in, title_tags
from home.search.text import matching
from home.search_tables import SearchEntry

__all__ = ["COUNTED", "Found", "Result", "find"]

#: More rows than this are not counted, and not listed.
COUNTED: Final = 1_000
_RANKED: Final = 300
_TITLED: Final = 100
#: How much a further page of the same file adds.
_FURTHER: Final = 0.4


@dataclass
class Result:
    """One record: the entry that answers best, and the numbers of all its pages that were found."""

    entry: int
    score: float
    on: date
    pages: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class Found:
    """The results in their order, and whether there were more rows than are listed.

    With `is_whole` false the oldest rows were not looked at.
    """

    results: list[Result]
    is_more: bool
    is_whole: bool = True


def find(asked: Asked, tags: Sequence[str]) -> Found:
    """Everything that holds what was asked for and has all tags, best first, then newest."""
    ids, is_whole = matching(asked.conditions, tags, at_most=COUNTED + 1)
    is_more = len(ids) > COUNTED
    ids = ids[:COUNTED]
    first = ids[:_RANKED]
    if len(ids) > _RANKED and asked.phrases:
        titles = [title_tags(asked.forms_of(word)) for word in asked.words]
        titled = matching(asked.conditions, tags, at_most=_TITLED, in_title=titles)
        first = list(dict.fromkeys([*first, *titled.ids]))
    results: dict[tuple[str, str], Result] = {}
    for ref, one in _scored(asked, first):
        _fold(results, ref, one)
    ordered = sorted(results.values(), key=_place)
    later: dict[tuple[str, str], Result] = {}
    for ref, one in _unscored(ids[_RANKED:], known=set(first)):
        if ref in results:
            results[ref].pages += one.pages
        else:
            _fold(later, ref, one)
    return Found([*ordered, *later.values()], is_more, is_whole)


def _scored(asked: Asked, ids: Sequence[int]) -> list[tuple[tuple[str, str], Result]]:
    rows = SearchEntry.objects.filter(pk__in=ids).values_list(
        "pk", "kind", "key", "page", "tags", "words", "happened_on"
    )
    return [
        (
            (kind, key),
            Result(
                entry=pk,
                score=score(
                    asked,
                    title=[word for word in named_in(tags) if is_word(word)],
                    words=words.split(),
                    is_page=page is not None,
                ),
                on=on or date.min,
                pages=[page] if page else [],
            ),
        )
        for pk, kind, key, page, tags, words, on in rows
    ]


def _unscored(ids: Sequence[int], *, known: set[int]) -> Iterable[tuple[tuple[str, str], Result]]:
    wanted = [pk for pk in ids if pk not in known]
    rows = SearchEntry.objects.filter(pk__in=wanted).order_by("-pk")
    for pk, kind, key, page in rows.values_list("pk", "kind", "key", "page"):
        yield (kind, key), Result(entry=pk, score=0, on=date.min, pages=[page] if page else [])


def _fold(results: dict[tuple[str, str], Result], ref: tuple[str, str], one: Result) -> None:
    held = results.get(ref)
    if held is None:
        results[ref] = one
        return
    held.pages += one.pages
    if (one.score, -one.entry) > (held.score, -held.entry):
        held.entry, held.score = one.entry, one.score


def _place(one: Result) -> tuple[float, int, int]:
    worth = one.score + _FURTHER * math.log1p(max(0, len(one.pages) - 1))
    return (-round(worth, 6), -one.on.toordinal(), -one.entry)
