"""The agenda: order and numbers, late and deferred items, standing items, what a change undoes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from typing import Any

import pytest
import time_machine

from boards.models import AgendaItem, BackgroundPaper, Meeting, Pack, Restriction, StandingItem
from boards.operations import agenda, schedule_meeting, standing, texts
from boards.operations.chairs_brief import chairs_brief
from boards.rules.agenda import CLOSING, is_off, numbered
from portal.models import LogEntry
from portal.operations import Conflict, Refused
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    """Monday 1 September 2025."""
    with time_machine.travel("2025-09-01T09:00:00Z", tick=False):
        yield


def titles(meeting: Meeting) -> list[str]:
    return [item.title for _number, item in numbered(meeting.agenda_items.all())]


def add(meeting: Meeting, title: str, **values: Any) -> AgendaItem:
    return agenda.add_item(meeting=meeting, title=title, by=None, **values)


def test_business_goes_between_what_opens_and_what_closes_the_meeting() -> None:
    body = builders.body()
    meeting = schedule_meeting(body=body, title="Autumn", held_on=date(2025, 9, 12), by=None)
    add(meeting, "Knife crime", minutes=40)
    add(meeting, "Custody")
    assert titles(meeting) == [
        "Welcome and introductions",
        "Apologies for absence",
        "Declarations of interest",
        "Minutes of the last meeting",
        "Actions to confirm",
        "Chair’s announcements",
        "Questions from the public",
        "Knife crime",
        "Custody",
        "Work programme",
        "Date of the next meeting",
    ]
    declarations = meeting.agenda_items.get(title="Declarations of interest")
    assert declarations.text == texts.text_of(body, "declarations")
    sentences = [entry.sentence for entry in LogEntry.objects.for_instance(meeting)]
    assert len(sentences) == 2  # the entry of the meeting is the entry of its standing items


def test_a_board_without_a_statute_hears_nothing_of_the_act() -> None:
    board = builders.safeguarding_board()
    meeting = schedule_meeting(body=board, title="Autumn", held_on=date(2025, 9, 12), by=None)
    assert titles(meeting)[0] == "Welcome and attendance of agencies"
    said = " ".join(
        [*texts.texts_of(board).values(), *(i.text for i in meeting.agenda_items.all())]
    )
    assert "Act" not in said
    assert "1972" not in said
    assert "the public" in said


def test_a_list_of_the_bodys_own_takes_the_place_of_the_default() -> None:
    body = builders.body()
    clerk = builders.clerk_of(body)
    with pytest.raises(Refused, match="does not allow"):
        standing.add_standing_item(body=body, title="Prayers", by=builders.with_role(body, "chair"))
    standing.add_standing_item(body=body, title="Prayers", by=clerk)
    hearing = standing.add_standing_item(
        body=body, title="The candidate", meeting_kind="confirmation_hearing", by=clerk
    )
    rows = list(StandingItem.objects.filter(body=body))
    assert [row.title for row in rows][-2:] == ["Work programme", "Date of the next meeting"]
    order = [row.pk for row in rows]
    order.remove(hearing.pk)
    with pytest.raises(Refused, match="added or taken away"):
        standing.reorder_standing_items(body, order=order, by=clerk)
    standing.reorder_standing_items(body, order=[hearing.pk, *order], by=clerk)
    changed = standing.update_standing_item(
        hearing, title="Candidate", by=clerk, expected_version=hearing.version
    )
    with pytest.raises(Conflict):
        standing.remove_standing_item(hearing, by=clerk, expected_version=99)
    ordinary = schedule_meeting(body=body, title="Autumn", held_on=date(2025, 9, 12), by=clerk)
    assert "Prayers" in titles(ordinary)
    assert "Candidate" not in titles(ordinary)
    special = schedule_meeting(
        body=body,
        title="Hearing",
        held_on=date(2025, 9, 12),
        kind="confirmation_hearing",
        by=clerk,
    )
    assert titles(special)[0] == "Candidate"
    standing.remove_standing_item(changed, by=clerk, expected_version=changed.version)
    with pytest.raises(Refused, match="of its own already"):
        standing.own_list(body=body, by=clerk)
    add(ordinary, "Business")
    assert titles(ordinary)[-3:] == ["Business", "Work programme", "Date of the next meeting"]


def test_of_two_who_order_at_once_one_wins_whole() -> None:
    meeting = builders.meeting()
    one, two, three = (builders.agenda_item(meeting) for _ in range(3))
    for wrong in ([one.pk, two.pk], [one.pk, two.pk, two.pk], [one.pk, two.pk, three.pk, 0]):
        with pytest.raises(Refused):
            agenda.reorder_items(meeting, order=wrong, by=None, expected_version=1)
    won = agenda.reorder_items(
        meeting, order=[three.pk, one.pk, two.pk], by=None, expected_version=1
    )
    with pytest.raises(Conflict):
        agenda.reorder_items(meeting, order=[two.pk, one.pk, three.pk], by=None, expected_version=1)
    found = numbered(meeting.agenda_items.all())
    assert [(number, item.pk) for number, item in found] == [
        (1, three.pk),
        (2, one.pk),
        (3, two.pk),
    ]
    assert won.version == 2


def test_what_closes_the_meeting_goes_on_closing_it() -> None:
    meeting = builders.meeting()
    business, end = builders.agenda_item(meeting), builders.agenda_item(meeting, position=CLOSING)
    agenda.reorder_items(meeting, order=[business.pk, end.pk], by=None, expected_version=1)
    add(meeting, "More")
    assert titles(meeting) == [business.title, "More", end.title]
    moved = agenda.reorder_items(
        meeting,
        order=[end.pk, *meeting.agenda_items.exclude(pk=end.pk).values_list("pk", flat=True)],
        by=None,
        expected_version=2,
    )
    add(moved, "Last")
    assert titles(meeting)[0] == end.title
    assert titles(meeting)[-1] == "Last"


def test_numbers_leave_no_gap_before_the_agenda_is_out_and_stay_afterwards() -> None:
    meeting = builders.meeting()
    one, two, three = (builders.agenda_item(meeting) for _ in range(3))
    off = agenda.withdraw_item(one, reason="Not ready.", by=None)
    assert is_off(off)
    assert titles(meeting) == [two.title, three.title]
    Meeting.objects.filter(pk=meeting.pk).update(
        state="agenda_published", agenda_published_on=date(2025, 9, 1)
    )
    gone = agenda.defer_item(two, reason="The author is ill.", by=None)
    assert gone.state_reason == "The author is ill."
    late = add(meeting, "Letter of the inspectorate")
    assert (late.state, titles(meeting)) == ("proposed", [two.title, three.title])
    with pytest.raises(Refused, match="Give a reason"):
        agenda.add_item_late(late, urgency_reason=" ", by=None)
    with pytest.raises(Refused, match="Add the item as a late one"):
        agenda.accept_item(late, by=None)
    late = agenda.add_item_late(late, urgency_reason="It came today.", by=None)
    assert late.urgency_reason == "It came today."
    assert titles(meeting) == [two.title, three.title, late.title]
    with pytest.raises(Refused, match="order stays as people have read it"):
        agenda.reorder_items(meeting, order=[], by=None, expected_version=1)
    never = agenda.withdraw_item(add(meeting, "Never shown"), reason="No.", by=None)
    assert is_off(never)


def test_a_late_item_is_refused_while_the_agenda_is_not_out() -> None:
    item = builders.agenda_item(state="proposed")
    with pytest.raises(Refused, match="not out yet"):
        agenda.add_item_late(item, urgency_reason="Urgent.", by=None)
    with pytest.raises(Refused, match="has not begun"):
        agenda.consider_item(builders.agenda_item(), by=None)


def test_a_deferred_item_comes_back_once_with_its_papers_and_what_is_withheld() -> None:
    meeting = builders.meeting()
    item = builders.agenda_item(meeting, "Award", access="exempt", public_title="A contract")
    Restriction.objects.create(item=item, paragraphs=[3], public_interest="Prices.")
    paper = builders.paper(item, access="part_exempt", author="Head of finance")
    Restriction.objects.create(paper=paper, paragraphs=[1], which_part="Page 2")
    builders.paper(item, withdrawn_reason="Wrong one.")
    BackgroundPaper.objects.create(item=item, title="Law", link="https://example.test/law")
    old = agenda.defer_item(item, reason="No quorum.", by=None)
    clerk = builders.clerk_of(meeting.body)
    earlier = builders.meeting(meeting.body, held_on=date(2025, 9, 5))
    for wrong in (meeting, earlier, builders.meeting(held_on=date(2025, 12, 12))):
        with pytest.raises(Refused, match="later meeting of the same body"):
            agenda.bring_forward(old, meeting=wrong, by=clerk)
    later = builders.meeting(meeting.body, held_on=date(2025, 12, 12))
    new = agenda.bring_forward(old, meeting=later, by=clerk)
    assert (new.state, new.access, new.public_title) == ("proposed", "exempt", "A contract")
    assert (new.deferred_from, new.state_reason, new.version) == (old, "", 1)
    assert new.key != old.key
    copy = new.papers.get()
    assert (copy.title, copy.author, copy.access) == (paper.title, paper.author, "part_exempt")
    assert copy.key != paper.key
    assert new.restrictions.get().paragraphs == [3]
    assert copy.restrictions.get().which_part == "Page 2"
    assert new.background_papers.get().title == "Law"
    old.refresh_from_db()
    assert (old.state, old.meeting) == ("deferred", meeting)
    with pytest.raises(Refused, match="already"):
        agenda.bring_forward(old, meeting=later, by=clerk)


def test_only_what_nobody_outside_has_read_is_removed() -> None:
    meeting = builders.meeting()
    with_paper, plain = builders.agenda_item(meeting), builders.agenda_item(meeting)
    builders.paper(with_paper)
    with pytest.raises(Refused, match="has papers"):
        agenda.remove_item(with_paper, by=None, expected_version=1)
    with pytest.raises(Conflict):
        agenda.remove_item(plain, by=None, expected_version=2)
    agenda.remove_item(plain, by=None, expected_version=1)
    assert not AgendaItem.objects.filter(pk=plain.pk).exists()
    out = builders.meeting_with_agenda()
    with pytest.raises(Refused, match="The public has read this item"):
        agenda.remove_item(builders.agenda_item(out), by=None, expected_version=1)
    agenda.remove_item(builders.agenda_item(out, state="proposed"), by=None, expected_version=1)


def test_a_published_pack_says_what_the_public_has_read() -> None:
    meeting = builders.meeting()
    item = builders.agenda_item(meeting)
    pack = Pack.objects.create(meeting=meeting, number=1)
    pack.files.create(
        audience="public",
        storage_name="x",
        sha256="0" * 64,
        size=1,
        pages=1,
        built_at=datetime(2025, 9, 1, tzinfo=UTC),
        manifest={"items": [{"key": str(item.key), "papers": []}]},
    )
    assert not agenda.was_published(item, meeting)
    Pack.objects.update(state="published", published_at=datetime(2025, 9, 1, tzinfo=UTC))
    assert agenda.was_published(item, meeting)
    assert not agenda.was_published(builders.paper(item), meeting)
    with pytest.raises(Refused, match="The public has read this item"):
        agenda.remove_item(item, by=None, expected_version=1)


def test_every_change_takes_a_checked_pack_apart_and_calls_off_its_publication() -> None:
    meeting = builders.meeting()
    item = builders.agenda_item(meeting)
    officer = builders.with_role(meeting.body, "proper_officer")
    pack = Pack.objects.create(meeting=meeting, number=1)
    at = datetime(2025, 9, 3, 8, tzinfo=UTC)
    checked = {"state": "checked", "checked_by": officer, "checked_at": at, "publish_at": at}

    def told(change: object) -> None:
        pack.refresh_from_db()
        assert (pack.state, pack.publish_at, pack.checked_by) == ("assembling", None, None), change
        assert "called off" in pack.publish_failed

    changes = (
        lambda: add(meeting, "New"),
        lambda: agenda.update_item(item, lead="Chief officer", by=None, expected_version=None),
        lambda: texts.set_text(body=meeting.body, name="filming", text="Film away.", by=None),
    )
    for change in changes:
        Pack.objects.filter(pk=pack.pk).update(**checked, publish_failed="")
        change()
        told(change)
    Pack.objects.filter(pk=pack.pk).update(**checked)
    agenda.update_item(item, questions="Ask why.", by=None, expected_version=None)
    pack.refresh_from_db()
    assert pack.state == "checked"  # the chair's questions are in no pack


def test_special_functions_are_for_the_full_panel() -> None:
    part = builders.meeting(builders.sub_committee())
    with pytest.raises(Refused, match="only the full panel"):
        add(part, "The precept", function="precept")
    item = add(part, "Complaints", function="complaints")
    with pytest.raises(Refused, match="only the full panel"):
        agenda.update_item(item, function="annual_report", by=None, expected_version=None)
    precept = schedule_meeting(
        body=part.body, title="Precept", held_on=date(2025, 9, 19), kind="precept", by=None
    )
    assert not precept.agenda_items.exclude(function="").exists()


@pytest.mark.parametrize("state", ["cancelled", "minutes_confirmed"])
def test_a_closed_agenda_stays_as_it_is(state: str) -> None:
    meeting = builders.meeting(state=state)
    item = builders.agenda_item(meeting)
    for change in (
        lambda: add(meeting, "New"),
        lambda: agenda.withdraw_item(item, reason="Late.", by=None),
        lambda: agenda.update_item(item, title="Other", by=None, expected_version=None),
        lambda: agenda.remove_item(item, by=None, expected_version=1),
    ):
        with pytest.raises(Refused, match="agenda of this meeting is closed"):
            change()


def test_texts_of_a_body_and_back_to_the_default() -> None:
    body = builders.body()
    clerk = builders.clerk_of(body)
    assert "Regulations 2014" in texts.text_of(body, "filming")
    assert "Regulations 2014" not in texts.text_of(builders.welsh_panel(), "filming")
    own = texts.set_text(body=body, name="filming", text="Film.", text_cy="Ffilm.", by=clerk)
    assert texts.text_of(body, "filming", language="cy") == "Ffilm."
    with pytest.raises(Conflict):
        texts.set_text(body=body, name="filming", text="Mine.", by=clerk)
    own = texts.set_text(body=body, name="filming", text="Do.", by=clerk, expected_version=1)
    with pytest.raises(Refused, match="Write the text"):
        texts.set_text(body=body, name="filming", text=" ", by=clerk, expected_version=2)
    with pytest.raises(Conflict):
        texts.reset_text(own, by=clerk, expected_version=1)
    texts.reset_text(own, by=clerk, expected_version=2)
    assert "Regulations 2014" in texts.text_of(body, "filming")


def test_the_chair_knows_when_what_and_what_to_say(
    django_assert_max_num_queries: object,
) -> None:
    meeting = builders.meeting(starts_at=time(10, 30), chairs_brief="Watch the clock.")
    builders.agenda_item(meeting, "Welcome", minutes=5)
    builders.agenda_item(meeting, "Ill", minutes=50, state="deferred")
    vote = builders.agenda_item(meeting, "Veto", minutes=30, votes_needed="12", questions="Why?")
    paper = builders.paper(vote, access="exempt")
    Restriction.objects.create(paper=paper, paragraphs=[2, 1])
    secret = builders.agenda_item(meeting, "Order", access="confidential")
    Restriction.objects.create(item=secret, ground="A court order forbids it.")
    with django_assert_max_num_queries(6):  # type: ignore[operator]
        brief = chairs_brief(meeting)
    assert [item.starts_at for item in brief.items] == [
        time(10, 30),
        None,
        time(10, 35),
        time(11, 5),
    ]
    assert (brief.ends_at, brief.total_minutes, brief.without_minutes) == (time(11, 5), 35, 1)
    assert [item.title for item in brief.votes] == ["Veto"]
    assert [item.number for item in brief.exclusions] == [3, 4]
    veto, order = brief.exclusions
    assert "paragraphs 1 and 2 of Part 1 of Schedule 12A" in veto.exclusion
    assert "{" not in veto.exclusion
    assert order.exclusion == ""
    assert "no resolution is needed" in order.exclusion_note
    assert brief.notes == "Watch the clock."
