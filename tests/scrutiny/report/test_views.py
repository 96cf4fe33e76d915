from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portal.models import PublicRecord
from portal.publishing import Copy, File, release, withdraw
from scrutiny import kinds
from scrutiny.report import render
from scrutiny.report.document import ReportDocument
from tests.builders_public import release_board
from tests.reading import html_tree
from tests.reading.tree import words
from tests.scrutiny.report.documents import full_document, long_document

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.once,
    pytest.mark.usefixtures("files_say_nothing"),
]

BASE = "/northmere-board/reviews/police-contribution"
PDF = b"%PDF-1.7 test"


def publish(document: ReportDocument) -> PublicRecord:
    path = f"reviews/{document.slug}/report/"
    release(
        copies=[
            Copy(
                kind=kinds.REPORT,
                key=document.key,
                body=document.body.slug,
                path=path,
                title=document.title,
                payload=document.as_payload(),
                happened_on=document.published_on,
                files=(
                    File("report.pdf", "application/pdf", PDF + str(document.edition).encode()),
                    File("report.json", "application/json", render.json_bytes(document)),
                    File("report.csv", "text/csv", render.csv_bytes(document)),
                ),
            )
        ],
        body=document.body.slug,
        subject="report",
        by=None,
        takes_back=True,  # whatever a test says is let through: the gate has tests of its own
    )
    return PublicRecord.objects.current().get(kind=kinds.REPORT, key=document.key)


def body_of(answer: Any) -> bytes:
    content: bytes = answer.getvalue()
    return content


@pytest.fixture
def two_editions() -> tuple[ReportDocument, ReportDocument]:
    release_board("northmere-board")
    second = full_document()
    first = replace(second, edition=1, editions=second.editions[:1], responses=(), actions=())
    publish(first)
    publish(second)
    return first, second


def test_the_newest_edition_is_the_page(client: Client, two_editions: Any) -> None:
    answer = client.get(f"{BASE}/report/")
    assert answer.status_code == 200
    page = answer.content.decode()
    assert "A newer edition" not in page
    assert f"<title>{render.full_title(two_editions[1])}" in " ".join(page.split()).replace(
        "<title> ", "<title>"
    )
    shown = words(html_tree.report_body(page))
    assert shown == words(html_tree.report_body(render.body_html(two_editions[1])))
    assert "public" in answer["Cache-Control"]


def test_an_older_edition_stays_and_points_to_the_newer(client: Client, two_editions: Any) -> None:
    page = client.get(f"{BASE}/report/1/").content.decode()
    assert "A newer edition of this report has been published." in page
    assert f'href="{BASE}/report/2/"' in page
    assert client.get(f"{BASE}/report/2/").status_code == 200
    assert client.get(f"{BASE}/report/3/").status_code == 404


@pytest.mark.parametrize(
    ("extension", "media", "disposition"),
    [
        ("pdf", "application/pdf", "inline"),
        ("json", "application/json", "inline"),
        ("csv", "text/csv", "attachment"),
    ],
)
def test_files_are_what_was_released(
    client: Client, two_editions: Any, extension: str, media: str, disposition: str
) -> None:
    for address, edition in (
        (f"{BASE}/report.{extension}", 2),
        (f"{BASE}/report/2/report.{extension}", 2),
        (f"{BASE}/report/1/report.{extension}", 1),
    ):
        answer = client.get(address)
        content = body_of(answer)
        assert answer.status_code == 200
        assert answer["Content-Type"].startswith(media)
        name = f"police-contribution-edition-{edition}.{extension}"
        assert answer["Content-Disposition"] == f'{disposition}; filename="{name}"'
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["ETag"] == f'"{hashlib.sha256(content).hexdigest()}"'
        again = client.get(address, headers={"If-None-Match": answer["ETag"]})
        assert again.status_code == 304


def test_json_is_the_document(client: Client, two_editions: Any) -> None:
    data = json.loads(body_of(client.get(f"{BASE}/report.json")))
    assert ReportDocument.from_payload(data) == two_editions[1]


def test_a_withdrawn_report_answers_410_with_the_reason(client: Client, two_editions: Any) -> None:
    withdraw(
        kind=kinds.REPORT,
        key=two_editions[1].key,
        body="northmere-board",
        by=None,
        reason="A name stood in it.",
    )
    for address in ("report/", "report/1/", "report/2/", "report.pdf", "report/1/report.pdf"):
        answer = client.get(f"{BASE}/{address}")
        assert answer.status_code == 410, address
        assert "A name stood in it." in answer.content.decode()
        assert "police contribution to child" not in answer.content.decode()


def test_withdrawing_an_old_edition_leaves_the_newest(client: Client, two_editions: Any) -> None:
    withdraw(
        kind=kinds.REPORT,
        key=two_editions[1].key,
        body="northmere-board",
        by=None,
        reason="Wrong.",
        version=1,
    )
    assert client.get(f"{BASE}/report/1/").status_code == 410
    page = client.get(f"{BASE}/report/")
    assert page.status_code == 200
    assert f'href="{BASE}/report/1/"' not in page.content.decode()


@pytest.mark.parametrize(
    "address",
    [
        "/northmere-board/reviews/other/report/",
        "/other/reviews/police-contribution/report/",
        f"{BASE}/report/0/",
        f"{BASE}/report.html",
        f"{BASE}/report/2/report.exe",
        f"{BASE}/report/99999999999999999999/",
    ],
)
def test_what_is_not_there_answers_404(client: Client, two_editions: Any, address: str) -> None:
    assert client.get(address).status_code == 404


def test_a_long_report_takes_as_few_queries_as_a_short_one(client: Client) -> None:
    release_board("northmere-board")
    publish(full_document())
    publish(replace(long_document(), key="6f4b2f6e-0000-4000-8000-000000000009"))
    client.get(f"{BASE}/report/")
    counts = []
    for address in (f"{BASE}/report/", "/northmere-board/reviews/long/report/"):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 12
