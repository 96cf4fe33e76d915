"""The structure tree of one file, made ready for the merged one (14.7).

Everything here happens in the opened source: names that clash get new ones, and what leads to a
removed annotation is taken out. Then the whole tree is copied at once.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any, Final

import pikepdf
from pikepdf import Array, Name, String

from portal.pdf.merge.objects import dictionary, items, name_of

MOST_ELEMENTS: Final = 2_000_000
DIRECT: Final = (0, 0)
#: What most elements have, and nothing that needs a closer look.
_ORDINARY: Final = frozenset(
    {"/Type", "/S", "/P", "/Pg", "/K", "/Lang", "/Alt", "/ActualText", "/E", "/T", "/NS", "/R"}
)


#: The roles that need no map (14.8.4); one that a file maps all the same gets another name.
STANDARD: Final = frozenset(
    """
    /Document /Part /Art /Sect /Div /BlockQuote /Caption /TOC /TOCI /Index /NonStruct /Private
    /P /H /H1 /H2 /H3 /H4 /H5 /H6 /L /LI /Lbl /LBody /Table /TR /TH /TD /THead /TBody /TFoot
    /Span /Quote /Note /Reference /BibEntry /Code /Link /Annot /Ruby /RB /RT /RP /Warichu /WT /WP
    /Figure /Formula /Form
    """.split()  # noqa: SIM905
)


@dataclass
class Elements:
    """What a walk through a tree found."""

    with_id: list[tuple[bytes, Any]] = field(default_factory=list)
    #: Attribute objects of cells that name their headers.
    with_headers: list[Any] = field(default_factory=list)
    with_class: list[Any] = field(default_factory=list)
    all: list[Any] = field(default_factory=list)


def is_tagged(root: Any) -> bool:
    """Whether a catalog's file is tagged: marked as such, and with a tree that holds something."""
    marks = dictionary(root.get("/MarkInfo"))
    return marks is not None and marks.get("/Marked") is True and has_tree(root)


def has_tree(root: Any) -> bool:
    """Whether there is a structure tree that holds something."""
    tree = dictionary(root.get("/StructTreeRoot"))
    return tree is not None and any(dictionary(kid) is not None for kid in items(tree.get("/K")))


def walk(tree: Any, removed: set[tuple[int, int]]) -> Elements:
    """Visit every element once, and take out references to removed annotations.

    Args:
        tree: the structure tree root.
        removed: object numbers of annotations that are not in the file any more.
    """
    found = Elements()
    seen: set[tuple[int, int]] = set()
    waiting = [tree.get("/K")]
    while waiting:
        value = waiting.pop()
        if isinstance(value, Array):
            waiting.extend(value)
            continue
        if not isinstance(value, pikepdf.Dictionary):
            continue
        entries = value.keys()
        number = value.objgen
        if "/S" not in entries or number in seen:
            continue  # a reference to marked content or to an object; or one that was here before
        if number != DIRECT:
            seen.add(number)
        found.all.append(value)
        if removed:
            _without(value, removed)
        if not _ORDINARY.issuperset(entries):
            _note(value, found)
        if "/K" in entries:
            waiting.append(value["/K"])
        if len(found.all) > MOST_ELEMENTS:
            raise RecursionError
    return found


def _note(element: Any, found: Elements) -> None:
    identifier = element.get("/ID")
    if isinstance(identifier, pikepdf.String):
        found.with_id.append((bytes(identifier), element))
    attributes = element.get("/A")
    if attributes is not None:
        for one in items(attributes):
            if dictionary(one) is not None and "/Headers" in one:
                found.with_headers.append(one)
    if "/C" in element:
        found.with_class.append(element)
    if "/AF" in element:
        del element["/AF"]


def _without(element: Any, removed: set[tuple[int, int]]) -> None:
    kids = items(element.get("/K"))
    stay = [kid for kid in kids if not _leads_to(kid, removed)]
    if len(stay) < len(kids):
        element["/K"] = Array(stay)


