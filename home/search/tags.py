"""What an entry is filtered by, as words of the full text: one look into one index finds both.

A tag is no word that anybody writes. Pure.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Final

#: How every tag begins.
MARK: Final = "zq"
_TITLE: Final = f"{MARK}t"


def filter_tag(facet: str, value: str) -> str:
    """The tag of a value under a heading such as `body` or `year`."""
    digest = hashlib.sha256(f"{facet}={value}".encode("utf-8", "replace")).hexdigest()
    return f"{MARK}f{digest[:12]}"


def title_tag(word: str) -> str:
    """The tag of a word that stands in the title."""
    return f"{_TITLE}{word}"


def named_in(tags: str) -> list[str]:
    """The words of the title out of all tags of an entry, each once, in their order."""
    return [one.removeprefix(_TITLE) for one in tags.split() if one.startswith(_TITLE)]


def title_tags(words: Iterable[str]) -> list[str]:
    """The tags of the words of a title, each once."""
    return [title_tag(word) for word in dict.fromkeys(words)]
