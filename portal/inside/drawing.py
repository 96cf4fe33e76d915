"""Texts of drawings in Office files: shapes, charts, diagrams, and what is said of pictures.

Source: ECMA-376 part 1, chapters 20 and 21 (DrawingML).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element  # nosec B405

from portal.inside.archive import attribute, local
from portal.inside.gathering import Gathering
from portal.rules.disclosure.facts import Place

#: Elements whose text is shown or copied: runs, values of charts, texts of comments and cells.
_TEXTS: Final = frozenset({"t", "v", "f", "text", "instrText", "delText"})
_BREAKS: Final = frozenset({"p", "br", "si", "pt", "tr", "r2", "comment", "threadedComment"})
_DESCRIBED: Final = frozenset({"docPr", "cNvPr", "shape", "imagedata"})
_DESCRIPTIONS: Final = ("descr", "title", "alt")
_LEAST: Final = 4
"""Letters of an attribute below which it says nothing."""


def texts(root: Element) -> str:
    """The text of a drawing, a paragraph a line."""
    return "".join(_pieces(root)).strip("\n")


def _pieces(root: Element) -> Iterator[str]:
    for element in root.iter():
        name = local(element.tag)
        if name in _BREAKS:
            yield "\n"
        if name in _TEXTS and element.text:
            yield element.text
            if name in ("v", "f"):
                yield "\n"


def descriptions(root: Element, found: Gathering, where: str = "") -> None:
    """What is said of pictures and shapes to those who cannot see them, or to nobody."""
    for element in root.iter():
        if local(element.tag) in _DESCRIBED:
            for key in _DESCRIPTIONS:
                if said := attribute(element, key):
                    found.say(said, Place.PICTURE, where=where)


def all_said(root: Element) -> str:
    """Every text, and every attribute that reads like words, of XML of whatever make."""
    said: list[str] = []
    for element in root.iter():
        if element.text and element.text.strip():
            said.append(element.text.strip())
        said.extend(value for value in element.attrib.values() if _reads(value))
        if element.tail and element.tail.strip():
            said.append(element.tail.strip())
    return "\n".join(said)


def _reads(value: str) -> bool:
    if len(value) < _LEAST or value.startswith(("http://schemas", "urn:", "{")):
        return False
    return " " in value.strip() or "@" in value or value.isdecimal() or value.isalpha()
