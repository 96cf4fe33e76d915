"""“Did you mean …?”: a search with a word in the place of one that occurs nowhere.

It is offered only if it finds something for whoever asks, so a word that was withdrawn, or that
only another body uses on its own host, is never suggested.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from home.search.asking import Asked
from home.search.snippets import written_as
from home.search.spelling import can_be_suggested, keys_of, nearest
from home.search.text import matching
from home.search_tables import SearchEntry, SearchWord
from scrutiny.rules.search_words import search_words

__all__ = ["suggestion", "with_fewer_words"]

#: So many words are put right at most, and so many tried for one.
_WORDS, _TRIED = 2, 3
_AT_MOST: Final = 200
#: So many rare words are left out one by one, and so many of them together.
_LEFT_OUT: Final = 4


def suggestion(asked: Asked, typed: str, tags: Sequence[str]) -> str:
    """What somebody may have meant, as it is typed; empty where nothing near finds anything.

    `typed` is what they wrote, whose other words stay as they are; `tags` what is searched within.
    """
    forms = {word: asked.forms_of(word) for word in asked.words}
    looked_for = [form for several in forms.values() for form in several]
    rows = SearchWord.objects.filter(word__in=looked_for, count__gt=0)
    known = set(rows.values_list("word", flat=True))
    unknown = [one for one in asked.words if known.isdisjoint(forms[one]) and can_be_suggested(one)]
    if not unknown or len(unknown) > _WORDS:
        return ""
    near = {word: _near(word) for word in unknown}
    if not all(near.values()):
        return ""
    for turn in range(_TRIED):
        meant = asked
        for word, words in near.items():
            meant = meant.with_word(word, words[min(turn, len(words) - 1)])
        found = matching(meant.conditions, tags, at_most=1)
        if found.ids:
            return _written(meant, typed, SearchEntry.objects.get(pk=found.ids[0]))
    return ""


def with_fewer_words(asked: Asked, typed: str, tags: Sequence[str]) -> str:
    """The search without the rarest words that keep it from finding anything; empty if none helps.

    One word is left out, or, where that does not do, the rarest together.
    """
    rows = SearchWord.objects.filter(word__in=asked.words)
    counts = dict(rows.values_list("word", "count"))
    rare = sorted(asked.loose, key=lambda word: (counts.get(word, 0), asked.words.index(word)))
    rare = rare[: min(_LEFT_OUT, len(asked.phrases) - 1)]
    for left_out in [*([one] for one in rare), *(rare[:few] for few in range(2, len(rare) + 1))]:
        fewer = asked.without(left_out)
        found = matching(fewer.conditions, tags, at_most=1)
        if found.ids:
            return _written(fewer, typed, SearchEntry.objects.get(pk=found.ids[0]))
    return ""


def _near(word: str) -> list[str]:
    rows = SearchWord.objects.filter(keys__key__in=keys_of(word), count__gt=0)
    known = dict(rows.order_by("-count").values_list("word", "count").distinct()[:_AT_MOST])
    return nearest(word, known)[:_TRIED]


def _written(meant: Asked, typed: str, entry: SearchEntry) -> str:
    """The search as people write it: words as they were typed, or as the entry has them."""
    text = f"{entry.title}\n{entry.text}"
    kept = set(search_words(typed))

    def one(word: str) -> str:
        return written_as(word, typed if word in kept else text)

    return " ".join(
        f'"{" ".join(map(one, phrase))}"' if len(phrase) > 1 else one(phrase[0])
        for phrase in meant.phrases
    )
