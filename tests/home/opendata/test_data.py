"""What is taken away: the same rows in every form, by one definition of columns, and no more."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import date
from typing import Any

import pytest
import time_machine
from django.test import Client
from jsonschema_rs import validator_for
from openpyxl import load_workbook

from home.opendata.building import building
from home.opendata.choosing import Wanted, every_row
from home.opendata.sets import SETS
from home.opendata.writing import as_csv
from portal.models import PublicRecord
from portal.publishing import withdraw
from scrutiny.public_tables import TrackedRecord
from tests.home.opendata.world import BOARD, HOST, PANEL, content, get_json, rows_of, world
from tests.scrutiny.trackers import releasing

pytestmark = pytest.mark.django_db
MaxQueries = Callable[[int], AbstractContextManager[object]]
STANDING = [one for one in SETS.values() if not one.is_of_withdrawn]


@pytest.fixture(autouse=True)
def _today(settings: Any) -> Iterator[None]:
    settings.API_REQUESTS_A_MINUTE = settings.DATA_DOWNLOADS_A_MINUTE = 0
    with time_machine.travel("2026-04-20T09:00:00Z", tick=False):
        yield


def cell_of(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


def every_form_of_every_set_holds_the_same_rows_and_keeps_to_its_schema(
    client: Client,
) -> None:
    for name, one in SETS.items():
        schema = get_json(client, f"/data/{name}.schema.json")
        told = get_json(client, f"/data/{name}.json")
        table = rows_of(client, f"/data/{name}.csv")
        book = load_workbook(io.BytesIO(content(client, f"/data/{name}.xlsx")), read_only=True)
        width = len(one.names)
        sheet = book.worksheets[0].iter_rows(values_only=True, max_col=width)
        cells = [list(row) for row in sheet]
        fields = [each["name"] for each in schema["tableSchema"]["fields"]]
        assert fields == list(one.names) == cells[0], name
        assert all(each["description"] for each in schema["tableSchema"]["fields"]), name
        judge = validator_for(schema)
        for row, line, cell in zip(told["rows"], table, cells[1:], strict=True):
            judge.validate(row)
            assert list(row) == fields, name
            for column, value, in_sheet in zip(fields, row.values(), cell, strict=True):
                shown = cell_of(value)
                assert line[column] == shown, (name, column)
                assert ("" if in_sheet is None else str(in_sheet)) == shown, (name, column)
        assert told["rows"] or one.is_of_withdrawn, name
        keys = [row["key"] for row in told["rows"]]
        assert len(keys) == len(set(keys)), name
        assert told["licence"]["name"] == "OGL-UK-3.0"


def rows_say_what_was_released(client: Client) -> None:
    paper = rows_of(client, "/data/papers.csv")[0]
    assert paper["file_sha256"] == hashlib.sha256(b"A plan").hexdigest()
    assert paper["title_cy"] == "Y cynllun"
    assert paper["size_bytes"] == str(len(b"A plan"))
    file = content(client, paper["address"].removeprefix("http://localhost:8000"))
    assert hashlib.sha256(file).hexdigest() == paper["file_sha256"]
    action = next(
        row for row in rows_of(client, "/data/actions.csv") if row["text"].startswith("=")
    )
    assert (action["first_due_on"], action["times_redated"]) == ("2026-01-30", "1")
    assert (action["late"], action["working_days_late"]) == ("now", "34")
    assert b"'=HYPERLINK(1)" in content(client, "/data/actions.csv")
    clocks = rows_of(client, "/data/clocks.csv")
    of_response = [row for row in clocks if row["kind"] == "response"]
    assert {row["rule"] for row in of_response} == {"response_due"}
    assert "section 29(3)" in of_response[0]["authority"]
    assert {row["late"] for row in of_response} == {"now", "met", ""}


def what_is_late_is_late_as_in_the_trackers(client: Client) -> None:
    today = date(2026, 4, 20)
    for name in ("recommendations", "responses", "actions"):
        listed = TrackedRecord.objects.filter(tracker=name)
        rows = rows_of(client, f"/data/{name}.csv")
        for code, found in (
            ("now", listed.filter(awaits_on__lt=today)),
            ("met", listed.filter(was_late=True)),
        ):
            keys = {row["key"] for row in rows if row["late"] == code}
            assert keys == set(found.values_list("key", flat=True)), (name, code)
            asked = get_json(client, f"/api/v1/{name}?late={code}")["rows"]
            assert {row["key"] for row in asked} == keys, (name, code)


def test_a_reader_counts_the_checksum_again(client: Client) -> None:
    world()
    told = {one["set"]: one for one in get_json(client, "/data/checksums.json")["sets"]}
    for name, one in SETS.items():
        records = {
            (row["kind"], row.get("record_key") or row["key"], row["version"], row["sha256"])
            for row in (rows_of(client, f"/data/{name}.csv") if not one.is_of_withdrawn else [])
        }
        if name == "clocks":  # a record without a date has no row
            assert len(records) < told[name]["records"]
            continue
        lines = "".join(f"{' '.join(each)}\n" for each in sorted(records))
        assert told[name]["sha256"] == hashlib.sha256(lines.encode()).hexdigest(), name
        assert told[name]["records"] == len(records), name
        assert told[name]["sha256"] == get_json(client, f"/data/{name}.json")["sha256"]
    before = told["lines"]["sha256"]
    releasing.line(question="And are they read?")
    again = {one["set"]: one for one in get_json(client, "/data/checksums.json")["sets"]}
    assert again["lines"]["sha256"] != before
    assert again["meetings"]["sha256"] == told["meetings"]["sha256"]


def test_what_is_withdrawn_is_gone_from_the_next_request_on(client: Client) -> None:
    world()
    for one in STANDING:
        record = PublicRecord.objects.current().filter(kind=one.kinds[0], body=PANEL)[0]
        first = get_json(client, f"/data/{one.name}.json")["rows"]
        key = next(row["key"] for row in first if record.key in row["key"])
        text = f"/data/{one.name}.csv"
        assert record.key in content(client, text).decode()
        assert client.get(f"/api/v1/{one.name}/{key}").status_code == 200
        etag = client.get(f"/api/v1/{one.name}")["ETag"]
        with time_machine.travel("2026-04-21T09:00:00Z", tick=False):
            withdraw(kind=record.kind, key=record.key, body=PANEL, by=None, reason="A wrong name.")
            assert f"{record.key}/" not in content(client, text).decode()
            assert key not in [row["key"] for row in rows_of(client, text)]
            assert key not in content(client, f"/api/v1/{one.name}").decode()
            again = client.get(f"/api/v1/{one.name}", headers={"if-none-match": etag})
            assert again.status_code == 200
            gone = client.get(f"/api/v1/{one.name}/{key}")
            assert gone.status_code == 410
            assert gone.json()["withdrawn_reason"] == "A wrong name."
            assert record.title not in gone.content.decode()
            stones = rows_of(client, f"/data/{one.name}.csv?since=2026-04-21")
            said = [row for row in stones if row["withdrawn_at"] and record.key in row["key"]]
            assert [row["withdrawn_reason"] for row in said] == ["A wrong name."], one.name
            known = {"key", "kind", "body", "withdrawn_at", "withdrawn_reason"}
            assert {name for name, cell in said[0].items() if cell} == known
            listed = rows_of(client, "/data/withdrawn.csv")
            assert record.key in [row["key"] for row in listed]
            assert not [row for row in rows_of(client, text) if row["withdrawn_at"]]


def test_since_gives_what_was_released_on_that_day_or_after_it(client: Client) -> None:
    world()
    with time_machine.travel("2026-04-30T23:30:00+01:00", tick=False):
        releasing.line("before", number=8)
    with time_machine.travel("2026-05-01T00:00:00+01:00", tick=False):
        later = releasing.line("on the day", number=9)
    rows = rows_of(client, "/data/lines.csv?since=2026-05-01")
    assert [row["key"] for row in rows] == [later.key]
    assert len(rows_of(client, "/data/lines.csv?since=2026-04-30")) == 2
    for far in ("0001-01-01", "9999-12-31"):
        rows_of(client, f"/data/lines.csv?since={far}")


def one_body_alone(client: Client) -> None:
    for one in STANDING:
        address = f"/data/{one.name}.csv"
        of_panel = rows_of(client, f"{address}?body={PANEL}")
        assert {row["body"] for row in of_panel} <= {PANEL}
        here = content(client, address, host=HOST).decode()
        assert PANEL not in here
        both = rows_of(client, address)
        assert len(both) == len(of_panel) + len(rows_of(client, address, host=HOST))
    assert PANEL not in client.get("/data/", headers={"host": HOST}).content.decode()
    refused = client.get(f"/data/lines.csv?body={BOARD}", headers={"host": HOST})
    assert refused.status_code == 400


NONSENSE = (
    "since=yesterday",
    "since=20260501",
    "since=2026-02-30",
    "body=nobody",
    "body=",
    "page=1000000000",
    "since=2026-05-01&since=2026-05-02",
    "&".join(f"a{number}=1" for number in range(150)),
)


def what_is_not_understood_is_refused_by_name(client: Client) -> None:
    for query in NONSENSE:
        for address in ("/data/lines.csv", "/data/lines.xlsx", "/data/checksums.json"):
            if "since" in query and "checksums" in address:
                continue
            refused = client.get(f"{address}?{query}")
            assert refused.status_code == 400, (address, query[:40])
            assert refused.json()["error"] == "not-understood"


def a_file_is_read_in_batches(client: Client, django_assert_max_num_queries: MaxQueries) -> None:
    for one in SETS.values():
        with django_assert_max_num_queries(3 + 2 * len(one.kinds)):
            content(client, f"/data/{one.name}.csv")


@pytest.mark.once
def test_memory_does_not_grow_with_the_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    world()
    one, at, read = SETS["lines"], building(), 0
    record = PublicRecord.objects.filter(kind="line")[0]

    class Many:
        def iterator(self, chunk_size: int) -> Iterator[PublicRecord]:
            nonlocal read
            for _number in range(100_000):
                read += 1
                yield record

    def records_of(*asked: Any) -> Many:
        return Many()

    monkeypatch.setattr("home.opendata.choosing.records_of", records_of)
    pieces = as_csv(one.names, every_row(one, Wanted(), at))
    assert len(next(pieces)) < 100_000
    assert read < 500


def any_origin_may_read_and_nobody_is_recognised(client: Client) -> None:
    client.cookies["sessionid"] = "x" * 32
    for address in ("/data/", "/data/lines.csv", "/data/checksums.json", "/api/", "/api/v1/lines"):
        answer = client.get(address, headers={"origin": "https://elsewhere.example"})
        assert answer["Access-Control-Allow-Origin"] == "*", address
        assert "Access-Control-Allow-Credentials" not in answer
        assert answer["Cross-Origin-Resource-Policy"] == "cross-origin"
        assert not answer.cookies
        if answer.streaming:
            b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    closed = client.get(f"/{PANEL}/meetings/")
    assert "Access-Control-Allow-Origin" not in closed
    assert closed["Cross-Origin-Resource-Policy"] == "same-origin"
    asked = client.options("/data/lines.csv")
    assert asked.status_code == 204
    assert asked["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    for method in ("post", "put", "patch", "delete"):
        assert getattr(client, method)("/data/lines.csv").status_code == 405


def the_page_lists_every_set_with_its_files(
    client: Client, django_assert_max_num_queries: MaxQueries
) -> None:
    with django_assert_max_num_queries(12):
        page = client.get("/data/").content.decode()
    for name, one in SETS.items():
        assert f'href="/data/{name}.csv"' in page
        assert f'id="{name}"' in page
        assert all(f"<code>{column}</code>" in page for column in one.names)
    assert (
        f'href="/data/lines.xlsx?body={PANEL}"'
        in client.get(f"/data/?body={PANEL}").content.decode()
    )
    refused = client.get("/data/?body=<script>")
    assert refused.status_code == 400
    assert "There is a problem" in refused.content.decode()


def test_what_is_taken_away(client: Client, django_assert_max_num_queries: MaxQueries) -> None:
    """One world for everything that only reads."""
    world()
    every_form_of_every_set_holds_the_same_rows_and_keeps_to_its_schema(client)
    rows_say_what_was_released(client)
    what_is_late_is_late_as_in_the_trackers(client)
    one_body_alone(client)
    what_is_not_understood_is_refused_by_name(client)
    a_file_is_read_in_batches(client, django_assert_max_num_queries)
    any_origin_may_read_and_nobody_is_recognised(client)
    client.cookies.clear()
    the_page_lists_every_set_with_its_files(client, django_assert_max_num_queries)
