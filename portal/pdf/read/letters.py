"""Texts reduced to their letters, so that the same words are the same however they are set.

A PDF breaks lines, hyphenates, joins letters to ligatures, sets letters apart and draws one word
in three pieces. None of that matters here: a text is compared as the row of its letters and
digits, without case, accents, blanks and punctuation. Where words begin is kept beside it.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate
from typing import Final

_SOFT: Final = "\u00ad\u200b\u200c\u200d\u2060\ufeff\u0000\u034f\u061c\u180e"
_MARKS: Final = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_APOSTROPHES: Final = "'\u2018\u2019\u201b\u02bc\u0060\u00b4"
_UNSEEN: Final = dict.fromkeys(map(ord, _SOFT + _MARKS + _APOSTROPHES))
#: A hyphen at the end of a line: PDFium writes it as U+0002 or U+FFFE.
_BROKEN: Final = re.compile("[\u0002\ufffe]\\s*|(?<=[^\\W_])[-\u2010\u2011][ \\t]*[\\r\\n]+\\s*")
_NO_LETTERS: Final = bytes(code for code in range(128) if not chr(code).isalnum())
_WORD: Final = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f])*")
_OTHERS: Final = str.maketrans(
    {
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "đ": "d",
        "ł": "l",
        "ð": "d",
        "þ": "th",
        "ħ": "h",
        "\u0131": "i",
    }
)


def words(text: str) -> list[str]:
    """The words of a text in its own spelling; a hyphen between two makes them two.

    A word cut at the end of a line is one, and letters that are set as one glyph are apart.
    """
    if text.isascii():
        plain = text.replace("'", "").replace("`", "").replace("\x00", "")
        return _WORD.findall(_BROKEN.sub("", plain))
    joined = _BROKEN.sub("", unicodedata.normalize("NFKC", text))
    return _WORD.findall(joined.translate(_UNSEEN))


@lru_cache(maxsize=1 << 16)
def fold(word: str) -> str:
    """The letters and digits of a word, without case and accents."""
    if word.isascii():
        return word.lower()
    apart = unicodedata.normalize("NFKD", word.casefold().translate(_OTHERS))
    return "".join(letter for letter in apart.casefold() if letter.isalnum())


@dataclass(frozen=True)
class Letters:
    """A text as one row of letters.

    Attributes:
        text: the letters and digits of all its words, with nothing between them.
        words: the words as they were written; those without a letter are left out.
        starts: where each word begins in `text`, and last the length of `text`.
    """

    text: str
    words: list[str]
    starts: list[int]
    _edges: frozenset[int] = field(default=frozenset(), compare=False, repr=False)

    @classmethod
    def of(cls, text: str) -> Letters:
        """Reduce a text to its letters."""
        return cls.of_words(words(text))

    @classmethod
    def of_words(cls, written: list[str], wall: str = "") -> Letters:
        """Reduce words to their letters; `wall` is kept as it is, and parts what stands beside."""
        folded = [word if word == wall else fold(word) for word in written]
        if not all(folded):
            written = [word for word, letters in zip(written, folded, strict=True) if letters]
            folded = [letters for letters in folded if letters]
        starts = list(accumulate(map(len, folded), initial=0))
        return cls("".join(folded), written, starts, frozenset(starts))

    def is_whole(self, start: int, end: int) -> bool:
        """Whether whole words stand between two places of `text`."""
        return start in self._edges and end in self._edges

    def words_between(self, start: int, end: int) -> list[str]:
        """The words, as they were written, that cover a stretch of `text`."""
        first = bisect_right(self.starts, start) - 1
        last = bisect_right(self.starts, end - 1)
        return self.words[first:last]


def letters(text: str) -> str:
    """The letters and digits of a text, and nothing else."""
    if text.isascii():
        return text.lower().encode("ascii").translate(None, _NO_LETTERS).decode("ascii")
    return "".join(map(fold, words(text)))
