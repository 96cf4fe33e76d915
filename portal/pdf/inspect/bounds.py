"""How large a file may be, in the numbers that the parent hands over."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any, Final

MEGABYTE: Final = 1024 * 1024


@dataclass(frozen=True)
class Bounds:
    """Limits on one file.

    Attributes:
        pages: the most pages.
        file_bytes: the most bytes of the file itself.
        page_bytes: the most bytes that the content of one page may unfold to.
        stream_bytes: the most bytes that any other stream, which has to be read, may unfold to.
        objects: the most objects that are looked at.
        pixels: a picture of more is said to be oversized, and is never unfolded here.
        drawing_seconds: how long pages may be drawn to look for hidden text, in seconds. After
            that, text under a box counts as hidden without a second look.
    """

    pages: int = 2000
    file_bytes: int = 200 * MEGABYTE
    page_bytes: int = 48 * MEGABYTE
    stream_bytes: int = 96 * MEGABYTE
    objects: int = 1_000_000
    pixels: int = 100_000_000
    drawing_seconds: float = 8.0


def bounds_from(request: dict[str, Any]) -> Bounds:
    """The bounds that a request names; the others have their usual size."""
    return Bounds(**request.get("bounds", {}))


class Patience:
    """Seconds that may still be spent on drawing pages."""

    def __init__(self, seconds: float) -> None:
        self._until = time.monotonic() + seconds

    def __bool__(self) -> bool:
        return time.monotonic() < self._until
