"""Goes through every object of an open PDF, page by page and then number by number."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias

import pikepdf

from portal.pdf.read import document as place
from portal.pdf.read.decoding import UnreadableError, decoded
from portal.pdf.read.objects import Objects
from portal.pdf.read.remainder import fingerprint
from portal.pdf.read.streams import Streams

Number: TypeAlias = tuple[int, int]


def page_numbers(pdf: pikepdf.Pdf) -> dict[Number, int]:
    """The page, from 1, of each page object and of what hangs from it: annotations and drawings."""
    found: dict[Number, int] = {}
    for number, page in enumerate(pdf.pages, 1):
        found.setdefault(page.obj.objgen, number)
        for one in _hanging(page):
            if one.objgen != (0, 0):
                found.setdefault(one.objgen, number)
    return found


def _hanging(page: pikepdf.Page) -> Iterator[pikepdf.Object]:
    annotations = page.obj.get("/Annots")
    if isinstance(annotations, pikepdf.Array):
        yield annotations
        for one in _objects(annotations):
            yield one
            appearance = one.get("/AP") if isinstance(one, pikepdf.Dictionary) else None
            if isinstance(appearance, pikepdf.Dictionary):
                yield from _objects(dict(appearance.items()).values())
    drawings = page.resources.get("/XObject")
    if isinstance(drawings, pikepdf.Dictionary):
        yield from _objects(dict(drawings.items()).values())


def _objects(values: Any) -> Iterator[pikepdf.Object]:
    return (one for one in values if isinstance(one, pikepdf.Object))


def read_contents(pdf: pikepdf.Pdf, streams: Streams) -> set[Number]:
    """Read what each page draws; returns the streams that this took care of."""
    done: set[Number] = set()
    for number, page in enumerate(pdf.pages, 1):
        parts = page.obj.get("/Contents")
        listed = [parts] if isinstance(parts, pikepdf.Stream) else parts
        content: list[bytes] = []
        for part in _objects(listed or []):
            if not isinstance(part, pikepdf.Stream):
                continue
            done.add(part.objgen)
            try:
                unpacked, behind = decoded(part)
            except UnreadableError:
                streams.found.miss(f"The drawing instructions of page {number} are damaged.")
                continue
            content.append(unpacked)
            streams.loose(behind, number)
        streams.draw(b"\n".join(content), page.resources, number)
    return done


def read_objects(pdf: pikepdf.Pdf, objects: Objects, streams: Streams) -> set[bytes]:
    """Read every object and stream; returns the fingerprints of the streams."""
    drawn = read_contents(pdf, streams)
    live: set[bytes] = set()
    information = _number_of(pdf.trailer.get("/Info"))
    for one in _objects(pdf.objects):  # a bare number is no object here
        number = one.objgen
        if isinstance(one, pikepdf.Stream):
            objects.read(one.stream_dict.unparse(resolved=True), number)
            mark = fingerprint(one.read_raw_bytes())
            if number not in drawn and (mark not in live or streams.is_drawing(one)):
                streams.read(one, objects.pages.get(number))
            live.add(mark)
        else:
            known = place.PROPERTY if number == information else ""
            objects.read(one.unparse(resolved=True), number, known)
    objects.read(pdf.trailer.unparse(resolved=True), (0, 0))
    objects.finish()
    return live


def _number_of(one: Any) -> Number | None:
    return one.objgen if isinstance(one, pikepdf.Object) else None
