"""A finished PDF as text: every place in it where words can hide, read in the child process."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from portal.pdf.child import ChildError, run_apart
from portal.pdf.limits import Limits
from portal.pdf.read.document import PLACES, Passage, ReadDocument

__all__ = ["PLACES", "READING", "ChildError", "Passage", "ReadDocument", "find_boxes"]
__all__ += ["read_everything"]

#: A pack may be large; what is read here was made by the portal, or inspected by it before.
READING: Final = Limits(seconds=120, memory_mb=2048, output_mb=256)


def read_everything(path: Path, *, limits: Limits = READING) -> ReadDocument:
    """Read every piece of text of a PDF, each with its place.

    Args:
        path: the file.
        limits: what the child may use.

    Raises:
        ChildError: the file could not be read; the message is for people.
    """
    return ReadDocument.from_json(run_apart("read", {"path": str(path.resolve())}, limits=limits))


def find_boxes(
    path: Path, sought: Sequence[tuple[int, str]], *, limits: Limits = READING
) -> list[list[tuple[float, float, float, float]]]:
    """Where words stand on pages, to show them in place.

    Args:
        path: the file.
        sought: pairs of a page number, from 1, and the words.
        limits: what the child may use.

    Returns:
        for each pair its boxes: left, bottom, right and top in points of the page's coordinates.

    Raises:
        ChildError: the file could not be read.
    """
    request = {"path": str(path.resolve()), "boxes": [list(pair) for pair in sought]}
    answer = run_apart("read", request, limits=limits)
    return [[(box[0], box[1], box[2], box[3]) for box in boxes] for boxes in answer["boxes"]]
