"""To which marked content the drawn texts of a page belong (ISO 32000-2, 14.6)."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

import pypdfium2.raw as pdfium

MOST_OBJECTS: Final = 500_000
DEEPEST: Final = 8
NONE: Final = -1


@dataclass(frozen=True, slots=True)
class Mark:
    """The number of the marked content, whether it lies in a form, whether it is an artifact."""

    number: int = NONE
    in_form: bool = False
    is_artifact: bool = False


Marks: TypeAlias = dict[int, Mark]
UNMARKED: Final = Mark()


def marks_of(page: Any) -> Marks:
    """The mark of each text of a page, by the address of its object.

    A text in a form bears the mark of the form where it has none of its own.
    """
    found: Marks = {}
    waiting: list[tuple[Any, Mark, int]] = [
        (pdfium.FPDFPage_GetObject(page, index), UNMARKED, 0)
        for index in range(min(pdfium.FPDFPage_CountObjects(page), MOST_OBJECTS))
    ]
    seen = 0
    while waiting and seen < MOST_OBJECTS:
        one, outer, depth = waiting.pop()
        seen += 1
        kind = pdfium.FPDFPageObj_GetType(one)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            found[_address(one)] = _mark(one, outer, depth > 0)
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < DEEPEST:
            own = _mark(one, outer, depth > 0)
            waiting += [
                (pdfium.FPDFFormObj_GetObject(one, index), own, depth + 1)
                for index in range(max(0, pdfium.FPDFFormObj_CountObjects(one)))
            ]
    return found


def mark_at(marks: Marks, text: Any, place: int) -> Mark:
    """The mark of the letter at a place of the text of a page."""
    drawn = pdfium.FPDFText_GetTextObject(text, place)
    return marks.get(_address(drawn), UNMARKED) if drawn else UNMARKED


def _address(one: Any) -> int:
    return ctypes.cast(one, ctypes.c_void_p).value or 0


def _mark(one: Any, outer: Mark, in_form: bool) -> Mark:
    number = pdfium.FPDFPageObj_GetMarkedContentID(one)
    if number >= 0:
        return Mark(number, in_form)
    if outer is not UNMARKED:
        return outer
    return Mark(NONE, in_form, _is_artifact(one))


def _is_artifact(one: Any) -> bool:
    return any(
        _name(pdfium.FPDFPageObj_GetMark(one, index)) == "Artifact"
        for index in range(max(0, pdfium.FPDFPageObj_CountMarks(one)))
    )


def _name(mark: Any) -> str:
    buffer = (ctypes.c_ushort * 64)()
    length = ctypes.c_ulong()
    if not pdfium.FPDFPageObjMark_GetName(mark, buffer, ctypes.sizeof(buffer), length):
        return ""
    return bytes(buffer)[: max(0, length.value - 2)].decode("utf-16-le", "replace")
