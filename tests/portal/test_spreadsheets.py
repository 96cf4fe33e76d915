"""No cell is a formula, and every cell comes back as it was written (case 50)."""

from __future__ import annotations

import io
import zipfile

import openpyxl
from hypothesis import given
from hypothesis import strategies as st

from portal.spreadsheets import FORMULA_STARTS, as_written, csv_bytes, harmless, rows_of, xlsx_bytes

TELEPHONE = "+44 1632 960 100"
FORMULAS = [f"{start}cmd|' /C calc'!A0" for start in FORMULA_STARTS]
CELLS = [*FORMULAS, TELEPHONE, "'=1", "''+1", "plain", "", "a=b", "'quoted'", "£5 - £6"]


def test_every_formula_is_neutralised_and_comes_back() -> None:
    for cell in FORMULAS:
        assert harmless(cell) == f"'{cell}"
    for cell in CELLS:
        assert not harmless(cell).startswith(FORMULA_STARTS)
        assert as_written(harmless(cell)) == cell
    assert harmless("a=b") == "a=b"


@given(st.text(alphabet="'=+-@\t\r\n ab1＝", max_size=8))  # noqa: RUF001
def test_any_text_comes_back(text: str) -> None:
    assert as_written(harmless(text)) == text
    assert not harmless(text).startswith(FORMULA_STARTS)


def test_a_csv_can_be_read_again() -> None:
    content = csv_bytes([["name", "telephone"], ["Ann, Lee", TELEPHONE], ["x", -5], ["y", None]])
    assert content.startswith(b"\xef\xbb\xbf")
    assert b"'+44 1632" in content
    assert b"x,-5\r\n" in content  # a number is one
    assert rows_of(content)[1] == ["Ann, Lee", TELEPHONE]


def test_a_workbook_holds_texts_as_texts() -> None:
    content = xlsx_bytes([CELLS, ["with\x00control", 7, "x" * 40_000]], title="a/b:c")
    book = openpyxl.load_workbook(io.BytesIO(content))
    first, second = book.worksheets[0].iter_rows()
    assert [cell.value or "" for cell in first][4:] == CELLS[4:]
    assert [cell.data_type for cell in first if cell.value] == ["s"] * (len(CELLS) - 1)
    assert [cell.value for cell in second][:2] == ["withcontrol", 7]
    assert len(str(second[2].value)) == 32_767
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        sheet = packed.read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in sheet
