"""What may stand nowhere in the redacted file: the words that stand under marks and nowhere else.

Kept in the memory of the work alone; nothing of it is stored.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from portal.pdf.read import document as place
from portal.pdf.read.letters import fold

SHORTEST: Final = 3
"""Letters of the shortest word that is looked for by itself."""
WITHIN: Final = 5
"""Letters from which a word is found inside a longer one too, where nobody sees it."""
RUN: Final = 3
"""Words of a run that is looked for as a whole; letters that are set apart are words too."""
SHORTEST_RUN: Final = 8
"""Letters of such a run."""
_TOKEN: Final = re.compile(r"(?:[^\W_]|[\u0300-\u036f])+")
_BROKEN: Final = re.compile("[\u0002\ufffe]\\s*|(?<=[^\\W_])[-\u2010\u2011][ \\t]*[\\r\\n]+\\s*")
_SEEN: Final = frozenset({place.PAGE, place.DRAWN})
#: Where short words stand by chance.
_INNER: Final = frozenset(
    {place.NAME, place.FONT, place.STREAM, place.OBJECT, place.REMAINDER, place.IMAGE}
)
#: Words of the format itself: keys, roles and types that every file holds (ISO 32000-2).
FORMAT: Final = frozenset(
    """
    aline annot annots artifact bbox bits black block border catalog caption cells center color
    colors colour column columns component components contents count creator crop data date decode
    default descent device display document element encoding end expert figure filter first flags
    flate font form format frame free function gray grey group head heading height hidden identity
    image index info inline intent interpolate japan kids label labels lang language last layer
    left length level limits line link list mark marked mask matrix media metadata missing name
    names next none normal note null number numbers object order ordering outline outlines page
    pages paragraph part parent parents pattern personal portal predictor prefix print private
    producer properties range reference region registry resources right role root rotate row rows
    scope scrutiny section separation shading size span standard start state stream string struct
    structure style subject subset subtype supplement table tabs text title tree trim type unicode
    unit user value version view viewer weight white width widths withheld
    """.split()  # noqa: SIM905
)


def tokens(text: str) -> list[str]:
    """The words of a text, folded; “Smith’s” and “Smith-Jones” are two words each."""
    whole = _BROKEN.sub("", unicodedata.normalize("NFKC", text).replace("\u00ad", ""))
    return [folded for one in _TOKEN.findall(whole) if (folded := fold(one))]


@dataclass(frozen=True)
class Secrets:
    """Words, and runs of words as one row of letters, that may not be read any more."""

    words: frozenset[str]
    runs: tuple[str, ...]

    @classmethod
    def of(cls, withheld: Sequence[Sequence[str]], told: Iterable[str]) -> Secrets:
        """What is secret of some withheld texts.

        Args:
            withheld: for each stretch of withheld words their texts, in order.
            told: every text that stays: what is told there is no secret.
        """
        shown: set[str] = set()
        rows: list[str] = []
        for text in told:
            parts = tokens(text)
            shown.update(parts)
            rows.append("".join(parts))
        everything = "\n".join(rows)
        words: set[str] = set()
        runs: dict[str, None] = {}
        for stretch in withheld:
            parts = tokens(" ".join(stretch))
            words.update(one for one in parts if len(one) >= SHORTEST and one not in shown)
            for run in _runs(parts):
                if run not in everything:
                    runs[run] = None
        return cls(frozenset(words), tuple(runs))

    def found_in(self, text: str, where: str = place.OBJECT) -> bool:
        """Whether a text gives one of them away.

        Args:
            text: what is read somewhere in the file.
            where: what kind of place that is, a key of `portal.pdf.read.document.PLACES`.
        """
        if not self.words and not self.runs:
            return False
        parts = tokens(text)
        words = self.words.intersection(parts)
        if where in _INNER:
            words = frozenset(one for one in words if len(one) >= WITHIN and one not in FORMAT)
        row = "".join(parts)
        if words or any(run in row for run in self.runs):
            return True
        return where not in _SEEN and any(
            one in row for one in self.words if len(one) > WITHIN and one not in FORMAT
        )


def _runs(parts: Sequence[str]) -> Iterator[str]:
    """Runs of at least three words, or all of two; each long enough to be no chance."""
    least = min(RUN, len(parts))
    for start in range(max(len(parts) - least, 0) + 1):
        row = ""
        for count, part in enumerate(parts[start:], 1):
            row += part
            if count >= max(least, 2) and len(row) >= SHORTEST_RUN:
                yield row
                break
