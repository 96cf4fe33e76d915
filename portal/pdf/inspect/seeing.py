"""Whether a reader sees a text: the page is drawn with it and without it, and compared.

Where the two pictures are the same, the text cannot be seen, for whatever reason: a box or a
picture above it, ink of the colour of the paper, a layer that is switched off. A label printed on
top of a box, or white text on a dark band, makes a difference and is not reported.
"""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import pypdfium2.raw as pdfium

from portal.pdf.inspect.drawn import TEXT, Box, Mark
from portal.pdf.inspect.suspects import Cover, Suspect, shares

SCALE: Final = 1.5
"""Pixels a point."""
LARGEST: Final = 2400
"""The most pixels along one side of the picture."""
CHANGED: Final = 8
"""Steps of 255 by which a part of a colour must change to count."""
SEEN: Final = 0.04
"""Part of a letter's box that must change for the letter to be seen."""
PEEPS: Final = 0.08
"""The same for a letter that something lies over, of which an edge may peep out."""
NEAR: Final = 12.0
"""Points around a hidden text in which the same words, if they can be seen, give it away anyway."""
ALIKE: Final = 2.0
"""Points by which a text and its shadow may differ in width."""
PLAIN: Final = 0.7
"""Part of a picture that has one colour, if it was put there to black something out."""
BARE: Final = 0.97
"""The same where that colour is the white of paper."""
SHOWN: Final = 60
"""Letters of a hidden text that are shown to the clerk."""
LONGEST: Final = 4000
"""Letters of a hidden text that are kept."""
FLAT: Final = 36
"""Steps of 255 within which letters under a picture lie on one colour."""
DARK: Final = 176
"""The lightest grey that somebody blacks out with."""
#: Words that stand on or under a box to say what it is.
LABELS: Final = frozenset(
    {
        *(
            "redacted",
            "redaction",
            "redact",
            "privilege",
            "privileged",
            "confidential",
            "withheld",
            "removed",
        ),
        *(
            "deleted",
            "exempt",
            "exemption",
            "sealed",
            "sensitive",
            "personal",
            "data",
            "information",
        ),
        *(
            "commercially",
            "commercial",
            "in",
            "confidence",
            "legally",
            "legal",
            "professional",
            "foi",
        ),
        *("foia", "gdpr", "dpa", "section", "s", "regulation", "pii", "official"),
        *(
            "unclassified",
            "classified",
            "restricted",
            "protect",
            "not",
            "for",
            "publication",
            "name",
        ),
        *("names", "address", "signature"),
    }
)
_PIXEL: Final = 4


@dataclass(frozen=True)
class Hidden:
    """A text that cannot be seen and can be read by whoever copies it from the file.

    Attributes:
        box: where it is, in points of the page.
        whole: all of it, within reason.
        places: where its letters come in the page's text.
        why: `covered`, something is painted over it; `invisible`, its own colour or mode hides it;
            `outside`, it does not stand on the page.
    """

    box: Box
    whole: str
    places: tuple[int, ...]
    why: str

    @property
    def text(self) -> str:
        """Its beginning."""
        return self.whole[:SHOWN]

    @property
    def covered(self) -> bool:
        """Whether something is painted over it."""
        return self.why == "covered"

    @classmethod
    def of(cls, run: Sequence[Letter], *, why: str) -> Hidden:
        """The text that letters make."""
        places = tuple(one.place for one in run)
        return cls(_around(run), _text(run)[:LONGEST], places, why)


@dataclass(slots=True)
class Letter:
    """One character of a page.

    Attributes:
        place: where it comes in the page's text.
        character: itself.
        box: where it stands.
        over: what lies over it.
        source: PDFium's name for the text that sets it.
    """

    place: int
    character: str
    box: Box
    over: tuple[Cover, ...]
    source: int


