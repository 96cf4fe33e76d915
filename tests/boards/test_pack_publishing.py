"""Publishing a pack: what it needs, what goes out with it, and that it is all or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.files.storage import default_storage

from boards.models import Meeting, Pack, ProofClearing
from boards.operations.restrictions import propose_restriction
from boards.packs import issue
from boards.packs.issue import (
    check_pack,
    clear_hit,
    discard_pack,
    open_pack,
    publish_due_packs,
    publish_pack,
    reopen_pack,
    set_publication,
)
from portal import clock
from portal.models import LogEntry, PublicRecord, Release
from portal.operations import Conflict, Refused
from portal.verifying import verify
from tests import builders as make
from tests.boards.packs import issued, packing

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("files_say_nothing")]
HIT: dict[str, Any] = {
    "digest": "d" * 64,
    "kind": "title",
    "place": "page 3",
    "page": 3,
    "shown": "Secret",
    "ref": "x",
}


@pytest.fixture(autouse=True)
def _plain_notice(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sheet for the door is drawn in tests of its own."""
    monkeypatch.setattr("boards.packs.notice_copy.notice_pdf", lambda _notice: b"%PDF-1.7 notice")


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel("2025-09-01T09:00:00Z", tick=False):
        yield


def _not_yet(*_: Any, **__: Any) -> None:
    """In place of a build: the test makes the files itself."""


def kinds_out() -> list[str]:
    return sorted(PublicRecord.objects.current().values_list("kind", flat=True))


def test_a_pack_goes_out_whole_with_its_agenda_papers_and_notice() -> None:
    meeting = issued.meeting()
    cleo, dora = issued.clerks(meeting)
    pack = issued.built(open_pack(meeting, kind="edition", by=cleo))
    pack = check_pack(pack, by=dora)
    before = Release.objects.count()
    out = publish_pack(pack, by=cleo)
    assert (out.state, out.published_at) == ("published", clock.now())
    assert Meeting.objects.get(pk=meeting.pk).state == "agenda_published"
    assert kinds_out() == ["body", "meeting", "members", "notice", "pack", "paper"]
    assert Release.objects.count() - before == 2  # the move of the meeting, then the pack
    record = PublicRecord.objects.current().get(kind="meeting")
    (item,) = record.payload["agenda"]["items"]
    assert (item["title"], item["papers"][0]["file_name"]) == (
        "Annual report",
        "1-annual-report-2025.pdf",
    )
    assert out.certificate["clear_days_given"] >= 5
    assert record.payload["current_pack"] == 1
    assert verify().fault is None


def test_whoever_made_the_last_change_does_not_check_alone_without_a_reason() -> None:
    meeting = issued.meeting()
    cleo, dora = issued.clerks(meeting)
    item = meeting.agenda_items.get()
    item.changed_by = cleo
    item.save()
    pack = issued.built(open_pack(meeting, kind="edition", by=cleo))
    with pytest.raises(Refused, match="last change yourself"):
        check_pack(pack, by=cleo)
    assert check_pack(pack, by=cleo, alone_reason="Dora is ill.").checked_alone_reason
    pack = reopen_pack(Pack.objects.get(pk=pack.pk), by=cleo)
    assert check_pack(issued.built(pack), by=dora, alone_reason="n/a").checked_alone_reason == ""


def test_nothing_goes_out_that_was_not_built_checked_and_proved() -> None:
    meeting = issued.meeting()
    cleo, dora = issued.clerks(meeting)
    pack = open_pack(meeting, kind="edition", by=cleo)
    with pytest.raises(Refused, match="not been built"):
        check_pack(pack, by=dora)
    with pytest.raises(Refused):
        publish_pack(issued.built(pack), by=cleo)
    pack = check_pack(issued.built(pack, hits=[HIT]), by=dora)
    with pytest.raises(Refused, match="1 place"):
        publish_pack(pack, by=cleo)
    with pytest.raises(Refused, match="does not allow"):
        clear_hit(pack, digest=HIT["digest"], reason="It is a street.", by=cleo)
    officer = make.with_role(meeting.body, "proper_officer")
    clear_hit(pack, digest=HIT["digest"], reason="It is a street.", by=officer)
    assert ProofClearing.objects.get().reason == "It is a street."
    member = make.with_role(meeting.body, "member")
    for by in (member, officer, make.clerk_of(make.body())):
        with pytest.raises(Refused):
            publish_pack(pack, by=by)
    assert "pack" not in kinds_out()


