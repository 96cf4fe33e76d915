"""The accessibility statement and the privacy notice say what is so."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any

import pytest
import time_machine
from django.test import Client

from boards import kinds
from boards.rules import formats
from home.alerts import leaving, signing_up
from home.statements.accessibility import in_all, state_of_bodies
from portal.models.released_texts import ReleasedText
from portal.publishing import Copy, File, release, withdraw
from tests.builders_public import front_page, key_of, release_body

pytestmark = pytest.mark.django_db

A_SCAN = b"%PDF-1.7 a picture"
PANEL, OTHER = "northmere-panel", "southmere-panel"
MaxQueries = Callable[[int], AbstractContextManager[object]]


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel("2026-04-01T09:00:00Z", tick=False):
        yield


def paper(slug: str, number: int, *, tagged: bool, file: bytes = b"") -> None:
    """A released paper, with its file if one is given."""
    files = [File(f"{number}.pdf", "application/pdf", content=file)] if file else []
    release(
        copies=[
            Copy(
                kind=kinds.PAPER,
                key=key_of("paper", slug, number),
                body=slug,
                path=f"meetings/2026-03-02-m/papers/{number}.pdf",
                title=f"Paper {number}",
                happened_on=date(2026, 3, 2),
                payload={"title": f"Paper {number}", "is_tagged": tagged, "pages": 1},
                files=files,
            )
        ],
        body=slug,
        subject="Made up",
        by=None,
    )


def figures(slug: str, *years: dict[str, Any]) -> None:
    """Released figures of requests for other formats."""
    release(
        copies=[
            Copy(
                kind=kinds.FORMATS,
                key=key_of("formats", slug),
                body=slug,
                path="formats/figures/",
                title="Requests for other formats",
                payload={"years": list(years)},
            )
        ],
        body=slug,
        subject="Made up",
        by=None,
    )


def words(client: Client, path: str, host: str = "localhost") -> str:
    """The words of a page without its elements."""
    page = client.get(path, headers={"host": host})
    assert page.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", page.content.decode()).split())


def test_the_statement_counts_what_is_published(
    client: Client, monkeypatch: pytest.MonkeyPatch, django_assert_max_num_queries: MaxQueries
) -> None:
    monkeypatch.setattr("portal.publishing.refuse_unless_clear", lambda *_args, **_kwargs: None)
    release_body(PANEL, name="Northmere Panel")
    release_body(OTHER, name="Southmere Panel")
    assert "No paper of a meeting is published here yet" in words(client, "/accessibility/")
    paper(PANEL, 1, tagged=True)
    paper(PANEL, 2, tagged=True)
    paper(PANEL, 3, tagged=False)
    paper(PANEL, 4, tagged=False, file=A_SCAN)
    paper(OTHER, 5, tagged=True)
    ReleasedText.objects.update_or_create(
        sha256=sha256(A_SCAN).hexdigest(),
        defaults={"source": "none", "reason": "scan", "made_at": datetime(2026, 4, 1, tzinfo=UTC)},
    )
    figures(
        PANEL,
        {"year": 2026, "asked": 4, "given": 2, "refused": 1, "waiting": 1}
        | {"median_working_days": 3.5},
    )
    north, south = state_of_bodies()
    assert (north.papers.total, north.papers.untagged, north.papers.scans) == (4, 1, 1)
    assert (north.papers.accessible, south.papers.total) == (2, 1)
    assert in_all([north, south]).accessible == 3
    client.get("/accessibility/")
    with django_assert_max_num_queries(12):
        text = words(client, "/accessibility/")
    assert "5 papers are published here; 3 of them can be followed with a screen reader." in text
    assert "4 papers published, 1 without tags, 1 scan" in text
    assert "2026: 4 requests for another format, 2 given, 1 not given, 1 waiting" in text
    assert "half of those given within 3.5 working days" in text
    assert "Requests as of Wednesday 1 April 2026" in text
    assert text.count("No request for another format yet") == 1
    for median, said in ((0.0, "given on the same working day"), (1.0, "within 1 working day ")):
        quick = {"year": 2026, "asked": 1, "given": 1, "refused": 0, "waiting": 0}
        figures(PANEL, quick | {"median_working_days": median})
        assert said in words(client, "/accessibility/")
    assert f'href="/{PANEL}/meetings/"' in client.get("/accessibility/").content.decode()
    withdraw(
        kind=kinds.PAPER, key=key_of("paper", PANEL, 4), body=PANEL, by=None, reason="By mistake."
    )
    assert state_of_bodies()[0].papers.scans == 0


def test_the_statement_has_the_parts_that_the_regulations_ask_for(client: Client) -> None:
    release_body(PANEL)
    text = words(client, "/accessibility/")
    for part in (
        "partially compliant with level AA",
        "WCAG) 2.2",
        "Accessibility Regulations 2018",
        "Equality and Human Rights Commission",
        "Equality Advisory and Support Service",
        "disproportionate burden",
        "Ask for another format",
        "last checked on",
        f"within {formats.WORKING_DAYS} working days",
    ):
        assert part in text, part


def test_on_the_host_of_a_body_it_is_about_that_body_alone(client: Client) -> None:
    release_body(PANEL, name="Northmere Panel")
    release_body(OTHER, name="Southmere Panel")
    front_page(PANEL, host="panel.localhost")
    text = words(client, "/accessibility/", "panel.localhost")
    assert "Northmere Panel: meetings" in text
    assert "Southmere" not in text


def test_the_notice_tells_the_times_that_the_code_goes_by(
    client: Client, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = words(client, "/privacy/")
    assert f"erased {formats.KEPT_DAYS} days after the answer" in before
    assert f"deleted after {signing_up.CONFIRM_WITHIN.days} days" in before
    assert f"when {leaving.BOUNCES} letters in a row" in before
    settings.SIGNED_LINK_DAYS, settings.OUTBOX_TEXT_DAYS = 17, 41
    settings.SESSION_IDLE_MINUTES, settings.READER_COPY_HOURS = 13, 29
    monkeypatch.setattr("home.statements.privacy.KEPT_DAYS", 77)
    settings.PAGE_CACHE_SECONDS = 0
    after = words(Client(), "/privacy/")
    for said in ("works for 17 days", "after 41 days", "after 13 minutes", "after 29 hours", "77"):
        assert said in after, said
    settings.SESSION_IDLE_MINUTES = settings.SESSION_LONGEST_HOURS = 0
    unlimited = words(Client(), "/privacy/")
    assert "protects forms. What you change is recorded" in unlimited
