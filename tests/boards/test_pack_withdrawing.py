"""Withdrawing what was published by mistake: everywhere, at once, and made sure of."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import time_machine
from django.core.files.storage import storages
from django.test import Client

from boards.models import AgendaItem, Pack
from boards.operations.release import release_public
from boards.packs import withdrawing
from boards.packs.answering import addresses_not_gone
from boards.packs.issue import packs_with, withdraw_everywhere, withdraw_pack
from portal import audit
from portal.models import LogEntry, PublicRecord, ReleasedFile
from portal.operations import Conflict, Refused
from portal.verifying import verify
from tests import builders as make
from tests.boards.packs import issued, packing

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("files_say_nothing")]
REASON = "It names a child."


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr("boards.packs.notice_copy.notice_pdf", lambda _notice: b"%PDF-1.7 notice")
    with time_machine.travel("2025-09-01T09:00:00Z", tick=False):
        yield


def test_one_paper_goes_from_every_edition_address_and_copy(
    client: Client, django_capture_on_commit_callbacks: object
) -> None:
    meeting = issued.meeting()
    cleo, _dora = issued.clerks(meeting)
    item = meeting.agenda_items.get()
    bad = packing.paper(item, "Canaryword letter", content=b"%PDF-1.7 canary")
    packing.item(meeting, "Nothing special")
    issued.published(meeting)
    meeting.place = "Town Hall"
    meeting.save()
    release_public(meeting.body, by=None, subject="A meeting", meeting=meeting)
    issued.published(meeting, reason="The hall changed.")
    base = f"/{meeting.body.slug}/meetings/2025-09-12-panel-meeting/"
    letter = f"{base}papers/1-canaryword-letter.pdf"
    names = ["pack.pdf", "packs/1.pdf", "packs/2.pdf"]
    etag = client.head(letter)["ETag"]
    for path in [letter, *(base + name for name in names)]:
        assert issued.read(client, path)[0] == 200, path
    assert "of the pack)" in client.get(base).content.decode()
    assert [pack.number for pack in packs_with(meeting, bad)] == [1, 2]
    bytes_of = ReleasedFile.objects.filter(record__kind="paper", name__contains="canary")
    stored = {one.storage_name for one in bytes_of}
    with pytest.raises(Refused, match="Say why"):
        withdraw_everywhere(bad, reason=" ", by=cleo)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        taken = withdraw_everywhere(bad, reason=REASON, by=cleo)
    assert taken.packs == (1, 2)
    for path in [letter, *(base + name for name in names)]:
        for headers in ({}, {"if-none-match": etag}):
            status, text = issued.read(client, path, **headers)
            assert status == 410, path
            assert REASON in text, path
    page = client.get(base).content.decode()
    assert "Withdrawn." in page
    assert REASON in page
    assert "of the pack" not in page, "readers have no pack any more"
    assert not any(storages["public"].exists(name) for name in stored)
    old = PublicRecord.objects.filter(kind="meeting", is_current=False)
    assert not any("anaryword" in str(row.payload) + row.title for row in old)
    other = f"{base}papers/1-annual-report-2025.pdf"
    assert issued.read(client, other)[0] == 200
    assert "each says that it is gone" in audit.last_sentence(bad)
    assert bad.__class__.objects.get(pk=bad.pk).is_withdrawn
    assert verify().fault is None
    again = issued.published(meeting, reason="Without the letter.")
    assert again.number == 3
    assert client.get(letter).status_code == 410


def test_a_whole_pack_takes_its_own_papers_and_the_agenda_with_it(client: Client) -> None:
    meeting = issued.meeting()
    officer = make.with_role(meeting.body, "proper_officer")
    pack = issued.published(meeting)
    with pytest.raises(Conflict):
        withdraw_pack(pack, reason=REASON, by=officer, expected_version=pack.version - 1)
    taken = withdraw_pack(pack, reason=REASON, by=officer)
    assert len(taken.addresses) == 3
    base = f"/{meeting.body.slug}/meetings/2025-09-12-panel-meeting/"
    page = client.get(base).content.decode()
    assert "Annual report" not in page
    assert "The pack of this meeting was withdrawn." in page
    assert client.get(f"{base}papers/1-annual-report-2025.pdf").status_code == 410
    with pytest.raises(Refused, match="not public"):
        withdraw_pack(Pack.objects.get(pk=pack.pk), reason=REASON, by=officer)
    assert verify().fault is None


def test_an_older_edition_goes_alone_when_a_newer_one_has_the_same_papers(client: Client) -> None:
    meeting = issued.meeting()
    first = issued.published(meeting)
    issued.published(meeting, reason="A page was missing.")
    withdraw_pack(Pack.objects.get(pk=first.pk), reason=REASON, by=None)
    base = f"/{meeting.body.slug}/meetings/2025-09-12-panel-meeting/"
    answers = {}
    for name in ("packs/1.pdf", "packs/2.pdf", "pack.pdf", "papers/1-annual-report-2025.pdf", ""):
        answers[name] = issued.read(client, base + name)[0]
    assert list(answers.values()) == [410, 200, 200, 200, 200]


def test_an_item_goes_with_all_its_papers(client: Client) -> None:
    meeting = issued.meeting()
    item = meeting.agenda_items.get()
    item.text = "Canaryword explained."
    item.save()
    issued.published(meeting)
    withdraw_everywhere(item, reason=REASON, by=None)
    assert AgendaItem.objects.get(pk=item.pk).state == "withdrawn"
    base = f"/{meeting.body.slug}/meetings/2025-09-12-panel-meeting/"
    assert "Canaryword" not in client.get(base).content.decode()
    assert client.get(f"{base}papers/1-annual-report-2025.pdf").status_code == 410
    with pytest.raises(Refused, match="Nothing of this is public"):
        withdraw_everywhere(item, reason=REASON, by=None)


def test_members_do_not_withdraw_and_a_paper_that_is_not_public_is_refused() -> None:
    meeting = issued.meeting()
    paper = meeting.agenda_items.get().papers.get()
    with pytest.raises(Refused, match="Nothing of this is public"):
        withdraw_everywhere(paper, reason=REASON, by=None)
    pack = issued.published(meeting)
    for by in (make.with_role(meeting.body, "member"), make.clerk_of(make.body())):
        with pytest.raises(Refused, match="does not allow"):
            withdraw_everywhere(paper, reason=REASON, by=by)
        with pytest.raises(Refused, match="does not allow"):
            withdraw_pack(pack, reason=REASON, by=by)


def test_an_address_that_still_answers_is_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    meeting = issued.meeting()
    pack = issued.published(meeting)
    slug = meeting.body.slug
    base = "meetings/2025-09-12-panel-meeting/"
    found = addresses_not_gone(slug, [f"{base}pack.pdf", base, f"{base}none.pdf"])
    assert found == {f"{base}pack.pdf": 200, base: 200, f"{base}none.pdf": 404}
    monkeypatch.setattr(withdrawing, "addresses_not_gone", lambda *_: {"a/b.pdf": 200})
    with pytest.raises(Refused, match="not everywhere"):
        withdraw_pack(pack, reason=REASON, by=None)
    assert any("a/b.pdf (200)" in one.sentence for one in LogEntry.objects.all())