def test_a_change_after_the_build_stops_check_and_publication() -> None:
    meeting = issued.meeting()
    pack = issued.built(open_pack(meeting, kind="edition", by=None))
    packing.item(meeting, "One more")
    with pytest.raises(Refused, match="Something changed"):
        check_pack(pack, by=None)
    pack = check_pack(issued.built(pack), by=None)
    packing.item(meeting, "And another")
    with pytest.raises(Refused, match="Something changed"):
        publish_pack(pack, by=None)


def test_a_file_that_was_changed_or_lost_stops_everything() -> None:
    meeting = issued.meeting()
    pack = issued.checked(meeting)
    name = pack.files.get().storage_name
    content = Path(default_storage.path(name)).read_bytes()
    path = Path(default_storage.path(name))
    for wrong, says in ((b"X" * len(content), "was changed"), (b"", "missing")):
        path.write_bytes(wrong)
        with pytest.raises(Refused, match=says):
            publish_pack(pack, by=None)
        assert Pack.objects.get(pk=pack.pk).state == "checked"
        assert Meeting.objects.get(pk=meeting.pk).state == "scheduled"
        assert "pack" not in kinds_out()


def test_two_people_at_once_publish_once() -> None:
    meeting = issued.meeting()
    cleo, _dora = issued.clerks(meeting)
    pack = issued.checked(meeting)
    publish_pack(pack, by=cleo, expected_version=pack.version)
    for version in (pack.version, None):
        with pytest.raises((Conflict, Refused)):
            publish_pack(pack, by=cleo, expected_version=version)
    assert PublicRecord.objects.filter(kind="pack").count() == 1
    said = LogEntry.objects.filter(data__move="publish")
    assert said.count() == 1


def test_short_notice_asks_for_a_reason_and_does_not_block() -> None:
    meeting = issued.meeting()
    with time_machine.travel("2025-09-10T09:00:00Z", tick=False):
        pack = issued.checked(meeting)
        with pytest.raises(Refused, match="notice of this meeting is short"):
            publish_pack(pack, by=None)
        Pack.objects.filter(pk=pack.pk).update(short_notice_reason="A flood.")
        pack = issued.built(Pack.objects.get(pk=pack.pk))
        out = publish_pack(pack, by=None)
        assert out.certificate["short_notice_reason"] == "A flood."
        assert out.certificate["is_short"] is True


def test_a_reason_given_late_is_printed_before_the_pack_goes_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    meeting = issued.meeting()
    asked: list[Pack] = []

    def note(pack: Pack, **_: Any) -> None:
        asked.append(pack)

    monkeypatch.setattr("boards.packs.publication.start_build", note)
    with time_machine.travel("2025-09-10T09:00:00Z", tick=False):
        pack = issued.checked(meeting)
        monkeypatch.setattr("boards.packs.publication._is_being_built", lambda _pack: True)
        waiting = publish_pack(pack, by=None, short_notice_reason="A flood.")
        assert (waiting.state, waiting.publish_at) == ("checked", clock.now())
        assert asked
        assert publish_due_packs(clock.now()) == 0  # it is being built
        issued.built(Pack.objects.get(pk=pack.pk))
        monkeypatch.setattr("boards.packs.publication._is_being_built", lambda _pack: False)
        assert publish_due_packs(clock.now()) == 1
    out = Pack.objects.get(pk=pack.pk)
    assert out.files.get(audience="public").manifest["certificate"]["short_notice_reason"]


def test_at_a_set_time_the_very_files_go_out_or_nothing() -> None:
    meeting = issued.meeting()
    cleo, _dora = issued.clerks(meeting)
    pack = issued.checked(meeting)
    at = datetime(2025, 9, 1, 15, 0, tzinfo=UTC)
    with pytest.raises(Refused, match="has passed"):
        set_publication(pack, at=clock.now(), by=cleo)
    digest = pack.files.get().sha256
    set_publication(pack, at=at, by=cleo)
    assert publish_due_packs(at - timedelta(seconds=1)) == 0
    with time_machine.travel(at, tick=False):
        assert publish_due_packs(at) == 1
        assert publish_due_packs(at) == 0
    out = Pack.objects.get(pk=pack.pk)
    assert (out.published_at, out.publish_at) == (at, None)
    (file,) = PublicRecord.objects.get(kind="pack").files.all()
    assert file.sha256 == digest
    assert PublicRecord.objects.get(kind="pack").release.released_by == cleo


