"""`/verify/`: what somebody learns who holds a file, and what nobody learns."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
import time_machine
from django.test import Client

from boards import kinds as board_kinds
from portal.published_files import read_fingerprint
from portal.publishing import Copy, File, Target, dispose_all, release, withdraw
from scrutiny import kinds as scrutiny_kinds
from tests.builders_public import key_of, release_body

PANEL = "northmere-panel"
DIGITS = "0123456789abcdef" * 4
MaxQueries = Callable[[int], AbstractContextManager[object]]


@pytest.mark.parametrize(
    "typed",
    [
        DIGITS,
        f"  {DIGITS.upper()}\n",
        f"{DIGITS}  pack.pdf",
        f"{DIGITS} *my pack.pdf",
        f"SHA256 (pack.pdf) = {DIGITS}",
        f"sha256:{DIGITS}",
        f"SHA-256: {DIGITS}",
        " ".join(DIGITS[at : at + 2] for at in range(0, 64, 2)),
    ],
)
def test_a_fingerprint_is_read_as_every_tool_writes_it(typed: str) -> None:
    assert read_fingerprint(typed) == DIGITS


@pytest.mark.parametrize("typed", ["", "pack.pdf", DIGITS[:-1], f"{DIGITS}0", "g" * 64, "٣" * 64])
def test_what_is_no_fingerprint_is_none(typed: str) -> None:
    assert read_fingerprint(typed) == ""


def fingerprint(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def publish(kind: str, content: bytes, /, *, name: str, path: str, **payload: object) -> None:
    release(
        copies=[
            Copy(
                kind,
                key_of(kind, name),
                PANEL,
                path,
                f"The {name}",
                dict(payload),
                files=(File(f"{name}.pdf", "application/pdf", content),),
            )
        ],
        body=PANEL,
        subject="For a test",
        by=None,
    )


def told(client: Client, content: bytes) -> str:
    page = client.get("/verify/", {"sha256": fingerprint(content)})
    assert page.status_code == 200
    main = re.search(r"<main.*</main>", page.content.decode(), re.DOTALL)
    assert main is not None
    return " ".join(re.sub(r"<[^>]+>", " ", main[0].partition("<form")[0]).split())


@pytest.mark.django_db
@pytest.mark.usefixtures("files_say_nothing")
def test_what_became_of_a_file(client: Client, django_assert_max_num_queries: MaxQueries) -> None:
    with time_machine.travel("2026-03-02T09:00:00Z", tick=False):
        release_body(PANEL)
        report = "reviews/notices/report/"
        publish(scrutiny_kinds.REPORT, b"first edition", name="report", path=report)
        for name in ("paper", "secret", "old"):
            publish(
                board_kinds.PAPER, name.encode(), name=name, path=f"meetings/m/papers/{name}.pdf"
            )
    with time_machine.travel("2026-03-10T09:00:00Z", tick=False):
        publish(scrutiny_kinds.REPORT, b"second edition", name="report", path=report, n=2)
        key = key_of(board_kinds.PAPER, "secret")
        withdraw(kind=board_kinds.PAPER, key=key, body=PANEL, by=None, reason="It named a person.")
        dispose_all(
            targets=[Target(board_kinds.PAPER, key_of(board_kinds.PAPER, "old"))],
            body=PANEL,
            by=None,
            reason="Kept for six years.",
            subject="For a test",
            certificate={},
        )

    with django_assert_max_num_queries(6):
        newest = told(client, b"second edition")
    assert "Report: The report, edition 2 In force" in newest
    assert "Published on Tuesday 10 March 2026." in newest
    first = told(client, b"first edition")
    assert "Report: The report, edition 1 Replaced by a newer one" in first
    assert "See what has taken its place" in first
    assert "Paper of a meeting: The paper In force" in told(client, b"paper")

    gone = told(client, b"secret")
    assert "Taken back on Tuesday 10 March 2026; do not rely on it" in gone
    assert "It named a person." in gone
    assert "The secret" not in gone, "the title went with the withdrawal"
    destroyed = told(client, b"old")
    assert "No longer kept" in destroyed
    assert "Taken back" not in destroyed
    assert "The old" not in destroyed

    unknown = told(client, b"never published")
    assert unknown.startswith("Was this file published here? No.")


@pytest.mark.django_db
def test_what_is_typed_wrongly_is_answered_with_a_sentence_and_kept(client: Client) -> None:
    page = client.get("/verify/", {"sha256": "not <b>this</b>"})
    assert page.status_code == 422
    assert "A SHA-256 fingerprint has 64 characters" in page.content.decode()
    assert "not &lt;b&gt;this&lt;/b&gt;" in page.content.decode()
    assert client.get("/verify/", {"sha256": ""}).status_code == 422
    assert client.get("/verify/").status_code == 200
    assert client.post("/verify/").status_code == 405


@pytest.mark.django_db
@pytest.mark.usefixtures("files_say_nothing")
def test_a_pack_that_a_newer_pack_replaced_says_so(client: Client) -> None:
    release_body(PANEL)
    meeting = key_of("meeting", "m")
    packs = [
        {"number": 1, "state": "superseded", "kind": "edition"},
        {"number": 2, "state": "published", "kind": "edition"},
    ]
    for number in (1, 2):
        publish(
            board_kinds.PACK,
            f"pack {number}".encode(),
            name=f"pack-{number}",
            path=f"meetings/2026-03-02-m/packs/{number}.pdf",
            number=number,
            kind="edition",
            meeting=meeting,
        )
    release(
        copies=[
            Copy(
                board_kinds.MEETING, meeting, PANEL, "meetings/2026-03-02-m/", "M", {"packs": packs}
            )
        ],
        body=PANEL,
        subject="For a test",
        by=None,
    )
    assert "The pack-1, Pack 1 Replaced by a newer one" in told(client, b"pack 1")
    assert "The pack-2, Pack 2 In force" in told(client, b"pack 2")
