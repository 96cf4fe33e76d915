"""OpenDocument texts and spreadsheets: what is printed, hidden, changed and commented.

Source: OpenDocument 1.3 part 3.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final
from xml.etree.ElementTree import Element  # nosec B405

from portal.inside.archive import Archive, BrokenError, attribute, local
from portal.inside.drawing import all_said
from portal.inside.gathering import Gathering, masked
from portal.inside.open_styles import Styles, styles_of
from portal.inside.open_tables import read_table
from portal.inside.package import PICTURES
from portal.inside.pictures import read_picture
from portal.rules.disclosure.facts import Place

_MAIN: Final = ("content.xml", "styles.xml")
_SKIPPED: Final = re.compile(
    r"(mimetype|settings\.xml|manifest\.rdf|layout-cache|META-INF/manifest\.xml)$|^Configurations2/"
    r"|/(settings|styles)\.xml$|^Thumbnails/.*\.png$|\.(ttf|otf|emf|wmf|svm|svg)$"
)
_OBJECT: Final = re.compile(r"(Object [^/]*|ObjectReplacements)/")
_BREAKS: Final = {"tab": "\t", "line-break": "\n", "s": " "}
_AUTHORS: Final = frozenset({"creator", "initial-creator", "printed-by"})
_COUNTED: Final = frozenset(
    {"creation-date", "date", "print-date", "editing-cycles", "editing-duration"}
)
_HIDING: Final = frozenset({"hidden-text", "hidden-paragraph", "conditional-text"})


def read_open_document(archive: Archive, found: Gathering) -> None:
    """Read an OpenDocument file."""
    styles = styles_of(archive)
    for name in _MAIN:
        if name in archive:
            root = archive.xml(name)
            _read_body(root, styles, found)
    for name in archive.names:
        if name in _MAIN or name.endswith("/") or _SKIPPED.search(name):
            continue
        try:
            _read_part(archive, name, styles, found)
        except BrokenError as error:
            found.miss(str(error), name)


def _read_part(archive: Archive, name: str, styles: Styles, found: Gathering) -> None:
    ending = name.rpartition(".")[2].lower()
    if name == "meta.xml":
        _read_properties(archive.xml(name), found)
    elif name.startswith("Versions/"):
        found.odd("embedded_object", Place.ATTACHMENT, shown=name)
        found.read_inner(archive.read(name), name)
    elif ending in PICTURES:
        read_picture(archive.read(name), found, where=name.rpartition("/")[2])
    elif name.startswith(("Basic/", "Scripts/")):
        found.odd("macro", Place.METADATA, shown=name)
    elif _OBJECT.match(name) and ending == "xml":
        found.say(all_said(archive.xml(name)), where=name.partition("/")[0])
    elif _OBJECT.match(name) and archive.read(name)[:4] in (b"PK\x03\x04", b"\xd0\xcf\x11\xe0"):
        found.odd("embedded_object", Place.ATTACHMENT, shown=name)
        found.read_inner(archive.read(name), name)
    elif ending == "xml":
        found.say(all_said(archive.xml(name)), Place.METADATA, where=name)
    elif not name.startswith("ObjectReplacements/"):
        found.miss("part", name)


def _read_properties(root: Element, found: Gathering) -> None:
    for element in root.iter():
        said, key = (element.text or "").strip(), local(element.tag)
        if not said or key in _COUNTED:
            continue
        found.say(said, Place.METADATA, where=key)
        if key in _AUTHORS:
            found.odd("author", Place.METADATA, where=key, shown=said)
        elif key == "generator":
            found.odd("software", Place.METADATA, shown=said)


def _read_body(root: Element, styles: Styles, found: Gathering) -> None:
    reader = _Reader(styles, found)
    reader.walk(root, hidden=False)
    reader.tell()


@dataclass
class _Reader:
    """Walks through a text, its pieces apart by how they look."""

    styles: Styles
    found: Gathering
    seen: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    white: list[str] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)

    def walk(self, element: Element, *, hidden: bool, white: bool = False) -> None:
        """Read an element and all in it."""
        name = local(element.tag)
        if self._apart(element, name):
            return
        style = attribute(element, "style-name")
        hidden = hidden or style in self.styles.hidden or self._is_hidden(element, name)
        white = (white or style in self.styles.white) and style not in self.styles.shaded
        texts = self.hidden if hidden else self.white if white else self.seen
        if name in _HIDING:
            texts = self.hidden
            texts.extend((attribute(element, "string-value"), " "))
            texts.append(attribute(element, "string-value-if-true"))
        texts.append(_BREAKS.get(name, ""))
        if element.text and element.text.strip():
            texts.append(element.text)
        for child in element:
            self.walk(child, hidden=hidden, white=white)
            if child.tail and child.tail.strip("\n"):
                texts.append(child.tail)
        if name in ("p", "h", "table-row", "title", "desc"):
            texts.append("\n")

    def _is_hidden(self, element: Element, name: str) -> bool:
        if name == "section":
            return attribute(element, "display") in ("none", "condition")
        return name == "hidden-paragraph" and attribute(element, "is-hidden") == "true"

    def _apart(self, element: Element, name: str) -> bool:
        """Read what is no part of the text; say whether that was so."""
        if name == "tracked-changes":
            self._changes(element)
        elif name in ("annotation", "annotation-end"):
            self._comment(element)
        elif name == "table" and attribute(element, "name"):
            read_table(element, self.styles, self.found, self.walk)
        elif name in ("title", "desc") and "svg" in element.tag:
            self.found.say(element.text or "", Place.PICTURE)
        elif name in ("variable-decls", "user-field-decls", "content-validations", "forms"):
            self.found.say(all_said(element), Place.FORM)
        elif name in ("database-ranges", "data-pilot-tables", "named-expressions", "dde-links"):
            self.found.say(all_said(element), Place.METADATA, where=name)
        elif name in ("automatic-styles", "styles", "font-face-decls", "settings"):
            pass
        else:
            return False
        return True

    def _changes(self, element: Element) -> None:
        authors = {one.text.strip() for one in element.iter()
                   if local(one.tag) == "creator" and one.text}  # fmt: skip
        if len(element) == 0:
            return
        self.found.say(all_said(element), Place.TRACKED_CHANGE)
        shown = ", ".join(sorted(authors))
        self.found.odd("tracked_changes", Place.TRACKED_CHANGE, shown=shown)

    def _comment(self, element: Element) -> None:
        said = all_said(element)
        if any(map(str.isalnum, said)):
            self.found.say(said, Place.COMMENT)
            author = next((one.text for one in element.iter() if local(one.tag) == "creator"), "")
            self.found.odd("comments", Place.COMMENT, shown=author or "")

    def tell(self) -> None:
        """Hand over what was read."""
        self.found.say("".join(self.seen))
        for code, texts in (("hidden_text", self.hidden), ("invisible_text", self.white)):
            text = "".join(texts)
            if any(map(str.isalnum, text)):
                self.found.say(text, Place.HIDDEN)
                self.found.odd(code, Place.HIDDEN, shown=masked(text))
