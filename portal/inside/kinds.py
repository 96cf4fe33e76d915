"""Which module reads which kind of file."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Final

from portal.inside.archive import Archive, BrokenError
from portal.inside.attached import kind_of, readable, within_compound
from portal.inside.gathering import Gathering
from portal.inside.open_document import read_open_document
from portal.inside.pdf import read_pdf
from portal.inside.pictures import read_picture
from portal.inside.plain import read_text, read_values
from portal.inside.rich_text import read_rich_text
from portal.inside.slides import read_slides
from portal.inside.word import read_word
from portal.inside.workbook import read_workbook
from portal.pdf.inspect.bounds import Bounds
from portal.rules.disclosure.facts import Place

ARCHIVES: Final[dict[str, Callable[[Archive, Gathering], None]]] = {
    "docx": read_word,
    "xlsx": read_workbook,
    "pptx": read_slides,
    "odt": read_open_document,
    "ods": read_open_document,
}
BYTES: Final[dict[str, Callable[[bytes, Gathering], None]]] = {
    "rtf": read_rich_text,
    "csv": read_values,
    "txt": read_text,
}
PICTURES: Final = frozenset({"jpg", "jpeg", "png", "gif", "webp", "bmp"})


def read_file(path: Path, ending: str, found: Gathering, bounds: Bounds) -> None:
    """Read a file by the ending of its name; what cannot be read is said.

    Args:
        path: the file.
        ending: of its name, without the dot.
        found: takes what it says.
        bounds: the limits on a PDF.
    """
    ending = ending.lower()
    try:
        if ending == "pdf":
            read_pdf(path, found, bounds)
        elif ending in ARCHIVES:
            _read_archive(path, ARCHIVES[ending], found)
        elif path.stat().st_size > bounds.stream_bytes:
            found.miss("large")
        elif ending in BYTES:
            BYTES[ending](path.read_bytes(), found)
        elif ending in PICTURES:
            read_picture(path.read_bytes(), found)
        else:
            found.miss("kind")
    except BrokenError as error:
        found.miss(str(error))


def read_within(content: bytes, name: str, found: Gathering, bounds: Bounds) -> None:
    """Read a file that is attached to another, or lies in it; one level deep."""
    if found.depth:
        found.miss("deep", name)
        return
    found.depth, found.within = 1, (Place.ATTACHMENT, name)
    try:
        _read_within(content, name, found, bounds)
    except BrokenError as error:
        found.miss(str(error), name)
    finally:
        found.depth, found.within = 0, None


def _read_within(content: bytes, name: str, found: Gathering, bounds: Bounds) -> None:
    kind = kind_of(content)
    if kind == "compound":
        found.say(readable(content))
        content = within_compound(content)
        kind = kind_of(content) if content else "none"
    if kind == "pdf":
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "attached.pdf"
            path.write_bytes(content)
            read_pdf(path, found, bounds)
    elif kind in ARCHIVES:
        _read_archive(content, ARCHIVES[kind], found)
    elif kind in BYTES:
        BYTES[kind](content, found)
    elif kind in PICTURES:
        read_picture(content, found)
    elif kind != "none":
        found.miss("kind", name)


def _read_archive(
    source: Path | bytes, read: Callable[[Archive, Gathering], None], found: Gathering
) -> None:
    archive = Archive(source)
    try:
        read(archive, found)
    finally:
        archive.close()
