"""What a body withheld, corrected and archived: from released records, no secret in them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
import time_machine
from django.test import Client

from boards import kinds as board_kinds
from portal.models import PublicRecord
from portal.publishing import Copy, release, withdraw
from scrutiny import kinds
from tests.boards.packs import issued, packing
from tests.builders_public import (
    release_body,
    release_meeting,
    release_recommendation,
    release_report,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("files_say_nothing")]
SECRETS = ("Mr Secret", "secret", "The child weighs more")


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr("boards.packs.notice_copy.notice_pdf", lambda _notice: b"%PDF-1.7 notice")
    with time_machine.travel("2025-09-01T09:00:00Z", tick=False):
        yield


def text_of(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    return " ".join(response.content.decode().split())


def test_what_was_withheld_is_counted_by_paragraph_and_nothing_is_given_away(
    client: Client,
) -> None:
    meeting = issued.meeting()
    closed = packing.item(meeting, "The contract of Mr Secret", public_title="A contract")
    packing.paper(closed, "What Mr Secret is paid", inspection={"pages": 12})
    packing.withhold(closed, decided_on=date(2025, 8, 28), review_on=date(2026, 1, 5))
    open_item = packing.item(meeting, "Budget", urgency_reason="It came on Monday.")
    part = packing.paper(open_item, "A plan of Mr Secret", inspection={"pages": 30})
    packing.withhold(part, "confidential", ground="a court order", paragraphs=[])
    issued.published(meeting)
    slug = meeting.body.slug
    text = text_of(client, f"/{slug}/withheld/")
    assert "What was withheld in 2025/26" in text
    assert "1 item and 2 papers withheld in whole or in part. 42 pages are closed." in text
    assert "Paragraph 2: information likely to reveal the identity of an individual" in text
    assert "On a ground in words" in text
    assert "Decided by the proper officer on Thursday 28 August 2025." in text
    assert "To be reviewed by Monday 5 January 2026." in text
    assert "No day of review is set." in text
    assert text.count("Without a day of review") == 3, "in the head and in each of two rows"
    assert "Item 3, Budget, was added late" in text
    assert "It came on Monday." in text
    table = client.get(f"/{slug}/withheld/table.csv?year=2025/26").content.decode()
    assert table.count("\r\n") == 4
    assert "Item,A contract" in table
    for secret in SECRETS:
        assert secret not in text + table
    with time_machine.travel("2026-02-01T09:00:00Z", tick=False):
        late = text_of(client, f"/{slug}/withheld/?year=2025/26")
    assert "To be reviewed by Monday 5 January 2026; no later review is recorded." in late
    assert "Nothing is withheld in this year." in text_of(client, f"/{slug}/withheld/?year=2019/20")


def test_only_what_is_released_is_counted(client: Client) -> None:
    meeting = issued.meeting()
    packing.withhold(packing.item(meeting, "The contract of Mr Secret"))
    assert "Nothing is withheld" in text_of(client, f"/{meeting.body.slug}/withheld/")
    for path in ("withheld/", "withheld/table.csv", "corrections/", "archive/"):
        assert client.get(f"/nobody/{path}").status_code == 404


def test_corrections_tell_reasons_and_of_what_was_taken_back_no_title(client: Client) -> None:
    release_body("panel")
    first = release_report("panel")
    with time_machine.travel("2025-10-01T09:00:00Z", tick=False):
        again = Copy(
            kind=kinds.REPORT,
            key=first.key,
            body="panel",
            path=first.path,
            title=first.title,
            payload={"title": first.title, "edition_reason": "A figure was wrong."},
        )
        release(copies=[again], body="panel", subject="x", by=None, takes_back=True)
    pack = Copy(
        kind=board_kinds.PACK,
        key="p",
        body="panel",
        path="meetings/m/packs/2.pdf",
        title="Ordinary meeting",
        happened_on=date(2025, 9, 12),
        payload={"kind": "edition", "number": 2, "reason": "A page was missing."},
    )
    release(copies=[pack], body="panel", subject="x", by=None, takes_back=True)
    for number in range(2):
        gone = release_meeting("panel", date(2025, 11, number + 1), "of-mr-secret")
        withdraw(kind=gone.kind, key=gone.key, body="panel", by=None, reason="Entered twice.")
    text = text_of(client, "/panel/corrections/")
    assert f'href="/panel/{first.path}2/">Report: {first.title}, edition 2</a>' in text
    assert "A figure was wrong." in text
    assert "Pack: Ordinary meeting, 12 September 2025, edition 2" in text
    assert "<strong>2 meetings</strong>" in text
    assert "Entered twice." in text
    assert "secret" not in text
    assert text.index("A figure was wrong.") < text.index("A page was missing.")
    pack_gone = PublicRecord.objects.get(kind=board_kinds.PACK)
    withdraw(kind=pack_gone.kind, key="p", body="panel", by=None, reason="Taken back whole.")
    text = text_of(client, "/panel/corrections/")
    assert "Ordinary meeting, 12 September" not in text
    assert "<strong>1 pack</strong>" in text


def test_the_archive_counts_each_municipal_year(client: Client) -> None:
    release_body("panel")
    for day in (date(2025, 4, 30), date(2025, 5, 1), date(2026, 4, 30)):
        release_meeting("panel", day)
    release_report("panel")
    release_recommendation("panel")
    text = text_of(client, "/panel/archive/")
    assert text.index(">2025/26</h2>") < text.index(">2024/25</h2>")
    assert "2 meetings<span" in text
    assert "1 meeting<span" in text
    assert 'href="/panel/meetings/?year=2025/26"' in text
    assert "Report:" in text
    assert "1 recommendation<span" in text


def test_the_glossary_has_an_anchor_for_each_term(client: Client) -> None:
    text = text_of(client, "/glossary/")
    for anchor in ("quorum", "precept", "exempt-information", "key-line-of-enquiry", "hmicfrs"):
        assert text.count(f'id="{anchor}"') == 1
    assert '<span lang="cy">Cworwm</span>' in text
