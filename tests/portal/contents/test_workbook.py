"""What an Excel workbook keeps beside the cells that it shows."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from tests.portal.contents.office_files import WORDS, relation, relations
from tests.portal.contents.reading import codes, places_of, read

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
Change = Callable[[Any, Any], None]


def workbook(change: Change | None = None, **parts: str) -> bytes:
    """A workbook of one sheet with a heading and a value; `change` gets workbook and sheet."""
    book = Workbook()
    book.properties.creator = ""
    sheet = book.active
    sheet.title = "Budget"
    sheet.append(["Heading", "Other"])
    sheet.append(["a value", 7])
    if change is not None:
        change(book, sheet)
    kept = io.BytesIO()
    book.save(kept)
    with zipfile.ZipFile(kept, "a") as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/") + ".xml", content)
    return kept.getvalue()


def with_parts(parts: dict[str, str]) -> bytes:
    kept = io.BytesIO(workbook())
    with zipfile.ZipFile(kept, "a") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return kept.getvalue()


def hidden_sheet(state: str) -> Change:
    def change(book: Any, sheet: Any) -> None:
        other = book.create_sheet("Names")
        other["A1"] = WORDS
        other.sheet_state = state

    return change


def hidden_row(book: Any, sheet: Any) -> None:
    sheet["A3"] = WORDS
    sheet.row_dimensions[3].hidden = True


def flat_row(book: Any, sheet: Any) -> None:
    sheet["A3"] = WORDS
    sheet.row_dimensions[3].height = 0.75


def folded_rows(book: Any, sheet: Any) -> None:
    sheet["A3"] = WORDS
    sheet.row_dimensions.group(3, 4, hidden=True)


def rows_hidden_by_default(book: Any, sheet: Any) -> None:
    sheet["A3"] = WORDS
    sheet.sheet_format.zeroHeight = True
    for row in (1, 2):
        sheet.row_dimensions[row].height = 15


def hidden_column(book: Any, sheet: Any) -> None:
    sheet["D2"] = WORDS
    sheet.column_dimensions["D"].hidden = True


def narrow_column(book: Any, sheet: Any) -> None:
    sheet["D2"] = WORDS
    sheet.column_dimensions["D"].width = 0.1


def white(book: Any, sheet: Any) -> None:
    sheet["A3"] = WORDS
    sheet["A3"].font = Font(color="FFFFFFFF")


def no_format(book: Any, sheet: Any) -> None:
    sheet["A3"] = WORDS
    sheet["A3"].number_format = ";;;"


def comment(book: Any, sheet: Any) -> None:
    sheet["A2"].comment = Comment(WORDS, "Ann Other")


def choices(book: Any, sheet: Any) -> None:
    rule = DataValidation(type="list", formula1=f'"{WORDS},Other"')
    sheet.add_data_validation(rule)
    rule.add("A2")


def named(book: Any, sheet: Any) -> None:
    book.defined_names["Lead"] = DefinedName("Lead", attr_text=f'"{WORDS}"')


def footer(book: Any, sheet: Any) -> None:
    sheet.oddFooter.left.text = WORDS


def author(book: Any, sheet: Any) -> None:
    book.properties.creator = WORDS


PIVOT = {
    "xl/pivotCache/pivotCacheDefinition1.xml": f"<pivotCacheDefinition {MAIN}><cacheSource>"
    '<worksheetSource sheet="Gone"/></cacheSource><cacheFields><cacheField name="Name">'
    f'<sharedItems><s v="{WORDS}"/></sharedItems></cacheField></cacheFields>'
    "</pivotCacheDefinition>",
    "xl/pivotCache/_rels/pivotCacheDefinition1.xml.rels": relations(
        relation("rId1", "pivotCacheRecords1.xml")
    ),
    "xl/pivotCache/pivotCacheRecords1.xml": f'<pivotCacheRecords {MAIN}><r><x v="0"/></r>'
    "</pivotCacheRecords>",
}
RECORDS_ONLY = PIVOT | {
    "xl/pivotCache/pivotCacheDefinition1.xml": f"<pivotCacheDefinition {MAIN}><cacheFields>"
    '<cacheField name="Name"/></cacheFields></pivotCacheDefinition>',
    "xl/pivotCache/pivotCacheRecords1.xml": f'<pivotCacheRecords {MAIN}><r><s v="{WORDS}"/></r>'
    "</pivotCacheRecords>",
}
CASES: dict[str, tuple[Callable[[], bytes], str, str]] = {
    "a cell": (lambda: workbook(lambda _, sheet: sheet.append([WORDS])), "text", ""),
    "a hidden sheet": (lambda: workbook(hidden_sheet("hidden")), "hidden_sheet", "hidden_sheet"),
    "a sheet hidden for good": (
        lambda: workbook(hidden_sheet("veryHidden")), "hidden_sheet", "hidden_sheet"),
    "a sheet that is not listed": (
        lambda: workbook(xl__worksheets__sheet9=f'<worksheet {MAIN}><sheetData><row><c '
        f't="inlineStr"><is><t>{WORDS}</t></is></c></row></sheetData></worksheet>'),
        "hidden_sheet", "hidden_sheet"),
    "a hidden row": (lambda: workbook(hidden_row), "hidden_rows", "hidden_rows"),
    "a row too low to read": (lambda: workbook(flat_row), "hidden_rows", "hidden_rows"),
    "folded rows": (lambda: workbook(folded_rows), "hidden_rows", "hidden_rows"),
    "rows hidden by default": (
        lambda: workbook(rows_hidden_by_default), "hidden_rows", "hidden_rows"),
    "a hidden column": (lambda: workbook(hidden_column), "hidden_columns", "hidden_columns"),
    "a column too narrow to read": (
        lambda: workbook(narrow_column), "hidden_columns", "hidden_columns"),
    "white on white": (lambda: workbook(white), "hidden", "invisible_text"),
    "a format that shows nothing": (lambda: workbook(no_format), "hidden", "invisible_text"),
    "a comment": (lambda: workbook(comment), "comment", "comments"),
    "a thread of comments": (
        lambda: workbook(xl__threadedComments__threadedComment1="<ThreadedComments>"
        f"<threadedComment><text>{WORDS}</text></threadedComment></ThreadedComments>"),
        "comment", "comments"),
    "who commented": (
        lambda: workbook(xl__persons__person=f'<personList><person displayName="{WORDS}"/>'
        "</personList>"), "metadata", ""),
    "choices of a cell": (lambda: workbook(choices), "metadata", ""),
    "a defined name": (lambda: workbook(named), "metadata", ""),
    "a footer": (lambda: workbook(footer), "metadata", ""),
    "the author": (lambda: workbook(author), "metadata", "author"),
    "values behind a pivot table": (lambda: with_parts(PIVOT), "pivot_cache", "pivot_cache"),
    "records behind a pivot table": (
        lambda: with_parts(RECORDS_ONLY), "pivot_cache", "pivot_cache"),
    "another workbook's values": (
        lambda: workbook(xl__externalLinks__externalLink1=f"<externalLink {MAIN}><externalBook>"
        f"<sheetDataSet><sheetData><row><cell><v>{WORDS}</v></cell></row></sheetData>"
        "</sheetDataSet></externalBook></externalLink>"), "hidden", "external_data"),
    "a query": (
        lambda: workbook(xl__queryTables__queryTable1=f'<queryTable {MAIN} name="{WORDS}"/>'),
        "metadata", ""),
    "a log of changes": (
        lambda: workbook(xl__revisions__revisionLog1=f"<revisions {MAIN}><rcc><nc><is><t>{WORDS}"
        "</t></is></nc></rcc></revisions>"), "tracked_change", "tracked_changes"),
}  # fmt: skip


def test_words_are_found_wherever_a_workbook_keeps_them(tmp_path: Path) -> None:
    wrong = {}
    for what, (make, place, code) in CASES.items():
        found = read(make(), "xlsx", tmp_path)
        if places_of(WORDS, found) != {place} or code not in codes(found) | {""}:
            wrong[what] = (places_of(WORDS, found), codes(found))
        assert not found.unread, (what, found.unread)
    assert not wrong


def with_shared_texts(*texts: str) -> bytes:
    """A workbook whose first cell shows the first of these shared texts."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook())) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name.endswith("sheet1.xml"):
                inline = b't="inlineStr"><is><t>Heading</t></is>'
                assert inline in content
                content = content.replace(inline, b't="s"><v>0</v>')
            target.writestr(name, content)
        listed = "".join(f"<si><r><t>{text}</t></r></si>" for text in texts)
        target.writestr("xl/sharedStrings.xml", f"<sst {MAIN}>{listed}</sst>")
    return out.getvalue()


