"""Word files: what is printed, and what is hidden, deleted, commented or noted beside it.

Source: ECMA-376 part 1, chapter 17 (WordprocessingML).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Final
from xml.etree.ElementTree import Element  # nosec B405

from portal.inside.archive import Archive, BrokenError, attribute, local
from portal.inside.drawing import descriptions
from portal.inside.gathering import Gathering, masked
from portal.inside.package import read_rest
from portal.rules.disclosure.facts import Place

_STORIES: Final = re.compile(
    r"word/(document\d*|header\d*|footer\d*|footnotes|endnotes)\.xml$", re.IGNORECASE
)
_GLOSSARY: Final = re.compile(r"word/glossary/document\.xml$", re.IGNORECASE)
_COMMENTS: Final = re.compile(r"word/comments\.xml$", re.IGNORECASE)
_OFF: Final = frozenset({"0", "false", "off", "none"})
_WHITE: Final = frozenset({"FFFFFF", "FEFEFE", "FDFDFD"})
_CHANGES: Final = frozenset({"ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge"})
_FORMAT_CHANGES: Final = frozenset({"rPrChange", "pPrChange", "tblPrChange", "sectPrChange"})
_BREAKS: Final = {
    "tab": "\t",
    "br": "\n",
    "cr": "\n",
    "noBreakHyphen": "-",
    "tc": "\t",
    "ptab": "\t",
}
_LISTED: Final = frozenset({"default", "listEntry", "statusText", "helpText"})


def read_word(archive: Archive, found: Gathering) -> None:
    """Read a Word file."""
    done = {name for name in archive.names if _STORIES.match(name) or _COMMENTS.match(name)}
    done |= {name for name in archive.names if _GLOSSARY.match(name)}
    styles = _styles(archive)
    for name in sorted(done):
        try:
            root = archive.xml(name)
        except BrokenError as error:
            found.miss(str(error), name)
            continue
        story = _Story(styles)
        story.walk(root, _Look())
        story.tell(found, is_comment=bool(_COMMENTS.match(name)))
        descriptions(root, found)
    read_rest(archive, found, done)


@dataclass(frozen=True)
class _Look:
    """How a text looks: hidden, in the colour of the paper, deleted, or in a fallback."""

    hidden: bool = False
    white: bool = False
    shaded: bool = False
    deleted: bool = False
    fallback: bool = False


def _styles(archive: Archive) -> dict[str, tuple[bool, bool, bool]]:
    """The styles that hide, whiten or shade a text."""
    if "word/styles.xml" not in archive:
        return {}
    return {
        attribute(style, "styleId"): looks
        for style in archive.xml("word/styles.xml")
        if local(style.tag) == "style" and any(looks := _looks(style))
    }


def _looks(properties: Element) -> tuple[bool, bool, bool]:
    """Whether properties hide a text, make it white, or put a shade behind it."""
    hidden = white = shaded = False
    for one in properties.iter():
        name, value = local(one.tag), attribute(one, "val")
        if name in ("vanish", "specVanish"):
            hidden = hidden or value not in _OFF
        elif name == "color":
            white = (
                white or value.upper() in _WHITE or attribute(one, "themeColor") == "background1"
            )
        elif name == "shd":
            fill = attribute(one, "fill").upper()
            shaded = shaded or fill not in {"", "AUTO", *_WHITE}
        elif name == "highlight":
            shaded = shaded or value not in {"none", "white"}
    return hidden, white, shaded


@dataclass
class _Story:
    """One part of the document, its texts apart by how they look."""

    styles: dict[str, tuple[bool, bool, bool]]
    seen: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    white: list[str] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    fallback: list[str] = field(default_factory=list)
    form: list[str] = field(default_factory=list)
    authors: dict[str, None] = field(default_factory=dict)
    changed: bool = False

    def walk(self, element: Element, look: _Look) -> None:
        """Read an element and all in it."""
        name = local(element.tag)
        if name in _CHANGES or name in _FORMAT_CHANGES:
            self.changed = True
            self._author(element)
            if name in _FORMAT_CHANGES:
                return
        self._emit(element, name, look)
        look = self._look(element, name, look)
        for child in element:
            self.walk(child, look)
        if name in ("p", "tr"):
            for texts in (self.seen, self.hidden, self.white, self.deleted, self.fallback):
                if texts and not texts[-1].endswith("\n"):
                    texts.append("\n")

    def _author(self, element: Element) -> None:
        if author := attribute(element, "author").strip():
            self.authors[author] = None

    def _look(self, element: Element, name: str, look: _Look) -> _Look:
        if name in ("del", "moveFrom", "cellDel"):
            return replace(look, deleted=True)
        if name == "Fallback":
            return replace(look, fallback=True)
        if name in ("p", "r", "tc", "tbl", "sdt"):
            hidden, white, shaded = self._properties(element)
            return replace(
                look,
                hidden=look.hidden or hidden,
                white=look.white or white,
                shaded=look.shaded or shaded,
            )
        return look

    def _properties(self, element: Element) -> tuple[bool, bool, bool]:
        hidden = white = shaded = False
        for part in element:
            if local(part.tag) not in ("rPr", "pPr", "tcPr", "tblPr", "sdtPr"):
                continue
            # The mark at the end of a paragraph may be hidden without its words being so.
            own = [
                one for one in part if not (local(part.tag) == "pPr" and local(one.tag) == "rPr")
            ]
            for one in own:
                styled = self.styles.get(attribute(one, "val"), (False, False, False))
                is_style = local(one.tag) in ("rStyle", "pStyle", "tblStyle")
                looks = styled if is_style else _looks(one)
                hidden, white, shaded = (
                    hidden or looks[0], white or looks[1], shaded or looks[2]
                )  # fmt: skip
        return hidden, white, shaded

    def _emit(self, element: Element, name: str, look: _Look) -> None:
        if name in ("t", "delText", "instrText", "delInstrText"):
            self._texts(look, name).append(element.text or "")
        elif name in _BREAKS:
            self._texts(look, name).append(_BREAKS[name])
        elif name == "fldSimple":
            self.form.append(attribute(element, "instr"))
        elif name in _LISTED:
            self.form.append(attribute(element, "val"))
        elif name == "listItem":
            self.form.extend((attribute(element, "displayText"), attribute(element, "value")))
        elif name == "comment":
            self._author(element)

    def _texts(self, look: _Look, name: str) -> list[str]:
        if look.deleted or name.startswith("del"):
            return self.deleted
        if name == "instrText":
            return self.form
        if look.hidden:
            return self.hidden
        if look.white and not look.shaded:
            return self.white
        return self.fallback if look.fallback else self.seen

    def tell(self, found: Gathering, *, is_comment: bool) -> None:
        """Hand over what was read."""
        seen = "".join(self.seen)
        found.say(seen, Place.COMMENT if is_comment else Place.TEXT)
        if is_comment and any(map(str.isalnum, seen)):
            found.odd("comments", Place.COMMENT, shown=", ".join(self.authors))
        for code, texts in (("hidden_text", self.hidden), ("invisible_text", self.white)):
            text = "".join(texts)
            if any(map(str.isalnum, text)):
                found.say(text, Place.HIDDEN)
                found.odd(code, Place.HIDDEN, shown=masked(text))
        found.say("".join(self.deleted), Place.TRACKED_CHANGE)
        if self.changed:
            shown = ", ".join(self.authors)
            found.odd("tracked_changes", Place.TRACKED_CHANGE, shown=shown)
        found.say("\n".join(self.form), Place.FORM)
        for author in self.authors:
            found.say(author, Place.METADATA, where="author")
        fallback = "".join(self.fallback)
        if "".join(fallback.split()) not in "".join(seen.split()):
            found.say(fallback)
