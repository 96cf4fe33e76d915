"""Stamps page numbers and headings where nothing else stands.

A stamp is an artifact (14.8.2.2): it is seen, and not read out. Where nothing is painted it is
drawn before the page's own content, which then cannot disturb it. Where the ground is one colour
it is drawn after, with the content shut in. Where no place is free the page grows by a strip.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

import pikepdf
from pikepdf import Array, Dictionary

from portal.pdf.merge.looking import EMPTY, ON_DARK, TAKEN, Seen
from portal.pdf.merge.objects import dictionary, find, items
from portal.pdf.merge.places import (
    MARGINS,
    PADDING,
    RISE,
    SIZE,
    Rectangle,
    Scale,
    banner_lines,
    banner_places,
    line_height,
    number_places,
    scale_of,
    strip_height,
)
from portal.pdf.merge.sheet import Sheet, box_of, sheet_of
from portal.pdf.merge.typeface import font_object, stamp_typeface

FONT: Final = "/PortalStamp"
CLOSE: Final = 1.5
"""How far two readings of a page's size may differ, in points."""


@dataclass(frozen=True)
class Stamp:
    """Lines of text in a place; `ground` says what is painted there."""

    lines: list[str]
    place: Rectangle
    scale: Scale
    ground: str
    is_number: bool


class Stamper:
    """Stamps the pages of the merged file."""

    def __init__(self, out: pikepdf.Pdf) -> None:
        self._out = out
        self._font: Any = None
        self._ready: set[tuple[int, int]] = set()

    def stamp(self, page: Any, *, number: str, prefix: str, banner: str, seen: Seen | None) -> None:
        """Stamp one page.

        Args:
            page: the page, in the merged file, with its inherited attributes.
            number: what stands in the corner; empty for none.
            prefix: what all numbers begin with.
            banner: the heading; empty for none.
            seen: where the page is free; without it, the page grows by strips.
        """
        sheet = sheet_of(page)
        ratio = _ratio(sheet, seen)
        stamps, below, above = [], 0.0, 0.0
        own = scale_of(sheet.width, sheet.height, sheet.unit)
        if number:
            found = _number_place(seen, ratio, prefix, own) if seen else None
            if found is None:
                below = strip_height(1, own)
                place = _in_strip(sheet.width, -below, below, own)
                found = place, own, EMPTY
            stamps.append(Stamp([number], *found, is_number=True))
        if banner:
            lines, found = _banner_place(seen, ratio, banner, sheet, own)
            if found is None:
                above = strip_height(len(lines), own)
                found = Rectangle(0, sheet.height, sheet.width, above), own, EMPTY
            stamps.append(Stamp(lines, *found, is_number=False))
        if not stamps:
            return
        self._write(page, sheet, stamps, grown=(below, above))

    def _write(
        self, page: Any, sheet: Sheet, stamps: list[Stamp], grown: tuple[float, float]
    ) -> None:
        matrix = sheet.matrix
        drawn = b"".join(_drawn(stamp, matrix) for stamp in stamps)
        contents = items(find(page, "/Contents"))
        self._add_font(page)
        if not any(grown) and all(stamp.ground == EMPTY for stamp in stamps):
            page["/Contents"] = Array([self._out.make_stream(drawn), *contents])
            return
        clip = b""
        if any(grown):
            left, bottom, right, top = sheet.box
            clip = b"%.4f %.4f %.4f %.4f re W n\n" % (left, bottom, right - left, top - bottom)
            grow(page, sheet, *grown)
        missing, over = balance(page)
        opened = b"q\n" + clip + b"q " * missing
        closed = b"\n" + b"Q " * over + b"Q\n"
        page["/Contents"] = Array(
            [self._out.make_stream(opened), *contents, self._out.make_stream(closed + drawn)]
        )

    def _add_font(self, page: Any) -> None:
        if self._font is None:
            self._font = font_object(self._out)
        resources = dictionary(find(page, "/Resources"))
        if resources is None:
            page["/Resources"] = Dictionary({"/Font": Dictionary({FONT: self._font})})
            return
        fonts = dictionary(find(resources, "/Font"))
        if fonts is None:
            resources["/Font"] = Dictionary({FONT: self._font})
        elif not fonts.is_indirect or fonts.objgen not in self._ready:
            fonts[FONT] = self._font
            self._ready.add(fonts.objgen)


