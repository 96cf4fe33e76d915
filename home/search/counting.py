"""How often words and values occur in the index: raised and lowered with each row.

What no row has any more is gone from here in the same transaction.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import Any, Final

from django.db import connection
from django.db.models import QuerySet

from home.search.kinds import GROUP_OF
from home.search.spelling import can_be_suggested, keys_of
from home.search.stems import stem_of
from home.search.tags import MARK
from home.search_tables import SearchEntry, SearchValue, SearchWord, SearchWordKey

__all__ = ["count_in", "count_out", "set_values", "set_words"]

_AT_ONCE: Final = 300
#: Body, facet, value, label: one row of the values that a filter offers.
Place = tuple[str, str, str, str]
_WORDS: Final = """
INSERT INTO home_searchword (word, stem, count) VALUES {rows}
ON CONFLICT (word) DO UPDATE SET count = home_searchword.count + excluded.count
"""
_VALUES: Final = """
INSERT INTO home_searchvalue (body, facet, value, label, count) VALUES {rows}
ON CONFLICT (body, facet, value, label)
DO UPDATE SET count = home_searchvalue.count + excluded.count
"""


def count_in(entries: Sequence[SearchEntry]) -> None:
    """Count rows that were written."""
    _count(entries, 1)


def count_out(entries: Sequence[SearchEntry]) -> None:
    """Take back the counts of rows that are removed."""
    _count(entries, -1)


def set_words(counted: Mapping[str, int]) -> None:
    """Make the counts of all words these; what differs is written, nothing else.

    Tags, which stand in the same index, are no words.
    """
    wanted = {
        word: count
        for word, count in counted.items()
        if can_be_suggested(word) and not word.startswith(MARK)
    }
    held = dict(SearchWord.objects.values_list("word", "count"))
    _change_words(
        {
            word: wanted.get(word, 0) - held.get(word, 0)
            for word in {*wanted, *held}
            if wanted.get(word, 0) != held.get(word, 0)
        }
    )


def _count(entries: Sequence[SearchEntry], sign: int) -> None:
    words = Counter(word for one in entries for word in set(one.words.split()))
    _change_words({word: sign * n for word, n in words.items() if can_be_suggested(word)})
    places = Counter(place for one in entries if one.page is None for place in _places(one))
    _change_values({place: sign * n for place, n in places.items()})
    if sign < 0:
        SearchValue.objects.filter(count__lte=0).delete()


def set_values(entries: QuerySet[SearchEntry]) -> None:
    """Make the counts of what filters offer those of these rows."""
    rows = entries.only("kind", "body", "year", "themes").iterator(chunk_size=_AT_ONCE)
    counted = Counter(place for one in rows for place in _places(one))
    SearchValue.objects.all().delete()
    _change_values(counted)


def _change_values(changes: Mapping[Place, int]) -> None:
    for some in _batches(sorted(changes.items())):
        _upsert(_VALUES, [(*place, change) for place, change in some])


def _change_words(changes: Mapping[str, int]) -> None:
    for some in _batches(sorted(changes.items())):
        words = [word for word, _change in some]
        known = set(SearchWord.objects.filter(word__in=words).values_list("word", flat=True))
        _upsert(_WORDS, [(word, stem_of(word), change) for word, change in some])
        new = SearchWord.objects.filter(word__in=[word for word in words if word not in known])
        SearchWordKey.objects.bulk_create(
            SearchWordKey(key=key, word=one) for one in new for key in keys_of(one.word)
        )
        if any(change < 0 for _word, change in some):
            SearchWord.objects.filter(word__in=words, count__lte=0).delete()


def _places(one: SearchEntry) -> list[Place]:
    """Where a record is counted: under each of its values, for its body and for all bodies."""
    values = [("kind", GROUP_OF[one.kind], ""), ("body", one.body, "")]
    values += [("year", one.year, "")]
    values += [("theme", slug, name) for slug, name in one.themes]
    return [
        (body, facet, value, label)
        for body in dict.fromkeys(("", one.body))
        for facet, value, label in values
        if value
    ]


def _upsert(statement: str, rows: Sequence[tuple[Any, ...]]) -> None:
    one = "(" + ", ".join(["%s"] * len(rows[0])) + ")"
    with connection.cursor() as cursor:
        cursor.execute(
            statement.format(rows=", ".join([one] * len(rows))),
            [value for row in rows for value in row],
        )


def _batches(rows: Iterable[Any]) -> Iterable[list[Any]]:
    waiting = iter(rows)
    while batch := list(islice(waiting, _AT_ONCE)):
        yield batch
