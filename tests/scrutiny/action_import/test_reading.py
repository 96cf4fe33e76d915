"""The tables of each kind of file, merged cells and all; hostile files are refused."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from portal.contents.tables import read_tables
from portal.inside.grids.task import run
from portal.operations import Refused
from scrutiny.desk.action_logs.uploading import UploadForm
from tests.scrutiny.action_import import making

pytestmark = pytest.mark.once
ENTITY = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read(tmp_path: Path, content: bytes, ending: str) -> Any:
    """What the task of the child says, without the child."""
    path = tmp_path / f"log.{ending}"
    path.write_bytes(content)
    return run({"path": str(path), "ending": ending}, lambda _said: None)


def rows(answer: Any, table: int = 0) -> list[list[str]]:
    return [cells for _number, _heading, cells in answer["tables"][table]["rows"]]


def test_a_word_file_is_read_as_it_is_printed(tmp_path: Path) -> None:
    cell = making.word_cell
    struck = "<w:r><w:rPr><w:strike/></w:rPr><w:t>struck</w:t></w:r>"
    gone = "<w:del><w:r><w:delText>old</w:delText></w:r></w:del>"
    changed = f"{gone}<w:ins><w:r><w:t>new</w:t></w:r></w:ins>"
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>unseen</w:t></w:r>"
    goes_on = cell("", "<w:vMerge/>")
    begins = cell("12/09/12", '<w:vMerge w:val="restart"/>')
    wide = cell("Meeting of 12 September", '<w:gridSpan w:val="3"/>')
    nested = f"<w:tc><w:p/>{making.word_table([['inner', 'table']])}</w:tc>"
    body = (
        making.word_paragraph("Action log 2012")
        + making.word_paragraph("Secretariat")
        + f"<w:tbl><w:tr>{cell('Date')}{cell('Action')}{cell('Owner')}</w:tr>"
        + f"<w:tr>{wide}</w:tr>"
        + f"<w:tr>{begins}{cell('One' + chr(10) + 'two')}{cell('JS')}</w:tr>"
        + f"<w:tr>{goes_on}<w:tc><w:p>{struck}{changed}{hidden}</w:p></w:tc>{nested}</w:tr>"
        + f"<w:tr>{cell('')}{cell('')}{cell('')}</w:tr></w:tbl>"
        + "<w:sdt><w:sdtContent>"
        + making.word_table([["Second", "table"]])
        + "</w:sdtContent></w:sdt>"
    )
    answer = read(tmp_path, making.docx(body), "docx")
    assert (answer["title"], answer["tables"][0]["heading"]) == ("Action log 2012", "Secretariat")
    assert answer["tables"][0]["rows"] == [
        [1, "", ["Date", "Action", "Owner"]],
        [3, "Meeting of 12 September", ["12/09/12", "One\ntwo", "JS"]],
        [4, "Meeting of 12 September", ["12/09/12", "strucknew", "inner\ntable"]],
        [5, "Meeting of 12 September", []],
    ]
    assert rows(answer, 1) == [["Second", "table"]]


def test_opendocument_sheets_and_pages_have_their_merged_cells_taken_apart(tmp_path: Path) -> None:
    text = "<text:p>{}</text:p>"
    content = (
        "<text:p>Log</text:p><table:table><table:table-header-rows><table:table-row>"
        f'<table:table-cell table:number-columns-spanned="2">{text.format("Who")}'
        f"</table:table-cell><table:covered-table-cell/><table:table-cell>{text.format('What')}</table:table-cell>"
        "</table:table-row></table:table-header-rows><table:table-row>"
        f'<table:table-cell table:number-rows-spanned="2">{text.format("JS")}</table:table-cell>'
        '<table:table-cell table:number-columns-repeated="1"/>'
        "<table:table-cell><text:list><text:list-item><text:p>one<text:s/>a</text:p>"
        "</text:list-item></text:list></table:table-cell></table:table-row>"
        "<table:table-row><table:covered-table-cell/><table:table-cell/>"
        f"<table:table-cell>{text.format('two')}</table:table-cell></table:table-row></table:table>"
    )
    answer = read(tmp_path, making.open_text(content), "odt")
    wanted = [["Who", "", "What"], ["JS", "", "one a"], ["JS", "", "two"]]
    assert rows(answer) == wanted
    sheet = (
        '<table:table table:name="Log"><table:table-row><table:table-cell '
        'office:value-type="date" office:date-value="2012-09-12"><text:p>12/09/12</text:p>'
        "</table:table-cell></table:table-row>"
        '<table:table-row table:number-rows-repeated="1048000"><table:table-cell '
        'table:number-columns-repeated="16384"/></table:table-row></table:table>'
    )
    answer = read(tmp_path, making.open_text(sheet, kind="spreadsheet"), "ods")
    assert (answer["tables"][0]["heading"], rows(answer)[0]) == ("Log", ["2012-09-12"])
    html = (
        b"<title>x</title><script>alert(1)</script><h2>Log &amp; more</h2><table>"
        b"<tr><th colspan=2>Who<th>What<tr><td rowspan=2>JS<td><td><ul><li>one a</ul>"
        b"<tr><td><td>two</table>"
    )
    answer = read(tmp_path, html, "html")
    assert (answer["tables"][0]["heading"], rows(answer)) == ("Log & more", wanted)


def test_a_workbook_keeps_its_row_numbers_and_dates(tmp_path: Path) -> None:
    book = making.xlsx(
        [["Open actions", None], ["Action", "Due"], ["Write", date(2012, 9, 12)], [],
         ["Meet", "ASAP"], [None, "TBC"]],
        merged=["A1:B1", "A5:A6"],
    )  # fmt: skip
    answer = read(tmp_path, book, "xlsx")
    assert answer["tables"][0]["rows"] == [
        [2, "Open actions", ["Action", "Due"]],
        [3, "Open actions", ["Write", "12/09/2012"]],
        [5, "Open actions", ["Meet", "ASAP"]],
        [6, "Open actions", ["Meet", "TBC"]],
    ]


def bomb() -> bytes:
    return making.docx("", more={"word/media/x.xml": b"\x00" * 30_000_000})


HOSTILE: dict[str, tuple[str, bytes, str]] = {
    "zip bomb": ("log.docx", bomb(), "unpacks to far more"),
    "entity": ("log.docx", making.docx("", document=f"<?xml version='1.0'?>{ENTITY}<x>&e;</x>"),
               "points to something outside"),
    "entity deep": ("log.odt", making.open_text("<text:p/>").replace(b"<office:d", b"<!DOCTYPE "),
                    "cannot be opened|damaged|outside"),
    "macros": ("log.docx", making.docx("", more={"word/vbaProject.bin": b"x"}), "macros"),
    "script": ("log.html", b"<table><tr><td>a<script>alert(1)</script></table>", "a program"),
    "page in it": ("log.html", b"<table><tr><td><iframe src=//x></iframe></table>", "a program"),
    "no table": ("log.html", b"<p>Action: write</p>", "no table"),
    "nonsense": ("log.docx", bytes(range(256)) * 20, "cannot be opened|not what its name"),
    "nonsense page": ("log.html", bytes(range(256)) * 20, "not what its name"),
    "nonsense doc": ("log.doc", b"hello", "not what its name"),
    "macros doc": ("log.doc", COMPOUND + "_VBA_PROJECT".encode("utf-16-le"), "macros"),
    "other kind": ("log.pdf", b"%PDF-1.7", "cannot be imported"),
    "a name": ("log.exe.docx", making.docx(""), "name of the file"),
    "empty": ("log.docx", b"", "empty"),
    "many rows": ("log.csv", b"Action,Owner\n" + b"a,b\n" * 10_000, "more than 3000 rows"),
    "many columns": ("log.csv", b",".join([b"a"] * 300) + b"\n", "more than 60 columns"),
    "many rows of a book": ("log.xlsx", making.xlsx([["a", "b"]] * 3_200), "more than 3000 rows"),
    "long cell": ("log.csv", b"Action\n" + b"a" * 20_000, "more text"),
    "wide span": ("log.html", b"<table><tr><td colspan=99999>a<td>b</table>", "60 columns"),
    "broken": ("log.xlsx", making.xlsx([["a"]])[:-400], "cannot be opened"),
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_hostile_files_are_refused_with_a_sentence(name: str) -> None:
    file_name, content, sentence = HOSTILE[name]
    form = UploadForm({}, {"file": SimpleUploadedFile(file_name, content)}, user=None)
    assert not form.is_valid()
    said = " ".join(str(one) for one in form.errors["file"])
    assert any(one in said for one in sentence.split("|")), said


def test_endless_spans_and_deep_nesting_do_no_harm(tmp_path: Path) -> None:
    down = b"<table><tr><td rowspan=99999999>a<td>b<tr><td>c</table>"
    assert rows(read(tmp_path, down, "html")) == [["a", "b"], ["c"]]
    deep = read(tmp_path, making.docx("<w:sdt>" * 5_000 + "</w:sdt>" * 5_000), "docx")
    assert deep in ({"refused": "broken"}, {"title": "", "tables": []})


def test_without_libreoffice_an_older_file_is_refused_with_what_to_do(
    tmp_path: Path, settings: Any
) -> None:
    settings.SOFFICE = "no-such-program"
    for ending, way in (("doc", ".docx"), ("rtf", ".docx"), ("xls", ".xlsx")):
        path = tmp_path / f"log.{ending}"
        path.write_bytes(COMPOUND)
        with pytest.raises(Refused, match=f"cannot be read here.*{way}"):
            read_tables(path, ending=ending)


def test_with_libreoffice_an_older_file_is_read(tmp_path: Path) -> None:
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not installed here")
    path = tmp_path / "log.rtf"
    row = r"\trowd\cellx2000\cellx4000 {0}\cell {1}\cell\row"
    table = row.format("Action", "Owner") + row.format("Write", "JS")
    path.write_text(r"{\rtf1 " + table.replace("{0}", "Action") + "}", encoding="ascii")
    found = read_tables(path, ending="rtf")
    assert [one.cells for one in found.tables[0].rows] == [["Action", "Owner"], ["Write", "JS"]]