def _ratio(sheet: Sheet, seen: Seen | None) -> float:
    """Units of `seen` in a user unit; 0 if the two do not speak of the same page."""
    if seen is None:
        return 0
    for ratio in (1.0, sheet.unit):
        if (
            abs(sheet.width * ratio - seen.width) < CLOSE
            and abs(sheet.height * ratio - seen.height) < CLOSE
        ):
            return ratio
    return 0


def _number_place(
    seen: Seen, ratio: float, prefix: str, own: Scale
) -> tuple[Rectangle, Scale, str] | None:
    if not ratio or seen.number == TAKEN:
        return None
    scale = scale_of(seen.width, seen.height)
    places = number_places(seen.width, seen.height, scale, prefix)
    place = _divided(next(islice(places, seen.number, None)), ratio)
    room = Scale(scale.points / ratio)
    if room.points < own.points * 0.99:  # the free place is too small to be legible
        return None
    return place, own, seen.number_ground


def _banner_place(
    seen: Seen | None, ratio: float, banner: str, sheet: Sheet, own: Scale
) -> tuple[list[str], tuple[Rectangle, Scale, str] | None]:
    if seen is None or not ratio or seen.banner == TAKEN:
        return banner_lines(banner, sheet.width, own), None
    scale = scale_of(seen.width, seen.height)
    lines = banner_lines(banner, seen.width, scale)
    places = banner_places(len(lines), seen.width, seen.height, scale)
    place = _divided(next(islice(places, seen.banner, None)), ratio)
    return lines, (place, Scale(scale.points / ratio), seen.banner_ground)


def _divided(place: Rectangle, by: float) -> Rectangle:
    return Rectangle(place.left / by, place.bottom / by, place.width / by, place.height / by)


def _in_strip(width: float, bottom: float, height: float, scale: Scale) -> Rectangle:
    margin = min(MARGINS[0][0] * scale.points, width / 8)
    return Rectangle(margin, bottom, width - 2 * margin, height)


def _drawn(stamp: Stamp, matrix: tuple[float, ...]) -> bytes:
    """The operators that draw a stamp: numbers to the right, headings in the middle."""
    face = stamp_typeface()
    points = stamp.scale.points
    size, step = SIZE * points, line_height() * points
    place = stamp.place
    first = place.bottom + (place.height + len(stamp.lines) * step) / 2 - step + RISE * size
    lines = []
    for index, line in enumerate(stamp.lines):
        room = place.width - face.width(line, size)
        left = place.left + (room - PADDING * points if stamp.is_number else room / 2)
        lines.append(
            b"1 0 0 1 %.3f %.3f Tm %s Tj\n" % (left, first - index * step, face.shown(line))
        )
    return (
        b"/Artifact <</Type /Pagination /Subtype /%s>> BDC\n"
        b"q %s cm %s g BT %s %.3f Tf\n%sET Q\nEMC\n"
        % (
            b"Footer" if stamp.is_number else b"Header",
            b" ".join(b"%.5g" % value for value in matrix),
            b"1" if stamp.ground == ON_DARK else b"0",
            FONT.encode(),
            size,
            b"".join(lines),
        )
    )


def grow(page: Any, sheet: Sheet, below: float, above: float) -> None:
    """Make the page larger; what its boxes cut off before is cut off as before, by a clip."""
    larger = sheet.extended(below, above).box
    medium = box_of(find(page, "/MediaBox")) or sheet.box
    if "/CropBox" in page:
        page["/CropBox"] = Array(_decimal(larger))
    page["/MediaBox"] = Array(
        _decimal(
            (
                min(medium[0], larger[0]),
                min(medium[1], larger[1]),
                max(medium[2], larger[2]),
                max(medium[3], larger[3]),
            )
            if "/CropBox" in page
            else larger
        )
    )


def _decimal(box: tuple[float, float, float, float]) -> list[float]:
    return [round(value, 4) for value in box]


def balance(page: Any) -> tuple[int, int]:
    """How many states a page's content restores that it never saved, and leaves unrestored."""
    depth = lowest = 0
    try:
        for instruction in pikepdf.parse_content_stream(page, "q Q"):
            depth += 1 if str(instruction.operator) == "q" else -1
            lowest = min(lowest, depth)
    except pikepdf.PdfError:
        return 0, 0
    return -lowest, depth - lowest
