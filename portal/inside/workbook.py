"""Excel files: what is shown, and what the workbook keeps beside it.

A workbook remembers more than it shows: sheets and rows that are hidden, the records behind a
pivot table, values of other people's workbooks, texts of cells that were emptied long ago.

Source: ECMA-376 part 1, chapter 18 (SpreadsheetML).
"""

from __future__ import annotations

import re
from typing import Final
from xml.etree.ElementTree import Element  # nosec B405

from portal.inside.archive import Archive, BrokenError, attribute, local
from portal.inside.drawing import all_said, texts
from portal.inside.gathering import Gathering, masked
from portal.inside.package import read_rest, related
from portal.inside.pivots import read_pivot
from portal.inside.sheet_cells import Cells, cells_of
from portal.inside.sheet_looks import looks_of
from portal.rules.disclosure.facts import Place

_MAIN: Final = "xl/workbook.xml"
_SHARED: Final = "xl/sharedStrings.xml"
_PIVOTS: Final = re.compile(r"xl/pivotCache/pivotCacheDefinition[^/]*\.xml$", re.IGNORECASE)
_RECORDS: Final = re.compile(r"xl/pivotCache/pivotCacheRecords[^/]*\.xml$", re.IGNORECASE)
_SLICERS: Final = re.compile(r"xl/(slicerCaches|timelineCaches)/[^/]*\.xml$", re.IGNORECASE)
_ELSEWHERE: Final = re.compile(r"xl/externalLinks/[^/]*\.xml$", re.IGNORECASE)
_REVISIONS: Final = re.compile(r"xl/revisions/[^/]*\.xml$", re.IGNORECASE)
_SHEETS: Final = re.compile(r"xl/(worksheets|macrosheets|dialogsheets)/[^/]*\.xml$", re.IGNORECASE)
_HIDDEN: Final = frozenset({"hidden", "veryHidden"})
_NAMED: Final = 20
_BUILT_IN: Final = "_xlnm."


def read_workbook(archive: Archive, found: Gathering) -> None:
    """Read an Excel file."""
    main = archive.xml(_MAIN)
    done = {_MAIN, _SHARED}
    shared = shared_texts(archive)
    used: set[int] = set()
    looks = looks_of(archive)
    since_1904 = counts_from_1904(main)
    for name, part, is_hidden in sheets_of(archive, main):
        done.add(part)
        try:
            cells = cells_of(archive.read(part), shared, looks, since_1904=since_1904)
        except BrokenError as error:
            found.miss(str(error), name or part)
            continue
        used |= cells.used
        (_tell_hidden if is_hidden else _tell)(name, cells, found)
    _tell_left_over(shared, used, found)
    _read_names(main, found)
    _read_kept(archive, found, done)
    read_rest(archive, found, done)


def counts_from_1904(main: Element) -> bool:
    """Whether the days of a workbook are counted from 1904 (18.2.28)."""
    return any(
        local(one.tag) == "workbookPr" and attribute(one, "date1904") in ("1", "true")
        for one in main
    )


def shared_texts(archive: Archive) -> list[str]:
    """The shared texts, in their order; how a word is pronounced is a text too (18.4.6)."""
    if _SHARED not in archive:
        return []
    return [
        "".join(one.text or "" for one in item.iter() if local(one.tag) == "t")
        for item in archive.xml(_SHARED)
        if local(item.tag) == "si"
    ]


def sheets_of(archive: Archive, main: Element) -> list[tuple[str, str, bool]]:
    """Name and part of each sheet, and whether it is hidden, as one is that is not listed."""
    targets = related(archive, _MAIN)
    listed: list[tuple[str, str, bool]] = []
    for sheet in main.iter():
        if local(sheet.tag) != "sheet":
            continue
        key = next((value for name, value in sheet.attrib.items() if name.endswith("}id")), "")
        part = targets.get(key, "")
        if part in archive and _SHEETS.match(part):
            listed.append((attribute(sheet, "name"), part, attribute(sheet, "state") in _HIDDEN))
    known = {part for _, part, _ in listed}
    astray = [name for name in archive.names if _SHEETS.match(name) and name not in known]
    return listed + [(name.rpartition("/")[2], name, True) for name in astray]