def _leads_to(kid: Any, removed: set[tuple[int, int]]) -> bool:
    if not isinstance(kid, pikepdf.Dictionary):
        return False
    target = dictionary(kid.get("/Obj"))
    return target is not None and target.objgen in removed


def rename_identifiers(found: Elements, taken: set[bytes], part: int) -> dict[bytes, Any]:
    """Give identifiers that are taken a new name, also where cells refer to them.

    Returns:
        Every identifier of this file as it now is, with its element.
    """
    clash = not taken.isdisjoint(identifier for identifier, _ in found.with_id)
    renamed: dict[bytes, bytes] = {}
    result: dict[bytes, Any] = {}
    for identifier, element in found.with_id:
        fresh = identifier
        if clash:
            fresh = renamed.get(identifier) or _free(b"%d." % part + identifier, taken)
            renamed[identifier] = fresh
            element["/ID"] = String(fresh)
        result.setdefault(fresh, element)
    if clash:
        seen: set[tuple[int, int]] = set()
        for attribute in found.with_headers:
            if attribute.is_indirect and attribute.objgen in seen:
                continue
            seen.add(attribute.objgen)
            attribute["/Headers"] = Array(
                [_renamed(header, renamed) for header in items(attribute.get("/Headers"))]
            )
    taken.update(result)
    return result


def _renamed(header: Any, renamed: dict[bytes, bytes]) -> Any:
    if not isinstance(header, pikepdf.String):
        return header
    known = bytes(header)
    return String(renamed.get(known, known))


def _free(wanted: bytes, taken: set[bytes]) -> bytes:
    while wanted in taken:
        wanted += b"'"
    return wanted


def rename_roles(found: Elements, mapped: dict[str, Any], known: dict[str, str]) -> None:
    """Make the roles of this file mean in the merged file what they mean here.

    A role of its own that a file does not map means nothing to a reader. It keeps its name, though
    another file may give that name a meaning.

    Args:
        found: what the walk found; roles are renamed in its elements.
        mapped: the role map of this file, name -> name.
        known: the role map of the merged file so far; grows.
    """
    steps = {role: name_of(value) or role for role, value in mapped.items()}
    meaning = {role: _followed(role, steps) for role in sorted(steps)}
    fresh = {
        role: _free_role(role, known, meaning)
        for role, last in meaning.items()
        if last != role and (role in STANDARD or known.get(role, last) != last)
    }
    if fresh:
        for element in found.all:
            role = name_of(element["/S"])
            if role in fresh:
                element["/S"] = Name(fresh[role])
    added = {fresh.get(role, role): last for role, last in meaning.items() if last != role}
    known |= added


def _followed(role: str, steps: dict[str, str]) -> str:
    """What a role stands for at last; a role that stands for itself in the end, itself."""
    seen = {role}
    while (role := steps.get(role, role)) not in seen:
        seen.add(role)
    return role


def _free_role(role: str, known: dict[str, str], names: Collection[str]) -> str:
    number = 2
    while f"{role}-{number}" in known or f"{role}-{number}" in names:
        number += 1
    return f"{role}-{number}"


def rename_classes(found: Elements, classes: Any, taken: dict[str, bytes]) -> dict[str, Any]:
    """The class map of this file; a name that means something else already gets a new one."""
    classes = dictionary(classes)
    if classes is None:
        return {}
    renamed: dict[str, str] = {}
    result = {}
    for name, value in classes.items():
        spelled = value.unparse(resolved=True) if isinstance(value, pikepdf.Object) else b""
        fresh, number = name, 2
        while fresh in taken and taken[fresh] != spelled:
            fresh, number = f"{name}-{number}", number + 1
        renamed[name], taken[fresh], result[fresh] = fresh, spelled, value
    if any(old != new for old, new in renamed.items()):
        for element in found.with_class:
            element["/C"] = Array(
                [
                    Name(renamed.get(str(one), str(one))) if isinstance(one, Name) else one
                    for one in items(element.get("/C"))
                ]
            )
    return result
