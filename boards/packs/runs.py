"""Runs of eight words of what is withheld, and where they stand in another text.

A run is compared by its letters alone, so that neither a line break nor a hyphen nor the way a
text was drawn hides it. A short run must stand as whole words, or its letters would be met by
chance.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from boards.packs.common_words import telling_words
from portal.pdf.read.letters import Letters

LENGTH: Final = 8
"""Words in a run; the whole text, where it is shorter than that."""
LEAST: Final = 3
"""Fewer words than this are no run: titles and names are looked for apart."""
KEY: Final = 16
"""Letters by which a run is looked up before it is compared."""


class Runs:
    """The runs of all withheld texts."""

    def __init__(self) -> None:
        self._long: dict[str, dict[str, set[str]]] = {}
        self._short: dict[str, set[str]] = {}
        self._counts: set[int] = set()

    def __len__(self) -> int:
        return len(self._short) + sum(map(len, self._long.values()))

    def add(self, ref: str, text: str) -> int:
        """Take in the runs of a withheld text, part by part; returns how many words it has."""
        parts = [Letters.of(part) for part in text.split("\f")]
        count = sum(len(part.words) for part in parts)
        for part in parts if count >= LENGTH else [Letters.of(text)]:
            length = min(LENGTH, max(count, LEAST))
            for run in runs_of(part, length):
                self._add(ref, run, length)
        return count

    def _add(self, ref: str, run: str, length: int) -> None:
        if len(run) >= KEY:
            self._long.setdefault(run[:KEY], {}).setdefault(run, set()).add(ref)
        else:
            self._short.setdefault(run, set()).add(ref)
            self._counts.add(length)

    def forget(self, letters: Letters) -> None:
        """Leave out every run that stands in a text: it is public."""
        for _, run, _ in list(self.find(letters)):
            if len(run) < KEY:
                self._short.pop(run, None)
            elif same := self._long.get(run[:KEY]):
                same.pop(run, None)
                if not same:
                    del self._long[run[:KEY]]

    def find(self, letters: Letters) -> Iterator[tuple[int, str, set[str]]]:
        """Every run in a text: where, which, and whose."""
        row, known = letters.text, self._long
        for position in range(len(row) - KEY + 1) if known else ():
            if (key := row[position : position + KEY]) in known:
                for run, refs in known[key].items():
                    if row.startswith(run, position):
                        yield position, run, refs
        if self._short:
            yield from self._find_short(letters)

    def _find_short(self, letters: Letters) -> Iterator[tuple[int, str, set[str]]]:
        """Short runs, word by word: eight single letters are not the word that they spell."""
        starts = letters.starts
        for count in self._counts:
            for start, end in zip(starts, starts[count:], strict=False):
                run = letters.text[start:end]
                if run in self._short:
                    yield start, run, self._short[run]


def runs_of(letters: Letters, length: int = LENGTH) -> Iterator[str]:
    """The letters of every run of a text.

    One or two words again and again say nothing, nor do a few that stand in every agenda.
    """
    starts = letters.starts
    for first in range(len(letters.words) - length + 1):
        own = letters.words[first : first + length]
        if len(set(own)) >= LEAST and (length == LENGTH or telling_words(own)):
            yield letters.text[starts[first] : starts[first + length]]
