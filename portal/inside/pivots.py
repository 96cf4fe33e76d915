"""The records behind a pivot table: the whole list that it sums up, names and all.

Source: ECMA-376 part 1, 18.10 (pivot tables).
"""

from __future__ import annotations

from typing import Final
from xml.etree.ElementTree import Element  # nosec B405

from portal.inside.archive import Archive, attribute, local
from portal.inside.gathering import Gathering
from portal.inside.tables import lines_of
from portal.rules.disclosure.facts import Place

_VALUES: Final = frozenset({"s", "n", "d", "b", "e"})


def read_pivot(archive: Archive, name: str, records: list[str], found: Gathering) -> None:
    """Read the fields of a pivot table's source and its records.

    Raises:
        BrokenError: a part cannot be read.
    """
    fields: list[str] = []
    items: list[list[str]] = []
    source = ""
    for element in archive.xml(name).iter():
        kind = local(element.tag)
        if kind == "cacheField":
            fields.append(attribute(element, "name"))
            items.append([])
        elif kind == "sharedItems" and items:
            items[-1] = [_value(one, []) for one in element]
        elif kind == "worksheetSource":
            source = attribute(element, "sheet") or attribute(element, "name")
    rows = [fields, *(row for part in records for row in _rows(archive.xml(part), items))]
    values = [value for column in items for value in column if value]
    said = "\n".join([*lines_of(rows), *values])
    found.say(said, Place.PIVOT_CACHE, where=source or name)
    if values or len(rows) > 1:
        found.odd("pivot_cache", Place.PIVOT_CACHE, where=source or name, shown=source)


def _rows(root: Element, items: list[list[str]]) -> list[list[str]]:
    return [
        [
            _value(cell, items[column] if column < len(items) else [])
            for column, cell in enumerate(row)
        ]
        for row in root
        if local(row.tag) == "r"
    ]


def _value(element: Element, items: list[str]) -> str:
    """A value, or the one that a number points to."""
    value = attribute(element, "v")
    if local(element.tag) in _VALUES:
        return value.removesuffix("T00:00:00")
    place = int(value) if value.isdecimal() else -1
    return items[place] if 0 <= place < len(items) else ""
