"""What pages say to programs: what they say to people, inert whatever is in it, gone when gone."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import time_machine
from django.template import Context, Template
from django.test import Client

from home.opendata.sets import SETS
from portal.models import PublicRecord
from portal.publishing import withdraw
from tests.builders_public import front_page, release_board, release_body, release_meeting
from tests.home.test_public_walk import BOARD, HOST, PANEL

pytestmark = [pytest.mark.django_db, pytest.mark.once]
BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
EVIL = "</script><script>alert(1)</script><!-- & \u2028 \"'"


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel("2026-04-01T09:00:00Z", tick=False):
        yield


def blocks(client: Client, path: str, host: str = "localhost") -> list[Any]:
    text = client.get(path, headers={"host": host}).content.decode()
    return [json.loads(found) for found in BLOCK.findall(text)]


def test_pages_say_what_they_are(client: Client) -> None:
    release_body(PANEL)
    release_board(BOARD)
    front_page(PANEL)
    front_page(BOARD, host=HOST)
    record = release_meeting(PANEL, date(2026, 7, 3), state="cancelled", place="County Hall")
    (body,) = blocks(client, f"/{PANEL}/")
    assert (body["@type"], body["url"]) == (
        "GovernmentOrganization",
        f"http://localhost:8000/{PANEL}/",
    )
    (board,) = blocks(client, "/", HOST)
    assert board["url"] == f"http://{HOST}:8000/"
    (event,) = blocks(client, f"/{PANEL}/{record.path}")
    assert event["@type"] == "Event"
    assert event["startDate"] == "2026-07-03T10:30:00+01:00"
    assert event["eventStatus"] == "https://schema.org/EventCancelled"
    assert event["location"][0]["name"] == "County Hall"
    assert event["organizer"]["name"] == body["name"]
    (catalogue,) = blocks(client, "/data/")
    assert catalogue["@type"] == "DataCatalog"
    assert [one["@type"] for one in catalogue["dataset"]] == ["Dataset"] * len(SETS)
    for one in catalogue["dataset"]:
        assert len(one["distribution"]) == 3
    withdraw(kind="meeting", key=record.key, body=PANEL, by=None, reason="A wrong name.")
    assert blocks(client, f"/{PANEL}/{record.path}") == []


def test_a_report_names_its_edition(client: Client) -> None:
    release_body(PANEL)
    report = PublicRecord(
        kind="report",
        body=PANEL,
        path="reviews/r/report/",
        title=EVIL,
        version=2,
        happened_on=date(2026, 3, 2),
    )
    template = Template(
        "{% load home_linked_data %}{% described_report record None address as d %}"
        "{% linked_data d %}"
    )
    text = template.render(Context({"record": report, "address": "https://a/r/"}))
    found = json.loads(BLOCK.findall(text)[0])
    assert (found["@type"], found["version"], found["url"]) == ("Report", 2, "https://a/r/")
    assert (found["name"], found["datePublished"]) == (EVIL, "2026-03-02")


def test_no_text_ends_the_block(client: Client) -> None:
    release_body(PANEL, name=EVIL, purpose=EVIL)
    front_page(PANEL)
    record = release_meeting(PANEL, date(2026, 7, 3), title=EVIL, place=EVIL, online_link=EVIL)
    for path in (f"/{PANEL}/", f"/{PANEL}/{record.path}"):
        text = client.get(path).content.decode()
        assert "<script>alert" not in text
        (found,) = [json.loads(one) for one in BLOCK.findall(text)]
        assert found["name"] == EVIL
        assert BLOCK.search(text).group(1).count("<") == 0  # type: ignore[union-attr]
