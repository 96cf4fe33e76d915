"""Importing a table: a preview of every row, one bad row stops all, twice makes no duplicates."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from boards.models import ScrutinyBody
from portal.models import PublicRecord, User
from portal.operations import Refused
from portal.spreadsheets import rows_of
from scrutiny.models import ExternalFinding, Source
from scrutiny.operations.source_import import examine, import_table
from scrutiny.operations.source_table import MOST_ROWS, read_table
from scrutiny.rules.source_rows import COLUMNS
from tests import builders

HEAD = ["Source", "Kind of source", "Date of the source", "Written by", "What it says", "Theme"]
ONE = ["Visit to Bury", "Monitoring visit", "2017", "ofsted", "Notices came late.", ""]
TWO = [*ONE[:4], "Children waited for help.", "Missing children"]
BAD = [*ONE[:3], "Ofstead", "It was said twice.", "Missing childern"]


def as_csv(rows: Sequence[Sequence[Any]], between: str = ",") -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=between).writerows(rows)
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(rows: Sequence[Sequence[Any]]) -> bytes:
    book, out = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(list(row))
    book.save(out)
    return out.getvalue()


def upload(desk: Client, content: bytes, name: str = "findings.csv") -> Any:
    return desk.post(address(), {"file": SimpleUploadedFile(name, content)})


def address(page: str = "import") -> str:
    return reverse(f"sources:{page}", args=["northmere-panel"])


def sealed(answer: Any) -> str:
    found = re.search(r'name="table" value="([^"]+)"', answer.content.decode())
    assert found
    return found[1]


def said(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def test_a_bad_row_stops_all_is_repaired_in_place_and_then_everything_comes_in(
    desk: Client, panel: ScrutinyBody
) -> None:
    answer = upload(desk, as_csv([HEAD, ONE, TWO, BAD]))
    text = said(answer)
    assert answer.status_code == 422
    assert "1 row has to be repaired before anything is imported" in text
    assert "Row 4, Written by" in text
    assert "The register has no “Ofstead”" in text
    assert "There is no theme “Missing childern”" in text
    assert "Import all of it" not in text
    refused = desk.post(address(), {"table": sealed(answer), "import": "all"})
    assert refused.status_code == 422
    assert "Row 4: Written by: The register has no “Ofstead”" in said(refused)
    assert not Source.objects.exists()

    fixes = {"row-4-authors": "Ofsted", "row-4-theme": "Missing children"}
    again = desk.post(address(), {"table": sealed(answer), "check": "again", **fixes})
    assert again.status_code == 200
    assert "3 findings can be imported" in said(again)
    done = desk.post(address(), {"table": sealed(again), "import": "all"})
    assert done.status_code == 302
    source = Source.objects.get()
    assert (source.title, source.kind, source.dated_on) == (ONE[0], "monitoring", date(2017, 1, 1))
    assert (source.date_words, source.body) == ("2017", panel)
    assert [one.organisation.code for one in source.parties.all()] == ["inspectorate-ofsted"]
    assert [one.text for one in source.findings.all()] == [ONE[4], TWO[4], BAD[4]]
    assert not PublicRecord.objects.filter(kind="source").exists()


def test_twice_the_same_file_makes_no_duplicates(desk: Client) -> None:
    table = as_xlsx([HEAD, ONE, TWO, [*TWO[:4], " children WAITED for help. ", ""]])
    first = upload(desk, table, "findings.xlsx")
    assert "The same as row 3: left out" in said(first)
    for _turn in range(2):
        desk.post(address(), {"table": sealed(first), "import": "all"})
    assert (Source.objects.count(), ExternalFinding.objects.count()) == (1, 2)
    second = upload(desk, table, "findings.xlsx")
    assert "Everything in this table is here already" in said(second)


def test_what_is_no_table_is_answered_clearly(desk: Client) -> None:
    cases = (
        (b"%PDF-1.7", "report.pdf", "is no table. Save it as CSV or XLSX"),
        (b"PK\x03\x04 not a workbook", "a.xlsx", "cannot be opened"),
        (b"PK\x03\x04 not a table", "a.csv", "is not what its name says"),
        (as_csv([HEAD]), "a.csv", "holds no row below its headings"),
        (as_csv([["Title", "Words"], ["a", "b"]]), "a.csv", "no column called “Source”"),
        (as_csv([HEAD, *[ONE] * (MOST_ROWS + 1)]), "a.csv", "more than 500 rows"),
        (b"", "a.csv", "empty"),
    )
    for content, name, sentence in cases:
        answer = upload(desk, content, name)
        assert answer.status_code == 422, name
        assert sentence in said(answer), (name, sentence)
    nothing = desk.post(address(), {})
    assert "Choose a file first." in said(nothing)
    stale = desk.post(address(), {"table": "forged:1:x", "import": "all"})
    assert "The preview has expired" in said(stale)
    assert not Source.objects.exists()


def test_rows_of_one_source_must_say_the_same_of_it(panel: ScrutinyBody) -> None:
    other = [*ONE[:1], "Letter", *ONE[2:4], "Another.", ""]
    [_first, second] = examine(panel, [HEAD, ONE, other]).outcomes
    assert second.problems == [
        ("source_kind", "is not as in row 2, which has the same source. Make the two the same.")
    ]


def test_a_gap_between_rows_keeps_their_numbers(panel: ScrutinyBody) -> None:
    table = read_table(io.BytesIO(as_csv([HEAD, [], ONE, ["", ""], BAD], ";")), "csv")
    assert [one.number for one in examine(panel, table).outcomes] == [3, 5]


def test_cells_come_in_as_they_were_meant(panel: ScrutinyBody, clerk: User) -> None:
    head = [*HEAD, "Kind of finding", "Figure in words", "Out of", "Date of the finding"]
    rows: list[list[Any]] = [head, [*ONE, "Figure", "more than half", 42, date(2015, 4, 1)]]
    import_table(body=panel, by=clerk, table=read_table(io.BytesIO(as_xlsx(rows)), "xlsx"))
    finding = ExternalFinding.objects.get()
    assert (finding.kind, finding.denominator) == ("statistic", 42)
    assert finding.dated_on == date(2015, 4, 1)
    with pytest.raises(Refused, match="Only a clerk"):
        import_table(body=panel, by=builders.user(), table=[HEAD, TWO])


def test_the_empty_table_has_every_heading(desk: Client) -> None:
    headings = list(COLUMNS.values())
    found = desk.get(reverse("sources:template", args=["northmere-panel", "csv"]))
    assert rows_of(found.content) == [headings]
    found = desk.get(reverse("sources:template", args=["northmere-panel", "xlsx"]))
    sheet = load_workbook(io.BytesIO(found.content)).worksheets[0]
    assert [cell.value for cell in sheet[1]] == headings
    assert desk.get(reverse("sources:template", args=["northmere-panel", "exe"])).status_code == 404


def test_only_the_bodys_own_clerk_imports(client: Client, panel: ScrutinyBody) -> None:
    stranger = builders.clerk_of(builders.body(name="Other"))
    client.force_login(stranger)
    assert client.get(address()).status_code in (302, 403, 404)
    assert upload(client, as_csv([HEAD, ONE])).status_code in (302, 403, 404)
    assert not Source.objects.exists()