def test_what_fails_at_its_time_says_so_once_and_leaves_all_as_it_was() -> None:
    meeting = issued.meeting()
    cleo, _dora = issued.clerks(meeting)
    pack = issued.checked(meeting)
    at = clock.now() + timedelta(hours=2)
    set_publication(pack, at=at, by=cleo)
    default_storage.delete(pack.files.get().storage_name)
    with time_machine.travel(at, tick=False):
        assert [publish_due_packs(at), publish_due_packs(at)] == [0, 0]
    failed = Pack.objects.get(pk=pack.pk)
    assert "missing from storage" in failed.publish_failed
    assert (failed.state, Meeting.objects.get(pk=meeting.pk).state) == ("checked", "scheduled")
    said = [one for one in LogEntry.objects.all() if "could not be published" in one.sentence]
    assert len(said) == 1
    assert "pack" not in kinds_out()


def test_a_supplement_adds_and_a_later_edition_replaces() -> None:
    meeting = issued.meeting()
    with pytest.raises(Refused, match="there is none"):
        open_pack(meeting, kind="supplement", by=None)
    first = issued.published(meeting)
    with pytest.raises(Refused, match="Say why"):
        open_pack(meeting, kind="edition", by=None)
    late = packing.item(meeting, "Urgent matter", state="added_late", urgency_reason="It burns.")
    packing.paper(late, "Fire report", content=b"%PDF-1.7 fire")
    added = issued.published(meeting, kind="supplement")
    assert added.files.get().manifest["first_page"] == first.files.get().pages + 1
    payload = PublicRecord.objects.current().get(kind="meeting").payload
    assert [one["title"] for one in payload["agenda"]["items"]] == [
        "Annual report",
        "Urgent matter",
    ]
    assert [one["what"] for one in payload["changes"]["changes"]] == ["item_added"]
    again = issued.published(meeting, reason="A page was missing.")
    states = dict(Pack.objects.values_list("number", "state"))
    assert states == {1: "superseded", 2: "superseded", 3: "published"}
    payload = PublicRecord.objects.current().get(kind="meeting").payload
    assert (payload["current_pack"], len(payload["packs"])) == (3, 3)
    assert again.reason == "A page was missing."
    assert PublicRecord.objects.current().filter(kind="pack").count() == 3
    assert verify().fault is None


def test_one_pack_is_prepared_at_a_time_and_may_be_thrown_away() -> None:
    meeting = issued.meeting()
    pack = open_pack(meeting, kind="edition", by=None)
    with pytest.raises(Refused, match="prepared already"):
        open_pack(meeting, kind="edition", by=None)
    discard_pack(pack, by=None)
    out = issued.published(meeting)
    with pytest.raises(Refused, match="Only a pack"):
        discard_pack(out, by=None)


def test_a_release_by_the_proper_officer_goes_out_when_it_is_built(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("boards.packs.republishing.start_build", _not_yet)
    meeting = issued.meeting()
    officer = make.with_role(meeting.body, "proper_officer")
    of = packing.item(meeting, "The contract")
    packing.paper(of, "Terms of the contract", content=b"%PDF-1.7 terms")
    packing.withhold(of)
    first = issued.published(meeting)
    assert {one["title"] for one in first.files.get(audience="public").manifest["items"]} == {
        "Annual report",
        "Item not for publication",
    }
    pack = issue.release_and_republish(of, reason="It was signed.", by=officer)
    assert pack is not None
    issued.built(pack)
    assert publish_due_packs(clock.now()) == 1
    out = Pack.objects.get(pk=pack.pk)
    assert (out.state, out.number, out.reason) == ("published", 2, "It was signed.")
    assert out.checked_by == officer
    payload = PublicRecord.objects.current().get(kind="meeting").payload
    assert payload["agenda"]["items"][1]["papers"][0]["title"] == "Terms of the contract"
    assert payload["changes"]["changes"][0]["what"] == "item_released"


@pytest.mark.parametrize("what", ["item", "paper"])
def test_what_is_restricted_after_publication_is_public_nowhere_at_once(what: str) -> None:
    meeting = issued.meeting()
    cleo, _dora = issued.clerks(meeting)
    issued.published(meeting)
    item = meeting.agenda_items.get()
    hidden = item.papers.get() if what == "paper" else item
    propose_restriction(hidden, paragraphs=[2], by=cleo)
    assert not PublicRecord.objects.current().filter(kind__in=["paper", "pack"]).exists()
    said = " ".join(str(row.payload) for row in PublicRecord.objects.all())
    assert ("Annual report" if what == "item" else "Annual report 2025") not in said
    assert Pack.objects.get().state == "withdrawn"
    assert verify().fault is None
