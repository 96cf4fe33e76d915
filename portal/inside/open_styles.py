"""The styles of an OpenDocument file that hide what they are put on."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from portal.inside.archive import Archive, attribute, local

_PARTS: Final = ("styles.xml", "content.xml")
_WHITE: Final = frozenset({"#ffffff", "#fefefe"})
_CLEAR: Final = frozenset({"", "transparent", *_WHITE})


@dataclass
class Styles:
    """Names of styles: of hidden texts, white ones, shaded ones, and of sheets that are hidden."""

    hidden: set[str] = field(default_factory=set)
    white: set[str] = field(default_factory=set)
    shaded: set[str] = field(default_factory=set)
    sheets: set[str] = field(default_factory=set)


def styles_of(archive: Archive) -> Styles:
    """Read the styles of a file; one that rests on a hiding style hides too (16.2).

    Raises:
        BrokenError: a part cannot be read.
    """
    found = Styles()
    above: dict[str, str] = {}
    for part in _PARTS:
        if part not in archive:
            continue
        for style in archive.xml(part).iter():
            if local(style.tag) != "style":
                continue
            name = attribute(style, "name")
            above[name] = attribute(style, "parent-style-name")
            for properties in style:
                _learn(name, dict(properties.attrib), found)
    for kind in (found.hidden, found.white, found.shaded, found.sheets):
        for name in above:
            _inherit(name, above, kind)
    return found


def _learn(name: str, properties: dict[str, str], found: Styles) -> None:
    given = {local(key): value.strip().lower() for key, value in properties.items()}
    if given.get("display") == "none":
        found.hidden.add(name)
    if given.get("display") == "false":
        found.sheets.add(name)
    if given.get("color") in _WHITE:
        found.white.add(name)
    if given.get("background-color", "") not in _CLEAR:
        found.shaded.add(name)


def _inherit(name: str, above: dict[str, str], kind: set[str]) -> None:
    line = [name]
    while (parent := above.get(line[-1], "")) and parent not in line:
        if parent in kind:
            kind.update(line)
            return
        line.append(parent)