def _tell(name: str, cells: Cells, found: Gathering) -> None:
    found.say(name, where=name)
    found.say("\n".join(cells.seen), where=name)
    if cells.rows:
        numbers = [number for number, _ in cells.rows]
        where = f"{name}!{_runs(numbers)}"
        found.say("\n".join(text for _, text in cells.rows), Place.HIDDEN_ROWS, where=where)
        found.odd("hidden_rows", Place.HIDDEN_ROWS, where=where, shown=where)
    for column, values in cells.columns.items():
        where = f"{name}!{column}:{column}"
        found.say("\n".join(values), Place.HIDDEN_COLUMNS, where=where)
    if cells.columns:
        where = f"{name}!{', '.join(list(cells.columns)[:_NAMED])}"
        found.odd("hidden_columns", Place.HIDDEN_COLUMNS, where=where, shown=where)
    if cells.unseen:
        text = "\n".join(cells.unseen)
        found.say(text, Place.HIDDEN, where=name)
        found.odd("invisible_text", Place.HIDDEN, where=name, shown=masked(text))
    found.say("\n".join(cells.beside), Place.METADATA, where=name)


def _tell_hidden(name: str, cells: Cells, found: Gathering) -> None:
    """All of a hidden sheet, whatever is hidden in it once more."""
    rows = [*cells.seen, *(text for _, text in cells.rows)]
    columns = [value for values in cells.columns.values() for value in values]
    said = "\n".join([*rows, *columns, *cells.unseen, *cells.beside])
    found.say(name, Place.HIDDEN_SHEET, where=name)
    found.say(said, Place.HIDDEN_SHEET, where=name)
    if any(map(str.isalnum, said)):
        found.odd("hidden_sheet", Place.HIDDEN_SHEET, where=name, shown=name)


def _tell_left_over(shared: list[str], used: set[int], found: Gathering) -> None:
    """Texts that no cell uses: what stood in cells that were emptied since."""
    cells = {shared[place] for place in used if place < len(shared)}
    left = [text for place, text in enumerate(shared) if place not in used and text not in cells]
    said = "\n".join(left)
    if any(map(str.isalnum, said)):
        found.say(said, Place.HIDDEN, where=_SHARED)
        found.odd("hidden_text", Place.HIDDEN, where=_SHARED, shown=masked(said))


def _read_names(main: Element, found: Gathering) -> None:
    for name in main.iter():
        if local(name.tag) == "definedName" and not attribute(name, "name").startswith(_BUILT_IN):
            said = f"{attribute(name, 'name')} {name.text or ''} {attribute(name, 'comment')}"
            found.say(said, Place.METADATA, where="name")


def _read_kept(archive: Archive, found: Gathering, done: set[str]) -> None:
    """What the workbook keeps of pivot tables, of other workbooks and of earlier versions."""
    for name in archive.names:
        try:
            if _PIVOTS.match(name):
                records = [one for one in related(archive, name).values() if _RECORDS.match(one)]
                read_pivot(archive, name, [one for one in records if one in archive], found)
                done.update((name, *records))
            elif _SLICERS.match(name):
                done.add(name)
                found.say(all_said(archive.xml(name)), Place.PIVOT_CACHE, where=name)
            elif _ELSEWHERE.match(name):
                done.add(name)
                _read_elsewhere(archive, name, found)
            elif _REVISIONS.match(name):
                done.add(name)
                said = all_said(archive.xml(name))
                found.say(said, Place.TRACKED_CHANGE)
                found.odd("tracked_changes", Place.TRACKED_CHANGE)
        except BrokenError as error:
            found.miss(str(error), name)


def _read_elsewhere(archive: Archive, name: str, found: Gathering) -> None:
    """Values of cells of another workbook, kept since a formula last looked there (18.14)."""
    root = archive.xml(name)
    said = texts(root)
    sheets = [attribute(one, "val") for one in root.iter() if local(one.tag) == "sheetName"]
    found.say("\n".join(sheets), Place.METADATA, where="link")
    if any(map(str.isalnum, said)):
        found.say(said, Place.HIDDEN, where=name)
        found.odd("external_data", Place.HIDDEN, where=name, shown=masked(said))


def _runs(numbers: list[int]) -> str:
    """Numbers as in `4, 7:9`."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    named = [f"{first}:{last}" if first < last else str(first) for first, last in runs[:_NAMED]]
    return ", ".join(named) + (" …" if len(runs) > _NAMED else "")
