"""Text as the recognisers read it: one way of writing, with a map back to what was written.

Line breaks, soft hyphens, unusual spaces, invisible characters, full-width digits and letters set
apart would each hide a datum from a pattern. Here they are undone, step by step; each step knows
where its characters came from.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

_FOREIGN: Final = re.compile(
    r"\xad(?:[ \t]*[\r\n]+[ \t]*)?|[\x00-\x08\x0e-\x1f\x7f]+|[^\x00-\x7f\xad]+"
)
_SET_APART: Final = re.compile(
    r"(?<!\S)(?:[^\W\d_](?: [^\W\d_]){3,}|[\d/.-](?: [\d/.-]){2,})(?![^\s.,;:)\]])"
)
_SPACES: Final = re.compile(r"(?<=\w)-[ \t]*[\r\n]\s*(?=\w)|\s{2,}|[\t\r\f\v]")
#: Permanent keys (RFC 9562) and fingerprints as the portal writes them: drawn by lot, their digits
#: say nothing of anybody, and one in some thousands looks like a number that does.
_BY_LOT: Final = re.compile(
    r"(?<![0-9A-Za-z])(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{64})(?![0-9A-Za-z])"
)
_FILE_NAME_SPACES: Final = re.compile(r"%20|[_+]+")
# By number: several of them cannot be told from each other by eye.
_QUOTES: Final = dict.fromkeys(map(chr, (0x2018, 0x2019, 0x201B, 0x02BC, 0x2032, 0x00B4)), "'")
_DOUBLE_QUOTES: Final = dict.fromkeys("“”„‟″«»", '"')
_DASHES: Final = dict.fromkeys(
    map(chr, (*range(0x2010, 0x2016), 0x2212, 0x2043, 0xFE58, 0xFE63, 0xFF0D)), "-"
)
_COMBINING: Final = range(0x300, 0x370)


class _Folded(dict[int, str]):
    """The plain form of each foreign character, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        plain = _QUOTES.get(character) or _DOUBLE_QUOTES.get(character) or _DASHES.get(character)
        if plain is None:
            plain = _folded(character)
        self[code] = plain
        return plain


def _folded(character: str) -> str:
    category = unicodedata.category(character)
    if category in ("Cf", "Cc") or ord(character) in _COMBINING:
        return ""
    if category == "Zs":
        return " "
    if category in ("Zl", "Zp"):
        return "\n"
    if category == "Nd":
        return str(unicodedata.digit(character))
    return unicodedata.normalize("NFKC", character)


_FOLDED: Final = _Folded()


@dataclass(frozen=True)
class Step:
    """One rewriting: stretches of the new text, and where each begins in the old one.

    Within a stretch, characters follow each other as before; a stretch that stands for fewer or
    more characters than it replaced points at its beginning.
    """

    starts: list[int]
    origins: list[int]
    lengths: list[int]

    def origin(self, position: int) -> int:
        """Where a character of the new text stood in the old one."""
        at = bisect_right(self.starts, position) - 1
        within = min(position - self.starts[at], max(self.lengths[at] - 1, 0))
        return self.origins[at] + within


@dataclass(frozen=True)
class Reading:
    """A text in its plain form.

    Attributes:
        plain: what the patterns look at.
        steps: how it was made, the first first.
    """

    plain: str
    steps: tuple[Step, ...] = ()

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of the plain text stands in the text that was given."""
        last = end - 1
        for step in reversed(self.steps):
            start, last = step.origin(start), step.origin(last)
        return start, last + 1


def read_text(text: str, *, is_file_name: bool = False) -> Reading:
    """Bring a text into its plain form; in file names, underlines are spaces."""
    steps: list[Step] = []
    for pattern, replace in (
        (_FOREIGN, _fold_run),
        (_SET_APART, _close_up),
        (_SPACES, _one_space),
        (_BY_LOT, _as_mark),
    ):
        text = _rewrite(text, pattern, replace, steps)
    if is_file_name:
        text = _rewrite(text, _FILE_NAME_SPACES, _as_space, steps)
    return Reading(text, tuple(steps))


def _fold_run(run: str) -> list[str]:
    """A run of foreign characters: as one piece where nothing changes places, else one by one."""
    if run.startswith("\xad"):  # a soft hyphen takes the line break behind it along
        return [""]
    folded = run.translate(_FOLDED)
    if len(folded) == len(run):
        return [folded]
    return [_FOLDED[ord(character)] for character in run]


def _close_up(run: str) -> list[str]:
    return ["" if offset % 2 else character for offset, character in enumerate(run)]


def _as_space(_run: str) -> list[str]:
    return [" "]


def _as_mark(_run: str) -> list[str]:
    """A sign that joins nothing and belongs to no number."""
    return ["~"]


def _one_space(run: str) -> list[str]:
    if run.startswith("-"):
        return ["-"]
    return ["\n" if "\n" in run or "\r" in run else " "]


def _rewrite(
    text: str, pattern: re.Pattern[str], replace: Callable[[str], list[str]], steps: list[Step]
) -> str:
    """Rewrite what the pattern finds: one piece for a whole run, or one for each character."""
    pieces: list[str] = []
    step = Step([], [], [])
    length = done = 0

    def add(piece: str, origin: int, size: int) -> None:
        nonlocal length
        if piece:
            pieces.append(piece)
            step.starts.append(length)
            step.origins.append(origin)
            step.lengths.append(size)
            length += len(piece)

    for match in pattern.finditer(text):
        add(text[done : match.start()], done, match.start() - done)
        done = match.end()
        new = replace(match.group())
        if len(new) == 1:
            add(new[0], match.start(), len(match.group()) if len(new[0]) > 1 else 1)
        else:
            for offset, piece in enumerate(new):
                add(piece, match.start() + offset, 1)
    if not step.starts and not done:
        return text
    add(text[done:], done, len(text) - done)
    if step.starts:
        steps.append(step)
    return "".join(pieces)
