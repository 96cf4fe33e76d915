"""Whether one colour can be read on another: the contrast of WCAG 2.2, as pure arithmetic.

The ratio is that of the definitions “relative luminance” and “contrast ratio”; the least that a
text of usual size may have is that of success criterion 1.4.3 (level AA). Nothing is rounded up:
4.499 is too little.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

#: Success criterion 1.4.3: text of usual size.
LEAST: Final = 4.5
WHITE: Final = "#ffffff"
#: What links and rules of our pages stand on: white, the light bar, the light frame, a note.
BACKGROUNDS: Final = (WHITE, "#f4f8fb", "#f3f5f7")

_COLOUR: Final = re.compile(r"#?([0-9a-fA-F]{6})")
_SHORT: Final = re.compile(r"#?([0-9a-fA-F]{3})")
#: Steps in which a colour is darkened until it can be read.
_STEPS: Final = 200


class NoColourError(ValueError):
    """What was typed is no colour written as # and six (or three) hexadecimal digits."""


def colour_typed(text: str) -> str:
    """A colour as `#rrggbb` in small letters, from what a person types. Raises NoColourError."""
    typed = text.strip()
    if found := _COLOUR.fullmatch(typed):
        return f"#{found[1].lower()}"
    if found := _SHORT.fullmatch(typed):
        return "#" + "".join(digit * 2 for digit in found[1].lower())
    raise NoColourError(typed)


def luminance(colour: str) -> float:
    """The relative luminance of a colour `#rrggbb`: 0 for black, 1 for white."""
    red, green, blue = (_linear(part) for part in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours `#rrggbb`, from 1 to 21; their order does not matter."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def least_contrast(colour: str, backgrounds: Iterable[str] = BACKGROUNDS) -> float:
    """The contrast of a colour with that of the backgrounds on which it is read worst."""
    return min(contrast(colour, one) for one in backgrounds)


def can_be_read(colour: str, backgrounds: Iterable[str] = BACKGROUNDS) -> bool:
    """Whether a text of this colour can be read on every one of the backgrounds."""
    return least_contrast(colour, backgrounds) >= LEAST


def nearest_readable(colour: str, backgrounds: Iterable[str] = BACKGROUNDS) -> str:
    """The colour itself if it can be read, else the lightest of its darker shades that can.

    Its hue stays: all three parts are made smaller in the same proportion. Black always can.
    """
    grounds = tuple(backgrounds)
    parts = _parts(colour)
    for step in range(_STEPS, 0, -1):
        shade = "#" + "".join(f"{part * step // _STEPS:02x}" for part in parts)
        if can_be_read(shade, grounds):
            return shade
    return "#000000"


def ratio_words(ratio: float) -> str:
    """A ratio with two decimals as pages write it, cut off and not rounded: 4.499 is 4.49."""
    return f"{int(ratio * 100) / 100:.2f}"


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _linear(part: int) -> float:
    """One of the three parts of sRGB (0 to 255) as light (IEC 61966-2-1)."""
    share = part / 255
    return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)
