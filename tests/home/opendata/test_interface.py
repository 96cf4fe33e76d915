"""The interface: pages that lose nothing, errors that say why, and nothing to write."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Any

import pytest
import time_machine
from django.test import Client
from jsonschema_rs import validator_for

from home.opendata.sets import SETS
from home.opendata.writing import FORMATS
from tests.home.opendata.world import BOARD, HOST, PANEL, get_json, rows_of, world
from tests.scrutiny.trackers import releasing

pytestmark = pytest.mark.django_db
MaxQueries = Callable[[int], AbstractContextManager[object]]


@pytest.fixture(autouse=True)
def _today(settings: Any) -> Iterator[None]:
    settings.API_REQUESTS_A_MINUTE = settings.DATA_DOWNLOADS_A_MINUTE = 0
    with time_machine.travel("2026-04-20T09:00:00Z", tick=False):
        yield


def walked(client: Client, address: str) -> list[dict[str, Any]]:
    """All rows, page by page."""
    rows: list[dict[str, Any]] = []
    while address:
        page = get_json(client, address)
        rows += page["rows"]
        address = (page["next"] or "").removeprefix("http://localhost:8000")
        assert len(rows) < 100, "the pages go round in a circle"
    return rows


def page_by_page_there_is_what_the_file_holds(client: Client) -> None:
    for name in SETS:
        in_file = [row["key"] for row in rows_of(client, f"/data/{name}.csv")]
        for size in (1, 2, 100):
            rows = walked(client, f"/api/v1/{name}?limit={size}")
            assert [row["key"] for row in rows] == in_file, (name, size)
        for row in rows[:2]:
            assert get_json(client, f"/api/v1/{name}/{row['key']}") == row, name


def filters_find_what_they_say(client: Client, django_assert_max_num_queries: MaxQueries) -> None:
    for name, one in SETS.items():
        everything = walked(client, f"/api/v1/{name}")
        for each in one.filters:
            column = {"theme": "theme_slugs"}.get(each.name, each.name)
            values = each.values or (releasing.THEME["slug"],)
            for value in values:
                with django_assert_max_num_queries(12):
                    found = get_json(client, f"/api/v1/{name}?{each.name}={value}")["rows"]
                expected = [row for row in everything if row[column] == value]
                assert found == expected, (name, each.name, value)
        of_board = walked(client, f"/api/v1/{name}?body={BOARD}")
        assert of_board == [row for row in everything if row["body"] == BOARD], name
        here = get_json(client, f"/api/v1/{name}", host=HOST)["rows"]
        assert [row["key"] for row in here] == [row["key"] for row in of_board], name


NONSENSE = (
    *("page=1000000000", "limit=1000000000", "limit=0", "limit=-1", "limit=ten", "limit=1&limit=2"),
    *("since=yesterday", "since=2026-13-01", "body=nobody", "theme=nothing", "kind=body"),
    *("after=1", "after=0-%0a", "status=lost", "late=maybe", "q=%00", "a=" + "x" * 9_000),
    "&".join(f"a{number}=1" for number in range(10_000)),
)


def nonsense_is_refused_in_json_with_a_sentence(client: Client) -> None:
    problem = validator_for(
        client.get("/api/openapi.json").json()["components"]["schemas"]["Problem"]
    )
    for query in NONSENSE:
        refused = client.get(f"/api/v1/findings?{query}")
        assert refused.status_code == 400, query[:50]
        problem.validate(refused.json())
        assert refused["Access-Control-Allow-Origin"] == "*", query[:50]
    for path in ("lines/nothing", "lines/x/y", "nothing", "lines/", "lines/" + "a" * 500):
        missing = client.get(f"/api/v1/{path}")
        assert missing.status_code in (400, 404), path
        problem.validate(missing.json())
    for method in ("post", "put", "patch", "delete", "trace"):
        refused = getattr(client, method)("/api/v1/lines")
        assert refused.status_code == 405
        assert refused["Allow"] == "GET, HEAD, OPTIONS"
        problem.validate(refused.json())
    assert client.options("/api/v1/lines").status_code == 204
    assert client.get("/api/v1/lines?after=9-zz.999").json()["rows"] == []


def an_unchanged_answer_costs_nothing_and_too_many_are_told_to_wait(
    client: Client, settings: Any
) -> None:
    first = client.get("/api/v1/lines")
    assert first["Cache-Control"] == "public, max-age=0, must-revalidate"
    again = client.get("/api/v1/lines", headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again["Cache-Control"] == first["Cache-Control"]
    assert "X-Robots-Tag" not in again
    assert again["Access-Control-Allow-Origin"] == "*"
    assert client.head("/api/v1/lines")["ETag"] == first["ETag"]
    for form in FORMATS:
        head = client.head(f"/data/lines.{form}", headers={"if-none-match": '"x"'})
        assert (head.status_code, head.content) == (200, b""), form
    settings.API_REQUESTS_A_MINUTE = 3
    with time_machine.travel("2026-04-20T10:00:45Z", tick=False):
        asked = [client.get("/api/v1/lines") for _time in range(5)]
        assert [one.status_code for one in asked] == [200, 200, 200, 429, 429]
        assert asked[-1]["Retry-After"] == "15"
        assert asked[-1].json()["error"] == "too-many"
        other = client.get("/api/v1/lines", REMOTE_ADDR="198.51.100.7")
        assert other.status_code == 200
        assert "take whole files" in asked[-1].json()["says"]
        settings.DATA_DOWNLOADS_A_MINUTE = 1
        client.get("/data/lines.csv")
        by_program = client.get("/data/lines.csv")
        by_person = client.get("/data/lines.csv", headers={"accept": "text/html,*/*;q=0.8"})
        assert (by_program.status_code, by_person.status_code) == (429, 429)
        assert by_program.json()["says"].endswith("Wait a minute, then ask again.")
        assert by_person["Content-Type"].startswith("text/plain")
        assert by_person.content.startswith(b"Many files were fetched from your connection.")
    with time_machine.travel("2026-04-20T10:01:00Z", tick=False):
        assert client.get("/api/v1/lines").status_code == 200


def the_description_is_true_of_host_and_data(client: Client) -> None:
    told = client.get("/api/openapi.json").json()
    assert told["openapi"].startswith("3.1")
    asked = {one["name"]: one for one in told["paths"]["/lines"]["get"]["parameters"]}
    assert asked["body"]["schema"]["enum"] == [BOARD, PANEL]
    assert releasing.THEME["slug"] in asked["theme"]["schema"]["enum"]
    for name, one in SETS.items():
        row = told["components"]["schemas"][f"{name.title()}Row"]
        assert list(row["properties"]) == list(one.names) == row["required"], name
    here = client.get("/api/openapi.json", headers={"host": HOST})
    assert PANEL not in here.content.decode()
    assert "body" not in {
        one["name"] for one in here.json()["paths"]["/lines"]["get"]["parameters"]
    }
    page = client.get("/api/").content.decode()
    assert all(f"/api/v1/{name}" in page for name in SETS)


def test_the_interface(
    client: Client, settings: Any, django_assert_max_num_queries: MaxQueries
) -> None:
    """One world for everything that only reads."""
    world()
    page_by_page_there_is_what_the_file_holds(client)
    filters_find_what_they_say(client, django_assert_max_num_queries)
    nonsense_is_refused_in_json_with_a_sentence(client)
    the_description_is_true_of_host_and_data(client)
    an_unchanged_answer_costs_nothing_and_too_many_are_told_to_wait(client, settings)
