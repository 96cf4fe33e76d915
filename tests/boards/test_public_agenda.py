"""The public page of a meeting and its files: what a reader meets, and what nobody may."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import date, time

import pytest
import time_machine
from django.test import Client

from boards.models import Meeting, Pack, PackFile
from boards.operations.meeting_moves import cancel_meeting, postpone_meeting, reschedule_meeting
from boards.packs.issue import withdraw_pack
from portal.middleware.caching import PRIVATE, PUBLIC
from portal.models import LogEntry, PublicRecord, Release
from tests import builders as make
from tests.boards.packs import issued, packing
from tests.boards.packs.canaries import planted

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("files_say_nothing")]
MaxQueries = Callable[[int], AbstractContextManager[object]]
PLACE = "meetings/2025-09-12-panel-meeting/"


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr("boards.packs.notice_copy.notice_pdf", lambda _notice: b"%PDF-1.7 notice")
    with time_machine.travel("2025-09-01T09:00:00Z", tick=False):
        yield


def text_of(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    return " ".join(response.content.decode().split())


def status_of(client: Client, path: str) -> int:
    return issued.read(client, path)[0]


def varied() -> Meeting:
    """A meeting with everything that a page can say of an item or a paper."""
    meeting = issued.meeting(
        title_cy="Cyfarfod y panel",
        online_link="https://meet.example.test/panel",
        questions_due_on=date(2025, 9, 8),
        questions_due_at=time(12),
    )
    second = packing.item(meeting, "Budget", title_cy="Cyllideb", text="Why it matters.")
    packing.paper(second, "Tables", is_to_follow=True)
    packing.background(second, "Published tables")
    third = packing.item(meeting, "The contract of Mr Secret", public_title="A contract")
    packing.paper(third, "What Mr Secret is paid", content=b"%PDF-1.7 secret")
    packing.withhold(third)
    return meeting


def test_the_page_says_first_what_the_reader_came_for(client: Client) -> None:
    meeting = varied()
    issued.published(meeting)
    text = text_of(client, f"/{meeting.body.slug}/{PLACE}")
    for said in (
        "Friday 12 September 2025</time>, 10:30am, County Hall",
        "All papers in one PDF (",
        "A screen reader can follow all of it.",
        'href="https://meet.example.test/panel"',
        "Questions from the public: until",
        "For scrutiny, The commissioner, 20 minutes",
        "PDF, ",
        "accessible.",
        'lang="cy">Cyllideb',
        "Why it matters.",
        "To follow: this paper will be published in a supplement.",
        'rel="external">Published tables',
        "A contract",
        "Not for publication.",
        "xempt under paragraph 2",
        "Notice certificate: Pack 1",
        "SHA-256: <code>",
    ):
        assert said in text, said
    assert text.index("All papers in one PDF") < text.index('id="agenda"') < text.index("<details")
    for hidden in ("Secret", "secret.pdf", "report.pdf"):
        assert hidden not in text, hidden


def test_packs_and_papers_are_streamed_with_their_hash_as_mark(client: Client) -> None:
    meeting = varied()
    pack = issued.published(meeting)
    base = f"/{meeting.body.slug}/{PLACE}"
    for name in ("pack.pdf", "packs/1.pdf", "papers/1-annual-report-2025.pdf", "notice.pdf"):
        response = client.get(base + name)
        assert (response.status_code, response["Content-Type"]) == (200, "application/pdf"), name
        assert response["Cache-Control"] == PUBLIC
        assert b"".join(response).startswith(b"%PDF")
        again = client.get(base + name, headers={"if-none-match": response["ETag"]})
        assert again.status_code == 304, name
    response = client.head(f"{base}pack.pdf")
    assert response["ETag"] == f'"{pack.files.get(audience="public").sha256}"'
    assert int(response["Content-Length"]) == pack.files.get(audience="public").size
    for name in ("packs/2.pdf", "papers/3-a-contract.pdf", "papers/..", "packs/1/changes/"):
        assert status_of(client, base + name) == 404, name


def test_what_changed_stands_on_top_and_on_a_page_of_its_own(client: Client) -> None:
    meeting = varied()
    issued.published(meeting)
    late = packing.item(meeting, "Flood", state="added_late", urgency_reason="It rains.")
    packing.paper(late, "Water levels", content=b"%PDF-1.7 water")
    issued.published(meeting, kind="supplement")
    base = f"/{meeting.body.slug}/{PLACE}"
    text = text_of(client, base)
    assert text.index("What changed") < text.index("All papers in one PDF")
    assert "Item added: Flood" in text
    assert "Why it could not wait: It rains." in text
    assert "Supplement: pages " in text
    changes = text_of(client, f"{base}packs/2/changes/")
    assert "Item added: Flood" in changes
    assert status_of(client, f"{base}packs/2.pdf") == 200


def test_a_meeting_with_a_new_day_keeps_its_old_addresses(client: Client) -> None:
    meeting = varied()
    issued.published(meeting)
    postpone_meeting(Meeting.objects.get(pk=meeting.pk), reason="A flood.", by=None)
    base = f"/{meeting.body.slug}/{PLACE}"
    assert "A flood." in text_of(client, base)
    assert "Meeting postponed" in text_of(client, f"{base}notice/")
    moved = reschedule_meeting(
        Meeting.objects.get(pk=meeting.pk), held_on=date(2025, 10, 17), by=None
    )
    new = f"/{meeting.body.slug}/meetings/2025-10-17-panel-meeting/"
    assert client.get(base)["Location"] == new
    assert client.get(f"{base}pack.pdf")["Location"] == f"{new}pack.pdf"
    assert status_of(client, f"{new}pack.pdf") == 404
    assert status_of(client, f"{base}packs/1.pdf") == 200
    text = text_of(client, new)
    assert f"{base}packs/1.pdf" in text
    assert "They are due on Thursday 9 October 2025." in text
    issued.published(moved, reason="The meeting has a new day.")
    assert status_of(client, f"{new}pack.pdf") == 200
    cancel_meeting(Meeting.objects.get(pk=meeting.pk), reason="No quorum.", by=None)
    assert "Meeting cancelled" in text_of(client, f"{new}notice/")


def test_pages_take_few_queries(client: Client, django_assert_max_num_queries: MaxQueries) -> None:
    meeting = varied()
    for number in range(20):
        of = packing.item(meeting, f"Item {number}")
        packing.paper(of, f"Report {number}", content=b"%PDF-1.7")
    issued.published(meeting)
    issued.published(meeting, reason="Again.")
    slug = meeting.body.slug
    client.get("/")
    for path in (PLACE, f"{PLACE}pack.pdf", f"{PLACE}packs/1.pdf", f"{PLACE}notice/", "meetings/"):
        with django_assert_max_num_queries(12):
            assert status_of(client, f"/{slug}/{path}") == 200, path


def test_meetings_by_municipal_year_and_as_a_calendar(client: Client) -> None:
    meeting = varied()
    slug = meeting.body.slug
    text = text_of(client, f"/{slug}/meetings/")
    assert '?year=2025/26"' in text
    assert "Papers due on Thursday 4 September 2025" in text
    assert "Panel meeting" in text_of(client, f"/{slug}/meetings/?year=2025/26")
    assert "No meeting of this year" in text_of(client, f"/{slug}/meetings/?year=2023/24")
    assert "Panel meeting" in text_of(client, f"/{slug}/meetings/?year=nonsense")
    text = text_of(client, f"/{slug}/meetings/calendar/?month=2025-09")
    assert "Meetings in September 2025" in text
    assert "Panel meeting, 10:30am" in text
    assert "Panel meeting" not in text_of(client, f"/{slug}/meetings/calendar/?month=2025-10")
    assert "September 2025" in text_of(client, f"/{slug}/meetings/calendar/?month=x")


def test_no_canary_of_what_is_withheld_is_found_anywhere(client: Client) -> None:
    meeting = issued.meeting()
    words: list[str] = []
    for access, where in (
        ("exempt", "item"),
        ("proposed_exempt", "paper"),
        ("confidential", "item"),
    ):
        secret = planted()
        of = packing.item(meeting, secret.title if where == "item" else "Open item",
                          text=secret.text if where == "item" else "", lead=secret.author
                          if where == "item" else "", questions=secret.text,
                          votes_needed=secret.author)  # fmt: skip
        paper = packing.paper(
            of,
            secret.title,
            content=f"%PDF-1.7 {secret.text}".encode(),
            name=secret.file_name,
            author=secret.author,
        )
        packing.withhold(of if where == "item" else paper, access, public_interest=secret.text)
        words += secret.words
    meeting.chairs_brief = " ".join(words)
    meeting.save()
    issued.published(meeting)
    late = planted()
    of = packing.item(meeting, late.title, state="added_late", urgency_reason="It burns.")
    packing.withhold(of)
    words += late.words
    issued.published(meeting, kind="supplement")
    base = f"/{meeting.body.slug}/{PLACE}"
    pages = ["", "notice/", "packs/2/changes/"]
    seen = [text_of(client, base + name) for name in pages]
    seen += [text_of(client, f"/{meeting.body.slug}/{name}") for name in ("meetings/",)]
    for record in PublicRecord.objects.all():
        seen.append(f"{record.path} {record.title} {record.payload}")
        for file in record.files.all():
            seen.append(file.name)
            if not file.name.startswith(("pack", "notice")):
                seen.append(issued.read(client, f"/{record.body}/{record.path}")[1])
    for release in Release.objects.all():
        seen.append(f"{release.subject} {release.reason} {release.contents}")
    for word in words:
        for text in seen:
            assert word not in text, (word, text[:300])


def test_built_packs_are_for_those_who_may_read_them(client: Client) -> None:
    meeting = varied()
    pack = issued.published(meeting)
    waiting = issued.built(make_edition(meeting))
    clerk, member = make.clerk_of(meeting.body), make.with_role(meeting.body, "member")
    stranger, nobody = make.clerk_of(make.body()), make.user()
    paths = {
        (one.pk, audience): f"/documents/packs/{one.key}/{audience}.pdf"
        for one in (pack, waiting)
        for audience in PackFile.Audience.values
    }
    missing = f"/documents/packs/{meeting.key}/restricted.pdf"
    refused = client.get(missing)
    for who, may in ((clerk, {pack.pk, waiting.pk}), (member, {pack.pk}), (stranger, set()),
                     (nobody, set()), (None, set())):  # fmt: skip
        client.logout()
        if who:
            client.force_login(who)
        for (of, audience), path in paths.items():
            response = client.get(path)
            # What is out and not for the public is read as a copy with the reader's name.
            found = 302 if (of, audience) == (pack.pk, "restricted") else 200
            assert response.status_code == (found if of in may else 404), (who, path)
            assert response["Cache-Control"] == PRIVATE
            length = len(b"".join(response))
            if response.status_code == 404:
                assert length == len(client.get(missing).content)
    # Being sent on to one's copy is no opening yet: tests/boards/reading has those.
    for one, readers in ((pack, set()), (waiting, {clerk})):
        opened = LogEntry.objects.for_instance(Pack.objects.get(pk=one.pk))
        assert {entry.user for entry in opened.filter(action="portal.download")} == readers
    assert refused.status_code == 404
    withdraw_pack(pack, reason="It names a child.", by=None)
    client.force_login(member)
    assert status_of(client, paths[(pack.pk, "restricted")]) == 404
    client.force_login(clerk)
    assert status_of(client, paths[(pack.pk, "restricted")]) == 302


def make_edition(meeting: Meeting) -> Pack:
    """A second edition that is being prepared."""
    return packing.pack(meeting, number=2, reason="Again.")
