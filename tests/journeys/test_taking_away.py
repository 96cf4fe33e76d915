"""A journalist finds who answers late, takes the data away, and finds the same in it.

She opens the list of responses, has it show those that are late, and notes whom they are about. At
the foot of the page she finds “Data”, reads what there is and under which licence, fetches the
responses as a table, and keeps the rows that say that they are late: the same ones. No page holds
her, and axe finds no barrier on the page of the data, wide or narrow.
"""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from portal import clock
from tests.builders_public import release_body
from tests.journeys.looking import faults, picture, sticking_out
from tests.scrutiny.trackers import releasing as make

pytestmark = pytest.mark.django_db(transaction=True)


def asked_of(name: str, number: int, due_on: date, **changes: object) -> None:
    make.response(
        number,
        addressee={"name": name, "post": "Commissioner"},
        due_on=due_on.isoformat(),
        **changes,
    )


def test_the_late_ones_of_the_list_are_the_late_ones_of_the_table(
    page: Page, live_server: LiveServer
) -> None:
    today = clock.today()
    release_body(make.PANEL, name="Northmere Police and Crime Panel")
    asked_of("Ann Late", 1, today - timedelta(days=20))
    asked_of("Bob Later", 2, today - timedelta(days=60))
    asked_of("Cy Soon", 3, today + timedelta(days=20))
    answered = (today - timedelta(days=5)).isoformat()
    asked_of("Di Done", 4, today, state="published", received_on=answered)

    page.goto(f"{live_server.url}/responses/")
    expect(page.get_by_role("heading", level=1)).to_have_text("4 responses")
    page.get_by_label("Late", exact=True).select_option("now")
    with page.expect_navigation():
        page.get_by_role("button", name="Show these").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("2 responses")
    listed = page.locator("tbody").inner_text()
    late = [name for name in ("Ann Late", "Bob Later", "Cy Soon", "Di Done") if name in listed]
    assert late == ["Ann Late", "Bob Later"]

    with page.expect_navigation():
        page.get_by_role("contentinfo").get_by_role("link", name="Data", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Data")
    expect(page.get_by_role("link", name="Open Government Licence v3.0")).to_be_visible()
    found: list[str] = []
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 900})
        picture(page, "data")
        found += faults(page) + sticking_out(page)
    assert found == [], "\n".join(found)

    with page.expect_download() as fetched:
        page.locator('a[href="/data/responses.csv"]').click()
    assert fetched.value.suggested_filename == "responses.csv"
    text = Path(fetched.value.path()).read_text("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert len(rows) == 4
    assert sorted(row["addressee_name"] for row in rows if row["late"] == "now") == late

    with page.expect_navigation():
        page.get_by_role("link", name="the interface for programs").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Interface for programs")
    assert faults(page) + sticking_out(page) == []
