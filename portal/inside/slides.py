"""PowerPoint files: slides that are shown or skipped, speaker's notes, comments, shapes off screen.

Source: ECMA-376 part 1, chapter 19 (PresentationML).
"""

from __future__ import annotations

import re
from typing import Final
from xml.etree.ElementTree import Element  # nosec B405

from portal.inside.archive import Archive, BrokenError, attribute, local
from portal.inside.drawing import descriptions, texts
from portal.inside.gathering import Gathering, masked
from portal.inside.package import read_rest, related
from portal.rules.disclosure.facts import Place

_MAIN: Final = "ppt/presentation.xml"
_SLIDE: Final = re.compile(r"ppt/slides/slide\d+\.xml$", re.IGNORECASE)
_NOTES: Final = re.compile(r"ppt/notesSlides/[^/]*\.xml$", re.IGNORECASE)
_MASTERS: Final = re.compile(
    r"ppt/(slideMasters|slideLayouts|notesMasters|handoutMasters)/[^/]*\.xml$", re.IGNORECASE
)
_SHAPES: Final = frozenset({"sp", "pic", "graphicFrame", "grpSp", "cxnSp"})
_NUMBERS: Final = frozenset({"sldNum", "dt", "sldImg", "hdr", "ftr"})
_OFF: Final = frozenset({"0", "false"})


def read_slides(archive: Archive, found: Gathering) -> None:
    """Read a PowerPoint file; a slide counts as a page."""
    done = {_MAIN}
    order, size = _shown(archive)
    slides = [name for name in archive.names if _SLIDE.match(name)]
    for name in sorted(slides, key=lambda one: order.get(one, len(order))):
        done.add(name)
        number = order.get(name, 0)
        try:
            _read_slide(archive, name, number, size, found)
            for other in related(archive, name).values():
                if _NOTES.match(other) and other in archive:
                    done.add(other)
                    _read_notes(archive.xml(other), number, found)
        except BrokenError as error:
            found.miss(str(error), name)
    for name in archive.names:
        if _MASTERS.match(name):
            done.add(name)
            found.say(texts(archive.xml(name)))
    read_rest(archive, found, done)


def _shown(archive: Archive) -> tuple[dict[str, int], tuple[int, int]]:
    """The number of each slide that the file lists, from 1, and the size of a slide."""
    if _MAIN not in archive:
        return {}, (0, 0)
    root = archive.xml(_MAIN)
    targets = related(archive, _MAIN)
    numbers: dict[str, int] = {}
    size = (0, 0)
    for element in root.iter():
        if local(element.tag) == "sldId":
            target = targets.get(_relation(element), "")
            numbers.setdefault(target, len(numbers) + 1)
        elif local(element.tag) == "sldSz":
            size = (_whole(attribute(element, "cx")), _whole(attribute(element, "cy")))
    return numbers, size


def _relation(element: Element) -> str:
    return next((value for key, value in element.attrib.items() if key.endswith("}id")), "")


def _read_slide(
    archive: Archive, name: str, number: int, size: tuple[int, int], found: Gathering
) -> None:
    root = archive.xml(name)
    descriptions(root, found)
    if attribute(root, "show") in _OFF or not number:
        # Skipped in the show, or left in the file when the slide was taken out of it.
        text = texts(root)
        found.say(text, Place.HIDDEN, page=number)
        found.odd("hidden_slide", Place.HIDDEN, page=number, shown=masked(text))
        return
    for shape in _shapes(root):
        text = texts(shape)
        if not any(map(str.isalnum, text)):
            continue
        code = _unseen(shape, size)
        found.say(text, Place.HIDDEN if code else Place.TEXT, page=number)
        if code:
            found.odd(code, Place.HIDDEN, page=number, shown=masked(text))


def _shapes(root: Element) -> list[Element]:
    """The shapes of a slide that stand in no other; all of the slide where there are none."""
    tree = next((one for one in root.iter() if local(one.tag) == "spTree"), root)
    return [
        one for one in tree if local(one.tag) in _SHAPES or local(one.tag) == "AlternateContent"
    ]


def _unseen(shape: Element, size: tuple[int, int]) -> str:
    """Why a shape cannot be seen on its slide; empty if it can."""
    for element in shape.iter():
        if local(element.tag) == "cNvPr":
            if attribute(element, "hidden") not in ("", *_OFF):
                return "hidden_text"
            break
    for frame in shape.iter():
        if local(frame.tag) != "xfrm":
            continue
        places = {local(one.tag): one for one in frame}
        if "off" not in places or "ext" not in places or not all(size):
            return ""
        x, y = (_whole(attribute(places["off"], key)) for key in ("x", "y"))
        wide, high = (_whole(attribute(places["ext"], key)) for key in ("cx", "cy"))
        is_off = x >= size[0] or y >= size[1] or x + wide <= 0 or y + high <= 0
        return "outside_page" if is_off else ""
    return ""


def _read_notes(root: Element, number: int, found: Gathering) -> None:
    """Speaker's notes, without the number of the slide."""
    said = [
        texts(shape)
        for shape in root.iter()
        if local(shape.tag) == "sp"
        and not any(
            local(one.tag) == "ph" and attribute(one, "type") in _NUMBERS for one in shape.iter()
        )
    ]
    text = "\n".join(said)
    if any(map(str.isalnum, text)):
        found.say(text, Place.NOTES, page=number)
        found.odd("notes_of_slides", Place.NOTES, page=number, shown=masked(text))


def _whole(value: str) -> int:
    try:
        return int(value)
    except ValueError:
        return 0
