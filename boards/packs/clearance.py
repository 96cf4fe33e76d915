"""What is public already: titles, lines and the surroundings in which words stand."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from boards.packs.common_words import telling_words
from boards.packs.needles import Needle
from boards.packs.searched import RUNNING, Row
from boards.packs.withheld import Cleared
from portal.pdf.read.letters import Letters, fold, letters

SIDE: Final = 12
"""Letters on either side that make the surroundings of some words."""
MORE: Final = 4
"""Letters beside a needle that make a line another one."""
EDGE: Final = 30
"""Nearer to the edge of a page than this, a stamped number may stand beside the words."""


class Clearance:
    """The cleared texts, laid out so that an occurrence can be compared with them."""

    def __init__(self, cleared: Iterable[Cleared]) -> None:
        texts = [one.text for one in cleared]
        self.rows = [Letters.of(part) for text in texts for part in text.split("\f")]
        self.lines = {letters(line) for text in texts for line in _lines(text)}
        self._sides: dict[str, tuple[set[str], set[str]]] = {}
        self._holding: dict[str, list[tuple[str, int]]] = {}

    def is_public_title(self, needle: Needle) -> bool:
        """Whether a needle is, letter for letter, a whole line of what is public."""
        return needle.letters in self.lines

    def is_cleared(self, needle: Needle, row: Row, start: int) -> bool:
        """Whether the words at a place of a row stand there in surroundings that are public.

        Either they are part of a whole line of a cleared text, or the text before and after them
        is that of a cleared text. Only running text has such surroundings: a bookmark or a file
        name stands alone.
        """
        if any(row.letters.text.startswith(line, start - at) for line, at in self._around(needle)):
            return True
        if row.place not in RUNNING:
            return False
        text, end = row.letters.text, start + len(needle.letters)
        _, first, last = row.passage_at(start)
        before, after = self._surroundings(needle.letters)
        has_before, has_after = start - first >= EDGE, last - end >= EDGE
        if not has_before and not has_after:
            return False
        return (not has_before or text[start - SIDE : end] in before) and (
            not has_after or text[start : end + SIDE] in after
        )

    def is_sentence_and_word(self, own: list[str]) -> bool:
        """Whether words are a piece of a cleared text and one common word before or after it.

        Where a public sentence ends, the next may begin with "The" in both papers by chance.
        """
        return any(
            not telling_words([edge]) and self._stands("".join(map(fold, rest)))
            for edge, rest in ((own[0], own[1:]), (own[-1], own[:-1]))
        )

    def _stands(self, sought: str) -> bool:
        return any(sought in row.text for row in self.rows)

    def _around(self, needle: Needle) -> list[tuple[str, int]]:
        """The cleared lines that hold a needle and say more than it, and where they hold it."""
        if needle.letters not in self._holding:
            self._holding[needle.letters] = [
                (line, line.index(needle.letters))
                for line in self.lines
                if needle.letters in line and _says_more(line, needle.letters)
            ]
        return self._holding[needle.letters]

    def _surroundings(self, sought: str) -> tuple[set[str], set[str]]:
        if sought not in self._sides:
            before: set[str] = set()
            after: set[str] = set()
            for row in self.rows:
                start = row.text.find(sought)
                while start >= 0:
                    end = start + len(sought)
                    before.add(row.text[max(0, start - SIDE) : end])
                    after.add(row.text[start : end + SIDE])
                    start = row.text.find(sought, start + 1)
            self._sides[sought] = before, after
        return self._sides[sought]


def _says_more(line: str, sought: str) -> bool:
    """Whether a line has words beside a needle; numbers and single letters are none."""
    return sum(map(str.isalpha, line.replace(sought, "", 1))) >= MORE


def _lines(text: str) -> list[str]:
    """The lines of a text, and the whole of it where it is a title of several lines."""
    return [*text.splitlines(), text] if len(text) < 500 else text.splitlines()
