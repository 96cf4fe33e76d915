"""Looks for watched names, of which only keyed hashes are known.

To hash every run of words would take minutes for a pack. So each different word is hashed once;
only where one that belongs to a name stands are the runs around it put together and hashed too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, NamedTuple

from portal.rules.disclosure.found import Found
from portal.rules.disclosure.names_apart import Apart, find_apart
from portal.rules.disclosure.read_text import Reading
from portal.rules.disclosure.word_forms import INITIALS, PART, PREFIXES, WHOLE, WORD, plain_word

_GAP: Final = re.compile(r"[\s.,_+'\"()/|-]{0,4}", re.ASCII)
_CAMEL: Final = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_HYPHENED: Final = re.compile(r"(?<![^\W\d_])(?=([^\W\d_]{1,40}-[^\W\d_]{1,40}))")
_PREFIXED: Final = re.compile(
    rf"(?<![^\W\d_])(?:{'|'.join(sorted(PREFIXES))})(?:'? |\n)[^\W\d_]+", re.IGNORECASE
)
_NO_GAP: Final = str.maketrans("", "", "' \n")
_NO_SIGN: Final = str.maketrans("", "", "- ")
_KINDS: Final = (PART, WHOLE, INITIALS, "")
_WIDEST: Final = 6
"""Words of a run."""
_MOST_MIDDLE: Final = 2
"""Middle names that may stand between first name and surname."""


@dataclass(frozen=True)
class WatchList:
    """The names that must not go out, as hashes.

    Attributes:
        digests: of all forms of all names (`forms_of`).
        digest: the function that made them.
    """

    digests: frozenset[str]
    digest: Callable[[str], str]


class Word(NamedTuple):
    """A word of a text: where it stands, its one form, and whether it is written large."""

    start: int
    end: int
    plain: str
    is_titled: bool

    @property
    def is_initial(self) -> bool:
        """Whether it may be the first letter of a name."""
        return self.is_titled and len(self.plain) == 1


class Seeker:
    """A watch list with what is known already of the words that were met."""

    def __init__(self, watch: WatchList) -> None:
        self._watch = watch
        self._answers: dict[str, bool] = {}

    def has(self, form: str) -> bool:
        """Whether a form belongs to a watched name."""
        answer = self._answers.get(form)
        if answer is None:
            answer = self._watch.digest(form) in self._watch.digests
            self._answers[form] = answer
        return answer

    def has_any(self, words: set[str]) -> bool:
        """Whether one of these words may belong to a watched name."""
        return any(self.has(kind + word) for word in words for kind in _KINDS)


def find_watched(reading: Reading, seekers: list[Seeker], *, is_address: bool) -> Iterator[Found]:
    """Watched names in a text; `is_address` says that it is the name of a file or the like."""
    several = _several(reading.plain) if seekers else set()
    seekers = [seeker for seeker in seekers if seeker.has_any(several)]
    if not seekers:
        return
    words, joined = _words(reading.plain)
    runs = [words, *_within_words(reading.plain, words)]
    apart = list(find_apart(reading.plain))
    for seeker in seekers:
        yield from _alone(reading.plain, [*words, *joined], seeker, is_address=is_address)
        parts = {word.plain for word in (*words, *joined) if seeker.has(PART + word.plain)}
        merged = _merged(words, [word for word in joined if word.plain in parts])
        for run in (*runs, *merged) if parts else ():
            yield from _together(reading.plain, run, parts, seeker)
        for run in runs[1:]:
            yield from _alone(reading.plain, run, seeker, is_address=False)
        yield from _apart(apart, parts, seeker)


def _several(plain: str) -> set[str]:
    """Each different word of a text once, with those that may be made of two or parted in two."""
    written = set(WORD.findall(plain))
    joined = {one.replace("-", "") for one in _HYPHENED.findall(plain)}
    joined |= {one.translate(_NO_GAP) for one in _PREFIXED.findall(plain)}
    joined |= {one[:-2] for one in written if one.endswith("s'")}
    parted = {
        part
        for one in written
        if not one.islower() and not one.isupper() and not one[1:].islower()
        for part in _CAMEL.findall(one)
    }
    return {plain_word(one) for one in (*written, *joined, *parted)}


def _words(plain: str) -> tuple[list[Word], list[Word]]:
    """The words of a text, and those that a hyphen, an apostrophe or “Mc” makes into one."""
    words = [
        Word(match.start(), match.end(), plain_word(match.group()), match.group()[0].isupper())
        for match in WORD.finditer(plain)
    ]
    joined = []
    for one, other in pairwise(words):
        gap = plain[one.end : other.start]
        if gap == "-" or (gap in (" ", "\n", "' ") and one.plain in PREFIXES):
            form = plain_word(one.plain + other.plain)
            joined.append(Word(one.start, other.end, form, one.is_titled))
        elif plain[one.end - 2 : one.end] == "s'":
            joined.append(Word(one.start, one.end - 2, one.plain[:-1], one.is_titled))
    return words, joined


def _merged(words: list[Word], joined: list[Word]) -> list[list[Word]]:
    """The words with “O Brien” as one of them, where there is such a name."""
    if not joined:
        return []
    at = {word.start: word for word in joined}
    merged, covered = [], -1
    for word in words:
        if word.start >= covered:
            one = at.get(word.start, word)
            merged.append(one)
            covered = one.end
    return [merged]


def _within_words(plain: str, words: list[Word]) -> Iterator[list[Word]]:
    """“JaneSmith” as two words."""
    for word in words:
        text = plain[word.start : word.end]
        if text.islower() or text.isupper() or text[1:].islower() or len(text) > 60:
            continue
        yield [
            Word(
                word.start + match.start(),
                word.start + match.end(),
                plain_word(match.group()),
                match.group()[0].isupper(),
            )
            for match in _CAMEL.finditer(text)
        ]


def _alone(plain: str, words: list[Word], seeker: Seeker, *, is_address: bool) -> Iterator[Found]:
    """Names of one word, and names run together, as in the address of a mailbox."""
    for word in words:
        if len(word.plain) < 2:
            continue
        is_found = seeker.has(WHOLE + word.plain) or seeker.has(word.plain)
        if not is_found and (is_address or _is_mailbox(plain, word)):
            is_found = seeker.has(INITIALS + word.plain)
        if is_found:
            yield Found("watch_word", word.start, word.end, word.plain)


def _apart(apart: list[Apart], parts: set[str], seeker: Seeker) -> Iterator[Found]:
    """Names of which the first name stands apart from the surname."""
    for one in apart:
        first, surname = (plain_word(word.translate(_NO_SIGN)) for word in (one.first, one.surname))
        is_initial = len(first) == 1
        if not is_initial and first not in parts:
            continue
        if seeker.has(f"{INITIALS if is_initial else ''}{first}{surname}"):
            names = sorted(map(plain_word, WORD.findall(f"{one.first} {one.surname}")))
            yield Found("watch_word", one.start, one.end, " ".join(names))


def _is_mailbox(plain: str, word: Word) -> bool:
    return plain[word.end : word.end + 1] in ("@", "_") or plain[word.end : word.end + 1].isdigit()


def _together(plain: str, words: list[Word], parts: set[str], seeker: Seeker) -> Iterator[Found]:
    """Names of several words that stand beside each other."""
    last_end = -1
    answers: dict[str, int | None] = {}
    for at, word in enumerate(words):
        if word.plain not in parts and not word.is_initial and word.plain not in PREFIXES:
            continue
        stretch = plain[word.start : words[min(at + _WIDEST, len(words)) - 1].end + 1]
        if stretch not in answers:
            run = _run(plain, words, at)
            answers[stretch] = max(
                (end for end, form in _forms(plain, run, parts) if seeker.has(form)), default=None
            )
        last = answers[stretch]
        if last is not None and words[at + last].end > last_end:
            last_end = words[at + last].end
            names = sorted(one.plain for one in words[at : at + last + 1])
            yield Found("watch_word", word.start, last_end, " ".join(names))


def _run(plain: str, words: list[Word], at: int) -> list[Word]:
    """The words from one on that may belong to the same name."""
    run = [words[at]]
    for one, other in zip(words[at:], words[at + 1 : at + _WIDEST], strict=False):
        gap = plain[one.end : other.start]
        if not _GAP.fullmatch(gap):
            break
        if ". " in gap and len(one.plain) > 1:
            break
        run.append(other)
    return run


def _forms(plain: str, run: list[Word], parts: set[str]) -> Iterator[tuple[int, str]]:
    """The forms that the words from the first on make, each with the last word in it."""
    for end in range(1, len(run)):
        taken = run[: end + 1]
        if not all(_belongs(word, parts) for word in taken):
            break
        yield end, _run_together(taken)
        yield from _with_initials(plain, end, taken)
    yield from _around_middle(plain, run, parts)


def _belongs(word: Word, parts: set[str]) -> bool:
    return word.plain in parts or word.plain in PREFIXES or len(word.plain) == 1


def _run_together(words: list[Word]) -> str:
    """Words as one: “Mac” and “Mc” before another are the same."""
    return "".join(
        "mc" if word.plain == "mac" and word is not words[-1] else word.plain for word in words
    )


def _with_initials(plain: str, end: int, taken: list[Word]) -> Iterator[tuple[int, str]]:
    """“J. Smith”, “J.M. Smith”; “Smith, J.” where a comma or a stop says that it is an initial."""
    before = next((at for at, word in enumerate(taken) if not word.is_initial), 0)
    if before:
        surname = _run_together(taken[before:])
        yield end, f"{INITIALS}{''.join(word.plain for word in taken[:before])}{surname}"
        yield end, f"{INITIALS}{taken[0].plain}{surname}"
    after = next((at for at, word in enumerate(taken) if word.is_initial), 0)
    if not before and after and all(word.is_initial for word in taken[after:]):
        behind = plain[taken[-1].end : taken[-1].end + 1]
        if "," in plain[taken[after - 1].end : taken[after].start] or behind in (".", ")", ""):
            surname = _run_together(taken[:after])
            yield end, f"{INITIALS}{surname}{''.join(word.plain for word in taken[after:])}"
            yield end, f"{INITIALS}{surname}{taken[after].plain}"


def _around_middle(plain: str, run: list[Word], parts: set[str]) -> Iterator[tuple[int, str]]:
    """First name and surname with others between: “Jane Mary Smith”, “Jane M. Smith”."""
    first = run[0]
    if first.plain not in parts:
        return
    for middle in range(1, _MOST_MIDDLE + 1):
        between, rest = run[1 : middle + 1], run[middle + 1 :]
        if not rest or not all(word.is_titled for word in between):
            return
        stretch = plain[first.end : rest[0].start]
        if any(sign in stretch for sign in ",|\n"):
            return
        for length in (1, 2):
            surname = rest[:length]
            if len(surname) == length and all(_belongs(word, parts) for word in surname):
                yield middle + length, first.plain + _run_together(surname)
