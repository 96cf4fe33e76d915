"""What the forms of an English word have in common: child, children; safeguard, safeguarding. Pure.

Endings of number and tense alone are taken off, as in steps 1 and 5 of Porter (1980). Endings that
make another word are left: who searches for `commission` does not mean `commissioner`. A stem is
only compared with stems; that of a Welsh word may be no word at all and does no harm.
"""

from __future__ import annotations

import re
from typing import Final

__all__ = ["irregular_forms", "stem_of"]

#: Forms that no rule gives, and words that a rule would take for a form of another.
_IRREGULAR: Final = {
    "children": "child",
    "women": "woman",
    "men": "man",
    "policemen": "policeman",
    "policewomen": "policewoman",
    "chairmen": "chairman",
    "used": "use",
    "using": "use",
    "held": "hold",
    "met": "meet",
    "paid": "pay",
    "said": "say",
    "taken": "take",
    "took": "take",
    "given": "give",
    "gave": "give",
    "written": "write",
    "wrote": "write",
    "evening": "evening",
    "missing": "missing",
    "morning": "morning",
    "united": "united",
    "proceed": "proceed",
    "exceed": "exceed",
    "succeed": "succeed",
}
_VOWEL: Final = re.compile("[aeiou]|(?<=[^aeiouy])y")
_MEASURED: Final = re.compile("v+c+")
_SHORTEST: Final = 3


def stem_of(word: str) -> str:
    """The stem of a word as `search_words` gives it, without a plural `s`."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) <= _SHORTEST or not word.isalpha():
        return word
    if word.endswith(("ie", "ied")) and len(word) > 4:
        return word.removesuffix("d").removesuffix("ie") + "y"
    word = _without_tense(word)
    return _without_e(word) if word not in _IRREGULAR.values() else word


def irregular_forms(stem: str) -> tuple[str, ...]:
    """The short forms of a stem, which no table of words holds."""
    found = {stem, *(form for form, one in _IRREGULAR.items() if one == stem)}
    return tuple(sorted(one for one in found if len(one) <= _SHORTEST))


def _without_tense(word: str) -> str:
    """Without `ed` or `ing`, where a vowel is left before it."""
    if word.endswith("eed"):
        return word[:-1] if _measure(word[:-3]) else word
    for ending in ("ed", "ing"):
        rest = word.removesuffix(ending)
        if rest == word:
            continue
        if len(rest) < _SHORTEST or "v" not in _pattern(rest):
            return word
        if rest[-1] == rest[-2] and rest[-1] not in "aeiouylsz":
            return rest[:-1]
        return rest + "e" if _measure(rest) == 1 and _is_short(rest) else rest
    return word


def _without_e(word: str) -> str:
    """Without a last `e` that a form may lack, and with one `l` for two that end a long word."""
    if word.endswith("e"):
        rest = word[:-1]
        measure = _measure(rest)
        return rest if measure > 1 or (measure == 1 and not _is_short(rest)) else word
    return word[:-1] if word.endswith("ll") and _measure(word) > 1 else word


def _pattern(word: str) -> str:
    """The word with v for each vowel and c for each other letter."""
    vowels = {one.start() for one in _VOWEL.finditer(word)}
    return "".join("v" if number in vowels else "c" for number in range(len(word)))


def _measure(word: str) -> int:
    """How often consonants follow vowels: about the number of syllables."""
    return len(_MEASURED.findall(_pattern(word)))


def _is_short(word: str) -> bool:
    """Whether it ends as `plac` does, whose word has an `e`: consonant, vowel, consonant."""
    return _pattern(word).endswith("cvc") and word[-1] not in "wxy"
