"""A piece of a text around the words that were searched for, with these marked.

Everything is escaped; the only element in the result is `<mark>`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from scrutiny.rules.search_words import search_words

__all__ = ["marked", "snippet", "written_as"]

#: Words with their accents, as they stand in a text.
_WORD: Final = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f])*")
#: How many words a snippet has, and how many come before the first that was searched for.
LENGTH: Final = 34
_BEFORE: Final = 8
#: How far into a text a snippet is looked for, in letters.
_LOOKED_AT: Final = 400_000


@dataclass(frozen=True)
class _Place:
    start: int
    end: int
    word: str


def snippet(text: str, words: Mapping[str, str]) -> SafeString:
    """The piece of a text in which most of the words stand, nearest to each other.

    `words` gives for each form of a word the word that it stands for.
    """
    text = " ".join(text[:_LOOKED_AT].split())
    places = _places(text)
    if not places:
        return SafeString("")
    hits = [number for number, one in enumerate(places) if one.word in words]
    first = max(0, _best(places, hits, words) - _BEFORE) if hits else 0
    last = min(first + LENGTH, len(places)) - 1
    start = places[first].start if first else 0
    end = places[last].end if last < len(places) - 1 else len(text)
    return format_html(
        "{}{}{}",
        "… " if first else "",
        marked(text[start:end], words),
        " …" if end < len(text) else "",
    )


def marked(text: str, words: Iterable[str]) -> SafeString:
    """A whole text, escaped, with the words marked; words that follow each other as one."""
    wanted = set(words)
    pieces: list[tuple[str, bool]] = []
    at = 0
    for one in _places(text):
        if one.word not in wanted:
            continue
        between = text[at : one.start]
        if pieces and pieces[-1][1] and between == " ":
            pieces[-1] = (f"{pieces[-1][0]} {text[one.start : one.end]}", True)
        else:
            pieces += [(between, False), (text[one.start : one.end], True)]
        at = one.end
    pieces.append((text[at:], False))
    return format_html_join(
        "",
        "{}",
        ((format_html("<mark>{}</mark>", one) if is_hit else one,) for one, is_hit in pieces),
    )


def written_as(word: str, text: str) -> str:
    """How a text writes a word, in small letters; the word itself where it does not occur."""
    found = (text[one.start : one.end] for one in _places(text[:_LOOKED_AT]) if one.word == word)
    return next(found, word).casefold()


def _places(text: str) -> list[_Place]:
    return [
        _Place(one.start(), one.end(), (search_words(one.group()) or [""])[0])
        for one in _WORD.finditer(text)
    ]


def _best(places: Sequence[_Place], hits: Sequence[int], words: Mapping[str, str]) -> int:
    """The hit after which most different words stand within the length of a snippet."""
    room = LENGTH - _BEFORE

    def different(number: int) -> int:
        near = (places[one].word for one in hits if number <= one < number + room)
        return len({words[one] for one in near})

    return max(hits[:200], key=lambda number: (different(number), -number))
