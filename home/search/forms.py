"""The forms of the words that are asked for, as far as they occur: `child` finds `children`.

The index holds words as they stand, so that quoted words are found as they are; the forms of a word
come from the table of words that occur. So both databases find the same, and a word that was
withdrawn is nobody's form any more.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Final

from home.search.asking import Asked
from home.search.stems import irregular_forms, stem_of
from home.search_tables import SearchWord

__all__ = ["with_forms"]

#: A word is looked for in no more than so many forms, the commonest of those that occur.
MOST: Final = 8
_ALL: Final = 200


def with_forms(asked: Asked) -> Asked:
    """The same search with the forms of the words that are not quoted; one query."""
    stems = {word: stem_of(word) for word in asked.loose}
    if not stems:
        return asked
    known: dict[str, list[str]] = defaultdict(list)
    rows = SearchWord.objects.filter(stem__in=set(stems.values()), count__gt=0)
    for stem, word in rows.order_by("-count", "word").values_list("stem", "word")[:_ALL]:
        known[stem].append(word)
    return asked.with_forms(
        {
            word: tuple(dict.fromkeys((word, *irregular_forms(stem), *known[stem])))[:MOST]
            for word, stem in stems.items()
        }
    )
