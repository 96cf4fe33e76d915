"""Canaries: words that stand nowhere else, to be planted in what is withheld."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from itertools import count

from boards.packs.withheld import Withheld

_numbers = count(1)
_SYLLABLES = ("ba", "de", "fi", "go", "ku", "la", "me", "ni", "po", "ru", "sa", "te", "vi", "zo")


def canary(*parts: str) -> str:
    """A word of five syllables that is made once in a run of the tests: "bakufiteru"."""
    seed = hashlib.sha256(repr((next(_numbers), parts)).encode()).digest()
    return "".join(_SYLLABLES[byte % len(_SYLLABLES)] for byte in seed[:6])


def canaries(number: int) -> str:
    """So many of them, in a row."""
    return " ".join(canary() for _ in range(number))


@dataclass(frozen=True)
class Planted:
    """A canary for each place of one withheld paper."""

    title: str
    file_name: str
    text: str
    author: str

    @property
    def words(self) -> tuple[str, ...]:
        """Every canary by itself, for a plain search of pages, feeds and files."""
        both = (self.title, self.file_name.rsplit(".", 1)[0], self.text, self.author)
        return tuple(word for text in both for word in text.replace("-", " ").split())

    def withheld(self, ref: str = "secret") -> Withheld:
        """What the proof is told of it."""
        return Withheld(
            ref=ref,
            titles=(self.title,),
            file_names=(self.file_name,),
            sha256=(hashlib.sha256(self.text.encode()).hexdigest(),),
            text=self.text,
            metadata=(self.author,),
        )


def planted() -> Planted:
    """New canaries for one paper: a title, a file name, a text of twelve words, an author."""
    return Planted(
        title=canaries(3),
        file_name=f"{canary()}-{canary()}.pdf",
        text=canaries(12),
        author=canaries(2),
    )
