"""The words of a text as a search sees them: the same for what is written and what is asked.

Accents and case do not matter (`tŷ` is found by `ty`), nor does a plural `s`; apostrophes,
quotation marks and every sign that a search engine would read as an order part words and do
nothing else. So the same search gives the same rows on every database.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_WORD: Final = re.compile(r"[^\W_]+")
_POSSESSIVE: Final = re.compile(r"['’ʼ`´]s\b")  # noqa: RUF001
_SINGULAR_FROM: Final = 4
_LONGEST: Final = 60
_MOST: Final = 12


def search_words(text: str) -> list[str]:
    """The words of a text in their order, each as it is compared."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(one for one in plain if not unicodedata.combining(one))
    return [_stem(word)[:_LONGEST] for word in _WORD.findall(_POSSESSIVE.sub(" ", plain))]


def wanted_words(text: str) -> list[str]:
    """The words that a search asks for, each once, twelve at most; empty if it names none.

    A single letter, as an apostrophe leaves it over, is no word; a single figure is one.
    """
    found = dict.fromkeys(one for one in search_words(text) if len(one) > 1 or one.isdigit())
    return list(found)[:_MOST]


def _stem(word: str) -> str:
    """Without a plural `s`; `ss` stays."""
    is_plural = len(word) >= _SINGULAR_FROM and word.endswith("s") and not word.endswith("ss")
    return word[:-1] if is_plural else word