def unseen(page: Any, marks: Sequence[Mark], suspects: Sequence[Suspect]) -> list[Hidden]:
    """Those parts of the suspect texts that make no difference to the drawn page.

    Args:
        page: PDFium's page.
        marks: all that it paints.
        suspects: the texts to be looked at.
    """
    letters, others = letters_of(page, suspects)
    if not any(letter.character.isalnum() for letter in letters):
        return []
    drawing = Drawing(page)
    with_them = drawing.pixels()
    for suspect in suspects:
        pdfium.FPDFPageObj_SetIsActive(suspect.mark.handle, False)
    try:
        without = drawing.pixels()
    finally:
        for suspect in suspects:
            pdfium.FPDFPageObj_SetIsActive(suspect.mark.handle, True)
    gone = [
        one
        for one in letters
        if drawing.change(with_them, without, one.box) < (PEEPS if one.over else SEEN)
    ]
    kept = {one.place for one in gone}
    seen = [*others, *(one for one in letters if one.place not in kept)]
    again = _said_again(marks, suspects, [*others, *letters])
    return [
        _hidden(run)
        for run in runs(gone, letters)
        if tells(run)
        and not _is_shadow(run, seen, again)
        and not _behind_picture(run, drawing, with_them)
    ]


def presumed(page: Any, marks: Sequence[Mark], suspects: Sequence[Suspect]) -> list[Hidden]:
    """The suspect texts that lie under more than pictures, where the page cannot be drawn."""
    under = [one for one in suspects if any(not cover.picture for cover in one.over)]
    letters, others = letters_of(page, under)
    again = _said_again(marks, suspects, [*others, *letters])
    found = runs(letters, letters)
    return [_hidden(run) for run in found if tells(run) and not _is_shadow(run, others, again)]


def _said_again(
    marks: Sequence[Mark], suspects: Sequence[Suspect], letters: Sequence[Letter]
) -> list[Box]:
    """Where texts stand that PDFium takes for a repetition of an earlier one, and leaves out.

    They count as seen, if they are not suspect themselves.
    """
    known = {one.source for one in letters} | {_address(one.mark.handle) for one in suspects}
    repeated = [mark for mark in marks if mark.kind == TEXT and _address(mark.handle) not in known]
    return [box for mark in repeated if (box := mark.box()) is not None]


def letters_of(page: Any, suspects: Sequence[Suspect]) -> tuple[list[Letter], list[Letter]]:
    """The characters that leave ink on paper: those of the suspect texts, and all others."""
    wanted = {_address(suspect.mark.handle): suspect for suspect in suspects}
    asked: list[Letter] = []
    others: list[Letter] = []
    text = pdfium.FPDFText_LoadPage(page) if suspects else None
    if not text:
        return asked, others
    sides = [ctypes.c_double() for _ in range(4)]
    named = [ctypes.byref(side) for side in sides]
    try:
        for place in range(pdfium.FPDFText_CountChars(text)):
            character = _character(pdfium.FPDFText_GetUnicode(text, place))
            if character.isspace() or not character.isprintable():
                continue
            if not pdfium.FPDFText_GetCharBox(text, place, *named):
                continue
            left, right, bottom, top = (side.value for side in sides)
            if right <= left or top <= bottom:
                continue
            source = _address(pdfium.FPDFText_GetTextObject(text, place))
            suspect = wanted.get(source)
            over = suspect.over if suspect else ()
            letter = Letter(place, character, (left, bottom, right, top), over, source)
            (asked if suspect else others).append(letter)
    finally:
        pdfium.FPDFText_ClosePage(text)
    return asked, others


def runs(hidden: Sequence[Letter], letters: Sequence[Letter]) -> list[list[Letter]]:
    """Join hidden letters that follow one another on a line.

    Args:
        hidden: the letters that cannot be seen.
        letters: all letters that were looked at; a run ends at one that can be seen.
    """
    order = {one.place: n for n, one in enumerate(letters)}
    found: list[list[Letter]] = []
    for one in hidden:
        last = found[-1][-1] if found else None
        if last and order[one.place] == order[last.place] + 1 and _on_one_line(last.box, one.box):
            found[-1].append(one)
        else:
            found.append([one])
    return found


def tells(run: Sequence[Letter]) -> bool:
    """Whether a hidden text says anything: letters, and not only the label of a redaction."""
    words = re.findall(r"\w+", _text(run).lower())
    length = sum(len(word) for word in words)
    other = [word for word in words if word not in LABELS]
    labelled = len(other) < len(words) and all(word.isdecimal() for word in other)
    return length >= (1 if run[0].over else 2) and not labelled


