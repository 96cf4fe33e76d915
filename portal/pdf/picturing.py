"""A page of an uploaded PDF as a picture, drawn in the child process, with places marked."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from portal.pdf.child import run_apart
from portal.pdf.limits import Limits

#: One page; a hostile one is given up soon.
DRAWING: Final = Limits(seconds=15, memory_mb=512, output_mb=16)
WIDTH: Final = 900
"""Of the picture, in pixels."""


def picture_of_page(
    path: Path,
    page: int,
    *,
    boxes: Sequence[tuple[float, float, float, float]] = (),
    width: int = WIDTH,
) -> bytes:
    """A PNG of one page.

    Args:
        path: the file.
        page: from 1.
        boxes: places to mark: left, bottom, right and top in points of the page's coordinates.
        width: of the picture in pixels.

    Raises:
        ChildError: the file or the page cannot be drawn; the message is for people.
    """
    request = {
        "path": str(path.resolve()),
        "page": page,
        "boxes": [list(box) for box in boxes],
        "width": width,
    }
    return base64.b64decode(run_apart("picture", request, limits=DRAWING)["png"])
