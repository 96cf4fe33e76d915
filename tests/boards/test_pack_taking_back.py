"""What is restricted, called off or made private after something of it was public."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from boards import kinds
from boards.models import AgendaItem, Meeting, Pack, Paper
from boards.operations import (
    cancel_meeting,
    postpone_meeting,
    reschedule_meeting,
    update_meeting,
)
from boards.operations.agenda import update_item
from boards.operations.agenda_moves import withdraw_item
from boards.operations.papers import promise_paper, withdraw_paper
from boards.operations.restrictions import decide_restriction, propose_restriction
from boards.packs import issue, rewritten
from boards.packs.issue import publish_due_packs, publish_pack, set_publication
from portal import clock
from portal.models import PublicRecord
from portal.operations import Refused
from portal.public import record_at
from portal.publishing import Copy, release, withdraw
from portal.verifying import verify
from tests import builders as make
from tests.boards.packs import issued, packing

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("files_say_nothing")]
SECRET = "Canaryword"
GROUNDS: dict[str, Any] = {"paragraphs": [2], "public_interest": "It weighs more."}


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr("boards.packs.notice_copy.notice_pdf", lambda _notice: b"%PDF-1.7 notice")
    with time_machine.travel("2025-09-01T09:00:00Z", tick=False):
        yield


def told() -> str:
    """Everything that any public copy says, older versions too."""
    return " ".join(f"{row.title} {row.payload}" for row in PublicRecord.objects.all())


def states() -> dict[int, str]:
    return dict(Pack.objects.values_list("number", "state"))


def fresh(meeting: Meeting) -> Meeting:
    return Meeting.objects.select_related("body").get(pk=meeting.pk)


def test_a_decision_on_what_was_withheld_already_takes_no_pack_back() -> None:
    meeting = issued.meeting()
    cleo, _dora = issued.clerks(meeting)
    officer = make.with_role(meeting.body, "proper_officer")
    other = meeting.agenda_items.get()
    item = packing.item(meeting, f"{SECRET} item")
    paper = packing.paper(item, f"{SECRET} paper", content=b"%PDF-1.7 paper")
    alone = packing.paper(other, f"{SECRET} too", content=b"%PDF-1.7 too")
    for thing in (item, paper, alone):
        propose_restriction(thing, paragraphs=[2], which_part=f"{SECRET} part", by=cleo)
    issued.published(meeting)
    assert SECRET not in told()  # of what is withheld whole no part is described
    for move in ("restrict", "restrict_part"):
        for thing in (item, alone):
            now = type(thing)._default_manager.get(pk=thing.pk)
            decide_restriction(now, move=move, which_part="Appendix 2", by=officer, **GROUNDS)
            assert states() == {1: "published"}, move


def test_a_title_that_the_public_reads_is_taken_back_without_any_page() -> None:
    meeting = issued.meeting()
    cleo, _dora = issued.clerks(meeting)
    officer = make.with_role(meeting.body, "proper_officer")
    item = meeting.agenda_items.get()
    promised = promise_paper(item=item, title=f"{SECRET} to follow", by=cleo)
    in_part = packing.paper(item, f"{SECRET} in part", content=b"%PDF-1.7 part")
    decide_restriction(in_part, move="restrict_part", which_part="B", by=officer, **GROUNDS)
    issued.published(meeting)
    assert f"{SECRET} in part" in told()
    propose_restriction(promised, paragraphs=[2], by=cleo)
    assert states() == {1: "withdrawn"}
    assert f"{SECRET} to follow" not in told()
    issued.published(meeting, reason="Without it.")
    now = Paper.objects.get(pk=in_part.pk)
    decide_restriction(now, move="restrict", by=officer, **GROUNDS)
    assert states() == {1: "withdrawn", 2: "withdrawn"}
    assert SECRET not in told()


def test_an_item_that_left_goes_from_the_account_of_changes_too() -> None:
    meeting = issued.meeting()
    cleo, _dora = issued.clerks(meeting)
    item = packing.item(meeting, f"{SECRET} item")
    issued.published(meeting)
    withdraw_item(item, reason="Later.", by=cleo)
    postpone_meeting(fresh(meeting), reason="No quorum.", by=cleo)
    reschedule_meeting(fresh(meeting), held_on=date(2025, 9, 26), by=cleo)
    issued.published(fresh(meeting), reason="A new day.")
    assert "item_withdrawn" in told()
    propose_restriction(AgendaItem.objects.get(pk=item.pk), paragraphs=[2], by=cleo)
    assert SECRET not in told()
    assert states() == {1: "withdrawn", 2: "published"}
    assert verify().fault is None


def test_a_meeting_between_two_days_keeps_nothing_of_a_restricted_item(client: Client) -> None:
    meeting = issued.meeting()
    cleo, _dora = issued.clerks(meeting)
    AgendaItem.objects.update(title=f"{SECRET} item", function="decisions")
    issued.published(meeting)
    postpone_meeting(fresh(meeting), reason="No quorum.", by=cleo)
    reschedule_meeting(fresh(meeting), held_on=date(2025, 9, 26), by=cleo)
    assert PublicRecord.objects.current().get(kind=kinds.MEETING).payload["certificates"] == []
    propose_restriction(meeting.agenda_items.get(), paragraphs=[2], by=cleo)
    assert SECRET not in told()
    assert "'function': 'decisions'" not in told()
    old = f"/{meeting.body.slug}/meetings/2025-09-12-panel-meeting/"
    for name in ("packs/1.pdf", "papers/1-annual-report-2025.pdf"):
        assert client.get(old + name).status_code == 410, name
    assert SECRET not in client.get(f"{old}notice/").content.decode()


@pytest.mark.parametrize("put_off", [cancel_meeting, postpone_meeting])
def test_no_pack_goes_out_for_a_meeting_that_is_off(put_off: Any) -> None:
    meeting = issued.meeting()
    cleo, _dora = issued.clerks(meeting)
    pack = issued.checked(meeting)
    set_publication(pack, at=clock.now() + timedelta(hours=1), by=cleo)
    put_off(fresh(meeting), reason="No quorum.", by=cleo)
    now = Pack.objects.get()
    assert (now.state, now.publish_at) == ("assembling", None)
    assert "called off" in now.publish_failed
    Pack.objects.update(state="checked")  # as if it had been checked at that very moment
    with pytest.raises(Refused, match="as it stands now"):
        publish_pack(Pack.objects.get(), by=cleo)
    assert not PublicRecord.objects.filter(kind=kinds.PACK).exists()


def test_an_issued_agenda_neither_becomes_private_nor_public_by_its_kind() -> None:
    open_one = issued.meeting()
    briefing = issued.meeting(kind="private_briefing")
    for meeting, kind in ((open_one, "private_briefing"), (briefing, "ordinary")):
        clerk = make.clerk_of(meeting.body)
        issued.published(meeting)
        now = fresh(meeting)
        with pytest.raises(Refused, match="agenda of this meeting is out"):
            update_meeting(now, by=clerk, expected_version=now.version, kind=kind)
        update_meeting(now, by=clerk, expected_version=now.version, kind=now.kind, place="Hall")


def test_a_corrected_paper_never_answers_for_the_one_before_it(client: Client) -> None:
    meeting = issued.meeting()
    cleo, _dora = issued.clerks(meeting)
    item = meeting.agenda_items.get()
    first = item.papers.get()
    issued.published(meeting)
    base = f"/{meeting.body.slug}/meetings/2025-09-12-panel-meeting/papers/"
    withdraw_paper(first, reason="A wrong table.", by=cleo)
    second = packing.paper(item, first.title, content=b"%PDF-1.7 corrected")
    issued.published(meeting, reason="A table was wrong.")
    assert client.head(f"{base}1-annual-report-2025.pdf").status_code == 410
    assert client.head(f"{base}1-annual-report-2025-2.pdf").status_code == 200
    Paper.objects.filter(pk=second.pk).update(title="Tables")
    packing.paper(item, "Annual report 2025 2", content=b"%PDF-1.7 another")
    issued.published(meeting, reason="Another name.")
    issue.withdraw_everywhere(Paper.objects.get(pk=second.pk), reason="Wrong again.", by=cleo)
    assert client.head(f"{base}1-tables.pdf").status_code == 410
    assert client.head(f"{base}1-annual-report-2025-2.pdf").status_code == 200


def test_what_is_public_at_an_address_comes_before_what_was_withdrawn_there() -> None:
    body = make.body()
    for key in ("a", "b"):
        copy = Copy(
            kind=kinds.PAPER, key=key, body=body.slug, path="papers/1.pdf", title=key, payload={}
        )
        release(copies=[copy], body=body.slug, subject="A paper", by=None)
        if key == "a":
            withdraw(kind=kinds.PAPER, key=key, body=body.slug, by=None, reason="Wrong.")
    assert record_at(kinds.PAPER, body=body.slug, path="papers/1.pdf").key == "b"


@pytest.mark.parametrize("what", ["changed", "not built"])
def test_a_release_goes_out_unchecked_only_as_it_was_decided(
    what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("boards.packs.republishing.start_build", lambda *_args, **_named: None)
    meeting = issued.meeting()
    cleo, _dora = issued.clerks(meeting)
    officer = make.with_role(meeting.body, "proper_officer")
    other = meeting.agenda_items.get()
    hidden = packing.item(meeting, "The contract")
    packing.withhold(hidden)
    issued.published(meeting)
    pack = issue.release_and_republish(hidden, reason="It was signed.", by=officer)
    assert pack is not None
    if what == "changed":
        update_item(other, by=cleo, expected_version=None, lead="Somebody else")
    else:
        assert publish_due_packs(clock.now()) == 0
    issued.built(Pack.objects.get(pk=pack.pk))
    assert publish_due_packs(clock.now()) == 0  # from now on somebody must check it
    now = Pack.objects.get(pk=pack.pk)
    assert (now.state, now.publish_at, now.checked_alone_reason) == ("assembling", None, "")
    assert ("called off" if what == "changed" else "not been built") in now.publish_failed


def test_a_release_takes_no_unchecked_work_out_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("boards.packs.republishing.start_build", lambda *_args, **_named: None)
    meeting = issued.meeting()
    officer = make.with_role(meeting.body, "proper_officer")
    hidden = packing.item(meeting, "The contract")
    packing.withhold(hidden)
    issued.published(meeting)
    open_item = meeting.agenda_items.get(title="Annual report")
    packing.paper(open_item, "Unread draft", content=b"%PDF-1.7 draft")
    pack = issue.release_and_republish(hidden, reason="It was signed.", by=officer)
    assert pack is not None
    issued.built(pack)
    assert publish_due_packs(clock.now()) == 0
    now = Pack.objects.get(pk=pack.pk)
    assert (now.state, now.publish_at) == ("assembling", None)
    assert "Have the pack checked" in now.publish_failed


def test_versions_for_the_public_are_not_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    pack = issued.published(issued.meeting())
    file = pack.files.get(audience="public")
    (item,) = file.manifest["items"]
    key = item["papers"][0]["key"]
    monkeypatch.setattr(rewritten, "changes_of", lambda _pack: [{"what": "replaced", "key": key}])
    monkeypatch.setattr(rewritten, "_compared", lambda *_files: [])
    assert list(rewritten.rewritten_texts(pack)) == [key]
    item["papers"][0]["treatment"] = "public_version"
    file.save()
    assert not rewritten.rewritten_texts(pack)