def _is_shadow(run: Sequence[Letter], seen: Sequence[Letter], again: Sequence[Box]) -> bool:
    """Whether the same words can be seen in the same place, as with a text and its shadow."""
    box = _around(run)
    for other in again:
        if all(abs(one - two) < NEAR for one, two in zip(box, other, strict=True)) and (
            abs((other[2] - other[0]) - (box[2] - box[0])) < ALIKE
        ):
            return True
    near = "".join(
        one.character
        for one in seen
        if box[0] - NEAR < (one.box[0] + one.box[2]) / 2 < box[2] + NEAR
        and box[1] - NEAR < (one.box[1] + one.box[3]) / 2 < box[3] + NEAR
    )
    return "".join(one.character for one in run) in near


def _behind_picture(run: Sequence[Letter], drawing: Drawing, pixels: bytes) -> bool:
    """Whether only a picture of something lies above, which was hardly put there to black out.

    A picture of one colour was, and so was a dark box that is part of the picture. White paper is
    not a colour unless there is nothing else.
    """
    box = _around(run)
    above = [cover for one in run for cover in one.over if shares(cover.box, box)]
    if not above or not all(cover.picture for cover in above):
        return False
    if drawing.is_dark(pixels, box):
        return False
    return not any(drawing.is_plain(pixels, cover.box, box) for cover in set(above))


def _hidden(run: Sequence[Letter]) -> Hidden:
    return Hidden.of(run, why="covered" if run[0].over else "invisible")


def _text(run: Sequence[Letter]) -> str:
    return "".join(
        " " * (one.place > before.place + 1) + one.character
        for before, one in zip([run[0], *run], run, strict=False)
    )


def _around(run: Sequence[Letter]) -> Box:
    return (
        min(one.box[0] for one in run),
        min(one.box[1] for one in run),
        max(one.box[2] for one in run),
        max(one.box[3] for one in run),
    )


def _on_one_line(one: Box, other: Box) -> bool:
    height = max(one[3] - one[1], other[3] - other[1], one[2] - one[0])
    return abs(one[1] - other[1]) < 2 * height and abs(other[0] - one[2]) < 6 * height


def _address(handle: Any) -> int:
    return ctypes.cast(handle, ctypes.c_void_p).value or 0


def _character(code: int) -> str:
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"