def test_texts_of_emptied_cells_are_found(tmp_path: Path) -> None:
    used = read(with_shared_texts(WORDS), "xlsx", tmp_path)
    assert places_of(WORDS, used) == {"text"}
    assert "hidden_text" not in codes(used)
    left = read(with_shared_texts("Heading", WORDS), "xlsx", tmp_path)
    assert places_of(WORDS, left) == {"hidden"}
    assert "hidden_text" in codes(left)


def test_an_ordinary_workbook_hides_nothing(tmp_path: Path) -> None:
    def ordinary(book: Any, sheet: Any) -> None:
        sheet["A1"].font = Font(color="FFFFFFFF")
        sheet["A1"].fill = PatternFill("solid", fgColor="FF1F3864")
        sheet.column_dimensions["F"].hidden = True  # nothing stands in it
        book.create_sheet("Empty").sheet_state = "hidden"

    found = read(workbook(ordinary), "xlsx", tmp_path)
    assert codes(found) <= {"software"}
    assert places_of("Heading", found) == {"text"}


def test_a_date_is_read_as_a_date_with_its_heading(tmp_path: Path) -> None:
    def born(book: Any, sheet: Any) -> None:
        sheet["C1"] = "Date of birth"
        sheet["C2"] = date(2012, 3, 9)

    found = read(workbook(born), "xlsx", tmp_path)
    assert any("Date of birth: 09/03/2012" in one.text for one in found.passages)


def test_the_hidden_place_is_named(tmp_path: Path) -> None:
    (odd,) = (
        one for one in read(workbook(hidden_row), "xlsx", tmp_path).oddities
        if one.code == "hidden_rows"
    )  # fmt: skip
    assert odd.where == "Budget!3"
