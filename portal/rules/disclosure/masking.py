"""Words that show that something was found, and give less than half of it away."""

from __future__ import annotations

import re
from typing import Final

_PART: Final = re.compile(r"[^\W\d_]+|\d+")
BULLET: Final = "•"
LONGEST: Final = 60
"""Characters of a masked text; more tell nothing."""
LONG_NUMBER: Final = 9
GROUP: Final = 3


def mask(datum: str) -> str:
    """Hide a datum but for the first letter of its words or the first digits of a long number.

    At most half of its letters and digits remain; where that much cannot be shown, nothing is.

    >>> mask("943 476 5870"), mask("Jane Smith")
    ('943 ••• ••••', 'J••• S••••')
    """
    text = " ".join(datum.split())
    digits = sum(character.isdigit() for character in text)
    first = True

    def hide(match: re.Match[str]) -> str:
        nonlocal first
        part = match.group()
        shown = _shown(part, digits, is_first=first)
        first = False
        return part[:shown] + BULLET * (len(part) - shown)

    masked = _PART.sub(hide, text)
    if 2 * _signs(masked) > _signs(text):
        masked = _PART.sub(lambda match: BULLET * len(match.group()), text)
    return masked if len(masked) <= LONGEST else f"{masked[: LONGEST - 1]}…"


def _shown(part: str, digits: int, *, is_first: bool) -> int:
    """How many characters of a part may be read."""
    if part.isdigit():
        return GROUP if is_first and digits >= LONG_NUMBER and len(part) >= GROUP else 0
    return 1 if len(part) > 1 else 0


def _signs(text: str) -> int:
    return sum(character.isalnum() for character in text)