class Drawing:
    """A page drawn on white paper, and where its points come to lie."""

    def __init__(self, page: Any) -> None:
        self._page = page
        width = max(1.0, pdfium.FPDF_GetPageWidthF(page))
        height = max(1.0, pdfium.FPDF_GetPageHeightF(page))
        scale = min(SCALE, LARGEST / width, LARGEST / height)
        self.width = max(1, round(width * scale))
        self.height = max(1, round(height * scale))
        self._origin = self._place(0, 0)
        x, y = self._place(10_000, 0), self._place(0, 10_000)
        self._across = tuple((a - b) / 10_000 for a, b in zip(x, self._origin, strict=True))
        self._upward = tuple((a - b) / 10_000 for a, b in zip(y, self._origin, strict=True))

    def _place(self, x: float, y: float) -> tuple[int, int]:
        across, down = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDF_PageToDevice(self._page, 0, 0, self.width, self.height, 0, x, y, across, down)
        return across.value, down.value

    def pixels(self) -> bytes:
        """The page as it looks now, four bytes a pixel, comments included."""
        bitmap = pdfium.FPDFBitmap_CreateEx(
            self.width, self.height, pdfium.FPDFBitmap_BGRx, None, self.width * _PIXEL
        )
        if not bitmap:
            raise MemoryError
        try:
            pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, self.width, self.height, 0xFFFFFFFF)
            pdfium.FPDF_RenderPageBitmap(
                bitmap, self._page, 0, 0, self.width, self.height, 0, pdfium.FPDF_ANNOT
            )
            buffer = pdfium.FPDFBitmap_GetBuffer(bitmap)
            return ctypes.string_at(buffer, self.width * self.height * _PIXEL)
        finally:
            pdfium.FPDFBitmap_Destroy(bitmap)

    def grey(self) -> bytes:
        """The page as it looks now, one byte a pixel, for `flat`."""
        return self.pixels()[1::_PIXEL]  # green is most of what the eye takes for light

    def flat(self, grey: bytes, box: Box) -> tuple[int, int] | None:
        """The darkest and the lightest grey of a box that has about one; nothing for any other.

        The row in the middle is looked at first: where there is a letter, it has ink there.
        """
        left, top, right, bottom = self._area(box)
        if right <= left or bottom <= top:
            return None
        middle = (top + bottom) // 2 * self.width
        row = grey[middle + left : middle + right]
        lowest, highest = min(row), max(row)
        if highest - lowest > FLAT:
            return None
        for start in range(top * self.width, bottom * self.width, self.width):
            row = grey[start + left : start + right]
            lowest, highest = min(lowest, *row), max(highest, *row)
        return (lowest, highest) if highest - lowest <= FLAT else None

    def is_dark(self, pixels: bytes, box: Box) -> bool:
        """Whether a box is one dark colour."""
        found = self.flat(pixels[1::_PIXEL], box)
        return found is not None and found[1] <= DARK

    def change(self, one: bytes, other: bytes, box: Box) -> float:
        """The part of a box in which two drawings differ, 0 to 1; 1 where it is off the page."""
        left, top, right, bottom = self._area(box)
        if right <= left or bottom <= top:
            return 1.0
        changed = 0
        for row in range(top, bottom):
            start = (row * self.width + left) * _PIXEL
            end = start + (right - left) * _PIXEL
            first, second = one[start:end], other[start:end]
            if first != second:
                changed += _different(first, second)
        return changed / ((right - left) * (bottom - top))

    def is_plain(self, pixels: bytes, box: Box, inner: Box) -> bool:
        """Whether nearly all of a box has the colour that it has in the middle of another one."""
        left, top, right, bottom = self._area(box)
        if right <= left or bottom <= top:
            return False
        near = self._area(inner)
        at = ((near[1] + near[3]) // 2 * self.width + (near[0] + near[2]) // 2) * _PIXEL
        colour = pixels[at : at + 3]
        met: Counter[bytes] = Counter()
        for row in range(top, bottom, max(1, (bottom - top) // 64)):
            for column in range(left, right, max(1, (right - left) // 64)):
                place = (row * self.width + column) * _PIXEL
                met[pixels[place : place + 3]] += 1
        alike = sum(
            count
            for other, count in met.items()
            if all(abs(a - b) <= CHANGED for a, b in zip(colour, other, strict=True))
        )
        paper = len(colour) == 3 and min(colour) > 230
        return alike / met.total() >= (BARE if paper else PLAIN)

    def _area(self, box: Box) -> tuple[int, int, int, int]:
        if not self._across[1] and not self._upward[0]:  # an upright page, as nearly all are
            x0, x1 = self._origin[0] + box[0] * self._across[0], box[2] * self._across[0]
            y0, y1 = self._origin[1] + box[3] * self._upward[1], box[1] * self._upward[1]
            x1, y1 = x1 + self._origin[0], y1 + self._origin[1]
            if x0 <= x1 and y0 <= y1:
                return (
                    max(0, int(x0)),
                    max(0, int(y0)),
                    min(self.width, int(x1) + 1),
                    min(self.height, int(y1) + 1),
                )
        xs: list[float] = []
        ys: list[float] = []
        for x in (box[0], box[2]):
            for y in (box[1], box[3]):
                xs.append(self._origin[0] + x * self._across[0] + y * self._upward[0])
                ys.append(self._origin[1] + x * self._across[1] + y * self._upward[1])
        return (
            max(0, int(min(xs))),
            max(0, int(min(ys))),
            min(self.width, int(max(xs)) + 1),
            min(self.height, int(max(ys)) + 1),
        )


def _different(one: bytes, other: bytes) -> int:
    """How many pixels of two rows differ by more than a trace."""
    return sum(
        abs(one[at] - other[at]) > CHANGED
        or abs(one[at + 1] - other[at + 1]) > CHANGED
        or abs(one[at + 2] - other[at + 2]) > CHANGED
        for at in range(0, len(one), _PIXEL)
    )
