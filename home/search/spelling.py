"""Words that were misspelt: keys under which a word is found by what is nearly it. Pure.

A word and a misspelling with one letter too many, too few, wrong, or two in the wrong order share
a key: either without one of its letters (symmetric deletion). One more key, the consonants without
doubled ones, brings together what is further apart, such as `comissoner` and `commissioner`.
"""

from __future__ import annotations

from typing import Final

__all__ = ["can_be_suggested", "distance", "keys_of", "nearest"]

_SHORTEST, _LONGEST = 4, 25
_SKELETON: Final = "~"
_VOWELS: Final = frozenset("aeiouyw")


def can_be_suggested(word: str) -> bool:
    """Whether a word is one that somebody may mean: letters alone, neither short nor endless."""
    return _SHORTEST <= len(word) <= _LONGEST and word.isalpha()


def keys_of(word: str) -> list[str]:
    """The keys of a word, each once."""
    found = [word, *(word[:place] + word[place + 1 :] for place in range(len(word)))]
    skeleton = _skeleton(word)
    if len(skeleton) > 2:
        found.append(f"{_SKELETON}{skeleton}")
    return list(dict.fromkeys(found))


def nearest(word: str, known: dict[str, int]) -> list[str]:
    """Of known words with how often they occur, those near enough: nearest and commonest first."""
    most = 1 if len(word) < 6 else 2 if len(word) < 9 else 3
    measured = [(distance(word, one), -count, one) for one, count in known.items() if one != word]
    return [one for far, _count, one in sorted(measured) if far <= most]


def distance(one: str, other: str) -> int:
    """How many letters were added, left out, replaced or swapped with the next (Damerau, 1964)."""
    before: list[int] = []
    above = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        here = [row]
        for column, wanted in enumerate(other, 1):
            cost = above[column - 1] + (letter != wanted)
            least = min(above[column] + 1, here[column - 1] + 1, cost)
            swapped = (
                row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == wanted
            )
            here.append(min(least, before[column - 2] + 1) if swapped else least)
        before, above = above, here
    return above[-1]


def _skeleton(word: str) -> str:
    found = word[0]
    for letter in word[1:]:
        if letter not in _VOWELS and letter != found[-1]:
            found += letter
    return found
