"""Looks at a redacted file as a stranger would: is there a letter, or anything, under a mark?"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pikepdf
import pypdfium2

from portal.pdf.redact.characters import words_of
from portal.pdf.redact.drawing import frame_of
from portal.pdf.redact.geometry import Box, grown, touches
from portal.pdf.redact.pictures import DPI, draw

EDGE: Final = 0.7
"""Points at the edge of a mark that are not looked at, for pixels that it shares."""
TOLERANCE: Final = 24


def check_marks(
    path: Path, burned: list[tuple[int, Box]], report: Callable[[dict[str, Any]], None]
) -> list[dict[str, Any]]:
    """The pages on which a mark is not black all over, or a letter can be taken from under it.

    Args:
        path: the redacted file.
        burned: pairs of a page, from 1, and a box.
        report: told which page was looked at.

    Returns:
        for each fault its `page` and `what`: `letters` or `picture`.
    """
    faults: list[dict[str, Any]] = []
    by_page: dict[int, list[Box]] = {}
    for number, box in burned:
        by_page.setdefault(number, []).append(box)
    with pikepdf.open(path) as pdf, pypdfium2.PdfDocument(path) as seen:
        for number, boxes in by_page.items():
            page = seen[number - 1]
            frame, unit = frame_of(pdf.pages[number - 1].obj)
            letters = [one for word in words_of(page) for one in word.characters]
            if any(touches(one.box, grown(box, -EDGE)) for one in letters for box in boxes):
                faults.append({"page": number, "what": "letters"})
            picture = draw(page, frame, unit=unit, dpi=DPI)
            if not all(picture.is_flat(grown(box, -EDGE), tolerance=TOLERANCE) for box in boxes):
                faults.append({"page": number, "what": "picture"})
            page.close()
            report({"page": number, "of": len(seen)})
    return faults
