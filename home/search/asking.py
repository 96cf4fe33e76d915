"""What somebody typed, as the index is asked for it. Pure.

Words in quotation marks must follow each other; small words such as `the` are left out unless
they are quoted or nothing else was typed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from scrutiny.rules.search_words import search_words

__all__ = ["Asked", "asked"]

#: More words than this are not looked for; nobody types them.
MOST: Final = 12
_QUOTED: Final = re.compile(r'"([^"]*)"|“([^“”]*)”|„([^„“”]*)[“”]|«([^«»]*)»')
#: English and Welsh words that stand in nearly every text, as `search_words` gives them.
_SMALL: Final = frozenset(
    [
        *("a", "about", "an", "and", "are", "at", "be", "been", "by", "did", "do", "does", "for"),
        *("from", "had", "has", "ha", "have", "how", "in", "into", "is", "it", "its", "of", "on"),
        *("or", "that", "the", "their", "there", "these", "thi", "they", "this", "to", "was"),
        *("wa", "were", "what", "when", "where", "which", "who", "will", "with", "ac", "ar", "am"),
        *("beth", "chi", "ei", "eu", "gan", "gyda", "i", "mae", "na", "neu", "o", "oedd", "pa"),
        *("pam", "sut", "sydd", "trwy", "wedi", "y", "yn", "yr"),
    ]
)


@dataclass(frozen=True)
class Asked:
    """A search: phrases that must all occur; most are of one word."""

    phrases: tuple[tuple[str, ...], ...]

    @property
    def words(self) -> tuple[str, ...]:
        """The words in all phrases, each once."""
        return tuple(dict.fromkeys(word for phrase in self.phrases for word in phrase))

    @property
    def quoted(self) -> tuple[tuple[str, ...], ...]:
        """The phrases of several words."""
        return tuple(phrase for phrase in self.phrases if len(phrase) > 1)

    def with_word(self, old: str, new: str) -> Asked:
        """The same search with another word in the place of one."""
        return Asked(
            tuple(tuple(new if one == old else one for one in phrase) for phrase in self.phrases)
        )


def asked(text: str) -> Asked:
    """What a text asks for; nothing if it names no word."""
    quoted = [next(filter(None, one), "") for one in _QUOTED.findall(text)]
    phrases = [tuple(search_words(one)) for one in quoted]
    single = [one for one in search_words(_QUOTED.sub(" ", text)) if _is_word(one)]
    telling = [one for one in single if one not in _SMALL]
    if not telling and not any(phrases):
        telling = single
    phrases += [(one,) for one in telling]
    found: list[tuple[str, ...]] = []
    room = MOST
    for phrase in dict.fromkeys(phrases):
        if phrase[:room]:
            found.append(phrase[:room])
            room -= len(found[-1])
    return Asked(tuple(found))


def _is_word(word: str) -> bool:
    """A single letter, as an apostrophe leaves it over, is no word; a single figure is one."""
    return len(word) > 1 or word.isdigit()
