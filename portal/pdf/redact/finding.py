"""Finds every place where given words stand, as whole words, with what stands around them."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Any, Final

from portal.pdf.read.letters import letters
from portal.pdf.redact.characters import Word
from portal.pdf.redact.geometry import Box, around, grown

AROUND: Final = 6
"""Words of context on each side."""
MARGIN: Final = 0.8
"""Points by which a mark is larger than its letters, so that no edge of them shows."""
MOST_HITS: Final = 2000


@dataclass(frozen=True)
class Row:
    """The letters of a page in one row, and the word to which each belongs.

    `edges` are the places at which a word or a part of one begins or ends: the end of “Smith” in
    “Smith’s” and in “Smith-Jones” is one.
    """

    text: str
    owner: list[int]
    edges: frozenset[int]

    @classmethod
    def of(cls, words: list[Word]) -> Row:
        """Fold all words of a page into one row."""
        row: list[str] = []
        owner: list[int] = []
        edges: set[int] = {0}
        for number, word in enumerate(words):
            edges.add(len(owner))
            for one in word.text:
                folded = letters(one)
                if not folded and not unicodedata.combining(one):
                    edges.add(len(owner))
                row.append(folded)
                owner.extend([number] * len(folded))
        return cls("".join(row), owner, frozenset({*edges, len(owner)}))

    def places(self, sought: str) -> list[tuple[int, int]]:
        """The first and last word of each place where the letters stand between whole words."""
        found: list[tuple[int, int]] = []
        at = self.text.find(sought)
        while at >= 0:
            end = at + len(sought)
            if at in self.edges and end in self.edges:
                found.append((self.owner[at], self.owner[end - 1]))
            at = self.text.find(sought, at + 1)
        return found


def find_in(words: list[Word], sought: str) -> list[dict[str, Any]]:
    """Where words stand on a page.

    Args:
        words: those of the page.
        sought: what to look for; case, accents, punctuation, line ends and letters that are set
            apart do not matter, but it must begin and end with a word.

    Returns:
        for each place its `boxes`, one for each line, its own `words`, and what stands `before`
        and `after`.
    """
    folded = letters(sought)
    if not folded:
        return []
    hits = []
    for first, last in Row.of(words).places(folded):
        own = words[first : last + 1]
        hits.append(
            {
                "boxes": boxes_of(own),
                "words": " ".join(word.text for word in own),
                "before": " ".join(word.text for word in words[max(0, first - AROUND) : first]),
                "after": " ".join(word.text for word in words[last + 1 : last + 1 + AROUND]),
            }
        )
    return hits


def boxes_of(words: list[Word]) -> list[Box]:
    """One box for each line on which the words stand, a little larger than they are."""
    lines: list[list[Box]] = []
    for word in words:
        for piece in word.pieces:
            box = around(one.box for one in piece)
            if lines and _same_line(around(lines[-1]), box):
                lines[-1].append(box)
            else:
                lines.append([box])
    return [grown(around(line), MARGIN) for line in lines]


def _same_line(line: Box, box: Box) -> bool:
    """Whether a box goes on where a line is: beside it, upright or turned, and not far off."""
    down = min(line[3], box[3]) - max(line[1], box[1])
    across = min(line[2], box[2]) - max(line[0], box[0])
    high, wide = min(line[3] - line[1], box[3] - box[1]), min(line[2] - line[0], box[2] - box[0])
    size = max(min(high, wide), 1.0)
    return (down > high / 3 and -across < 4 * size) or (across > wide / 3 and -down < 4 * size)
