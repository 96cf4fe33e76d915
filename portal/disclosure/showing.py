"""Where on a page a concern stands, for a picture of the page with the place marked.

A scan keeps no words, so the page is read once more, and the concern is known again by its mark.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from django.core.files.storage import default_storage

from portal.contents import read_contents
from portal.disclosure.found import digest_of
from portal.disclosure.scanning import eyes_of
from portal.models import FileScan
from portal.pdf.picturing import picture_of_page
from portal.pdf.reading import find_boxes
from portal.rules.disclosure.facts import Box, Concern, Contents

#: What can be shown as pages.
SHOWN: Final = frozenset({"pdf"})


def page_picture(scan: FileScan, *, digest: str, page: int) -> bytes:
    """A PNG of one page of a scanned file with the places of a concern marked.

    Args:
        scan: the scan of a PDF in private storage.
        digest: the mark of the concern.
        page: from 1.

    Raises:
        FileNotFoundError: the file is no longer there.
        ChildError: the page cannot be drawn.
    """
    path = Path(default_storage.path(scan.stored))
    if not scan.stored or not path.is_file():
        raise FileNotFoundError(scan.stored)
    boxes = _boxes(scan, path, digest=digest, page=page)
    return picture_of_page(path, page, boxes=boxes)


def _boxes(scan: FileScan, path: Path, *, digest: str, page: int) -> list[Box]:
    """The places of a concern on one page, in points of the page's coordinates."""
    contents = read_contents(path, ending=scan.ending)
    eyes = eyes_of(scan.body)

    def is_it(one: Concern) -> bool:
        return digest_of(scan.matter, one, file=scan.sha256) == digest and one.page == page

    boxes = [one.box for one in eyes.look(contents) if one.box is not None and is_it(one)]
    words: list[tuple[int, str]] = []
    for passage in contents.passages:
        if passage.page != page:
            continue
        for one in eyes.look(Contents(passages=(passage,))):
            if not is_it(one):
                continue
            if one.box is not None:
                boxes.append(one.box)
            elif one.at is not None:
                words.append((page, passage.text[one.at[0] : one.at[1]]))
    for found in find_boxes(path, words) if words else ():
        boxes += found
    return list(dict.fromkeys(boxes))
