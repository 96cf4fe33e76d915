"""In which order entries that hold all the words are shown: the same on every database. Pure.

A saturating count of the words, as in BM25 (Robertson and Zaragoza, 2009) without the rarity of a
word, which is the same for every entry that holds them all; words in the title weigh more, and so
do words that stand together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from home.search.asking import Asked

__all__ = ["score"]

#: How soon more of the same word counts no more, and how much length matters.
_SATURATION: Final = 1.2
_LENGTH: Final = 0.75
#: Words on a page of a report, about.
_USUAL: Final = 200
#: What another form of a word counts beside the word itself.
_OTHER_FORM: Final = 0.7
_IN_TITLE: Final = 3.0
_TITLE_AS_ASKED: Final = 6.0
_TOGETHER: Final = 2.0
_RECORD: Final = 0.5


def score(asked: Asked, *, title: Sequence[str], words: Sequence[str], is_page: bool) -> float:
    """How well an entry answers: more is better. `title` and `words` are normalised."""
    wanted = asked.words
    if not wanted:
        return 0
    times = Counter(words)
    counted = {
        word: times[word] + _OTHER_FORM * sum(times[one] for one in asked.forms_of(word)[1:])
        for word in wanted
    }
    slowness = _SATURATION * (1 - _LENGTH + _LENGTH * len(words) / _USUAL)
    found = sum(counted[word] / (counted[word] + slowness) for word in wanted if counted[word])
    if not is_page:
        held = set(title)
        named = sum(not held.isdisjoint(asked.forms_of(word)) for word in wanted)
        found += _RECORD + _IN_TITLE * named / len(wanted)
        found += _TITLE_AS_ASKED * _follow(wanted, title)
    if len(wanted) > 1 and _follow(wanted, words):
        found += _TOGETHER
    return found


def _follow(wanted: Sequence[str], words: Sequence[str]) -> bool:
    """Whether words follow each other in a text."""
    return f" {' '.join(wanted)} " in f" {' '.join(words)} "
