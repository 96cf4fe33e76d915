"""What somebody typed, as the index is asked for it. Pure.

Words in quotation marks must follow each other, as they are; small words such as `the` are left
out unless they are quoted or nothing else was typed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from scrutiny.rules.search_words import search_words

__all__ = ["Asked", "asked", "is_word"]

#: More words than this are not looked for; nobody types them.
MOST: Final = 12
_QUOTED: Final = re.compile(r'"([^"]*)"|“([^“”]*)”|„([^„“”]*)[“”]|«([^«»]*)»')
#: English and Welsh words that stand in nearly every text, as `search_words` gives them.
_SMALL: Final = frozenset(
    [
        *("a", "about", "an", "and", "are", "at", "be", "became", "become", "been", "by", "did"),
        *("do", "doe", "does", "for", "happen", "happened"),
        *("from", "had", "has", "ha", "have", "how", "in", "into", "is", "it", "its", "of", "on"),
        *("or", "that", "the", "their", "there", "these", "thi", "they", "this", "to", "was"),
        *("wa", "were", "what", "when", "where", "which", "who", "will", "with", "ac", "ar", "am"),
        *("beth", "chi", "ei", "eu", "gan", "gyda", "i", "mae", "na", "neu", "o", "oedd", "pa"),
        *("pam", "sut", "sydd", "trwy", "wedi", "y", "yn", "yr"),
    ]
)


@dataclass(frozen=True)
class Asked:
    """A search: phrases that must all occur; most are of one word.

    `loose` are the words that were not quoted, which may occur in another form; `forms` the forms
    in which each of them is looked for.
    """

    phrases: tuple[tuple[str, ...], ...]
    loose: frozenset[str] = frozenset()
    forms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def words(self) -> tuple[str, ...]:
        """The words in all phrases, each once."""
        return tuple(dict.fromkeys(word for phrase in self.phrases for word in phrase))

    @property
    def conditions(self) -> list[tuple[tuple[str, ...], ...]]:
        """For each phrase those of which one must occur: itself, or a word in each of its forms."""
        return [
            tuple((form,) for form in self.forms_of(phrase[0])) if len(phrase) == 1 else (phrase,)
            for phrase in self.phrases
        ]

    @property
    def meant(self) -> dict[str, str]:
        """Each form that is looked for, and the word that was asked for."""
        return {form: word for word in reversed(self.words) for form in self.forms_of(word)} | {
            word: word for word in self.words
        }

    def forms_of(self, word: str) -> tuple[str, ...]:
        """In which forms a word is looked for; itself first."""
        return self.forms.get(word, (word,))

    def with_forms(self, forms: Mapping[str, tuple[str, ...]]) -> Asked:
        """The same search, with these forms of its words."""
        return replace(self, forms=forms)

    def without(self, words: Sequence[str]) -> Asked:
        """The same search without some of its words that were not quoted."""
        left = frozenset(words)
        phrases = tuple(one for one in self.phrases if len(one) > 1 or one[0] not in left)
        return replace(self, phrases=phrases, loose=self.loose - left)

    def with_word(self, old: str, new: str) -> Asked:
        """The same search with another word, as it is, in the place of one."""
        return Asked(
            tuple(tuple(new if one == old else one for one in phrase) for phrase in self.phrases),
            self.loose - {old},
            {word: forms for word, forms in self.forms.items() if word != old},
        )


def asked(text: str) -> Asked:
    """What a text asks for; nothing if it names no word."""
    quoted = [next(filter(None, one), "") for one in _QUOTED.findall(text)]
    phrases = [tuple(search_words(one)) for one in quoted]
    single = [one for one in search_words(_QUOTED.sub(" ", text)) if is_word(one)]
    telling = [one for one in single if one not in _SMALL]
    if not telling and not any(phrases):
        telling = single
    exact = {phrase[0] for phrase in phrases if len(phrase) == 1}
    phrases += [(one,) for one in telling]
    found: list[tuple[str, ...]] = []
    room = MOST
    for phrase in dict.fromkeys(phrases):
        if phrase[:room]:
            found.append(phrase[:room])
            room -= len(found[-1])
    kept = {phrase[0] for phrase in found if len(phrase) == 1}
    return Asked(tuple(found), frozenset(telling) & kept - exact)


def is_word(word: str) -> bool:
    """A single letter, as an apostrophe leaves it over, is no word; a single figure is one."""
    return len(word) > 1 or word.isdigit()
