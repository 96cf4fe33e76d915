from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import pytest

from scrutiny.report.document import Named, ReportDocument
from scrutiny.report.render import csv_bytes, json_bytes, print_html
from tests.scrutiny.report.documents import bare_document, full_document, long_document


def rows(document: ReportDocument) -> list[dict[str, str]]:
    content = csv_bytes(document)
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_json_holds_the_document_with_the_history_of_its_editions() -> None:
    data = json.loads(json_bytes(full_document()))
    assert ReportDocument.from_payload(data) == full_document()
    assert [edition["number"] for edition in data["editions"]] == [1, 2]


def test_csv_has_a_row_for_each_recommendation_with_its_decision() -> None:
    first, second, third = rows(full_document())
    assert first["Number"] == "R1"
    assert first["Owner"] == "Alex Rowan"
    assert first["Response due"] == "2026-02-09"
    assert first["By when"] == "2026-04-30"
    assert second["Decision"] == "Partly accepted"
    assert third["Decision"] == "Not answered yet"
    assert len(rows(long_document())) == 40


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_can_be_a_formula(start: str) -> None:
    document = full_document()
    first = replace(
        document.recommendations[0],
        text=f"{start}HYPERLINK(1)",
        owner=Named(name=f"{start}1", post="post"),
    )
    row = rows(replace(document, recommendations=(first,)))[0]
    assert row["Recommendation"] == f"'{start}HYPERLINK(1)"
    assert row["Owner"] == f"'{start}1"


def test_a_report_without_recommendations_gives_a_header_alone() -> None:
    assert rows(bare_document()) == []


def test_a_page_that_stands_alone_is_whole() -> None:
    page = print_html(bare_document(), styles="p { color: black; }")
    assert page.startswith("<!DOCTYPE html>")
    assert '<html lang="en-GB">' in page
    assert "<style>p { color: black; }</style>" in page
