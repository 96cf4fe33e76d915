"""An office writes its answer, sends it, gets it back and answers again; who may, and when."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine

from portal.models import Clock, LogEntry, PublicRecord
from portal.operations import Conflict, Refused
from portal.viewing import visible
from scrutiny.models import AnswerDraft, RecommendationResponse, Response
from scrutiny.operations import responses
from scrutiny.operations.decisions import change_decision
from tests.scrutiny.answers.asking import REFUSED, Asked

pytestmark = pytest.mark.django_db


def met_on(response: Response) -> date | None:
    return Clock.objects.get(subject_key=response.key).met_on


def public(response: Response) -> dict[str, object]:
    record = PublicRecord.objects.current().get(kind="response", key=str(response.key))
    payload: dict[str, object] = record.payload
    return payload


def test_only_the_office_that_was_asked_writes(asked: Asked) -> None:
    asked.publish()
    for account in (asked.clerk, asked.stranger):
        with pytest.raises(Refused, match="Only the office that was asked"):
            asked.write(by=account)
    asked.write(by=asked.second)
    assert AnswerDraft.objects.get().changed_by == asked.second
    may_read = [visible(one, AnswerDraft).exists() for one in (asked.first, asked.second)]
    may_not = [visible(one, AnswerDraft).exists() for one in (asked.clerk, asked.stranger)]
    assert (may_read, may_not) == ([True, True], [False, False])


def test_a_draft_decides_nothing(asked: Asked) -> None:
    response = asked.publish()
    asked.write(1)
    assert asked.recommendation(1).state == "issued"
    assert not RecommendationResponse.objects.exists()
    assert "Notices are sent" not in str(public(response))
    with pytest.raises(Refused, match=r"Not finished yet: R2\."):
        asked.send()
    assert asked.response.state == "requested"


def test_the_whole_is_sent_at_once(asked: Asked) -> None:
    response = asked.publish()
    asked.write(1)
    asked.write(2, **REFUSED)
    sent = asked.send()
    assert (sent.state, sent.received_on) == ("received", date(2025, 9, 12))
    assert [asked.recommendation(n).state for n in (1, 2)] == ["accepted", "rejected"]
    assert not AnswerDraft.objects.exists()
    assert met_on(response) == date(2025, 9, 12)
    with pytest.raises(Refused, match="This answer was sent"):
        asked.write(1)
    with pytest.raises(Refused, match="This answer was sent"):
        asked.send()


def test_two_of_the_office_at_once_lose_nothing(asked: Asked) -> None:
    asked.publish()
    asked.write(1, action="Ruth's words.")
    with pytest.raises(Conflict) as caught:
        asked.write(1, by=asked.second, version=0, action="Seth's words.")
    saved = caught.value.saved
    assert isinstance(saved, AnswerDraft)
    assert saved.action == "Ruth's words."
    asked.write(1, by=asked.second, version=saved.version, action="Seth's words.")
    assert AnswerDraft.objects.get().action == "Seth's words."


def test_what_is_sent_back_counts_and_its_clock_runs_again(asked: Asked) -> None:
    response = asked.publish()
    asked.answer()
    with time_machine.travel("2025-09-15T09:00:00Z", tick=False):
        back = asked.move("return", "R1: who does it?")
    assert (back.times_returned, back.returned_reason) == (1, "R1: who does it?")
    assert back.returned_on == date(2025, 9, 15)
    assert met_on(response) is None
    assert (public(response)["state"], public(response)["times_returned"]) == ("incomplete", 1)
    with time_machine.travel("2025-09-19T09:00:00Z", tick=False):
        asked.write(1, owner="The Deputy Commissioner")
        again = asked.send()
    assert again.received_on == date(2025, 9, 19)
    assert met_on(response) == date(2025, 9, 19)
    assert asked.decision(1).owner == "The Deputy Commissioner"
    log = LogEntry.objects.for_instance(asked.recommendation(1)).filter(action="portal.move")
    moves = [entry.data["move"] for entry in log.order_by("timestamp", "pk")]
    assert moves[-3:] == ["accept", "revise_decision", "accept"]
    # R2 was not touched: its decision stands as it was sent first.
    second = LogEntry.objects.for_instance(asked.recommendation(2)).filter(action="portal.move")
    assert second.filter(data__move="accept").count() == 1


def test_a_clerk_may_date_what_came_again_by_letter(asked: Asked) -> None:
    asked.publish()
    asked.answer()
    back = asked.move("return", "R1: who does it?")
    with time_machine.travel("2025-09-19T09:00:00Z", tick=False):
        responses.record_response(
            response=back,
            by=asked.clerk,
            values={"received_on": date(2025, 9, 17), "cited_document": "Letter of 17 September"},
            expected_version=back.version,
        )
        assert asked.move("receive").received_on == date(2025, 9, 17)


def test_a_decision_changes_in_one_step_once_it_was_accepted(asked: Asked) -> None:
    """Never is a published response without one of its answers."""
    asked.answered()
    one = asked.decision(1)
    with pytest.raises(Refused, match="in one step"):
        responses.revise_decision(
            recommendation=asked.recommendation(1),
            by=asked.first,
            expected_version=None,
            reason="We thought again.",
        )
    assert asked.recommendation(1).state == "accepted"
    changed = change_decision(
        decision=one,
        by=asked.first,
        values={"decision": "rejected", "reason": "The money is gone."},
        reason="Letter of 12 September.",
        expected_version=one.version,
    )
    assert (changed.decision, changed.verdict) == ("rejected", "")
    assert asked.recommendation(1).state == "rejected"
    record = PublicRecord.objects.current().get(
        kind="recommendation", key=str(asked.recommendation(1).key)
    )
    assert record.payload["answer"]["reason"] == "The money is gone."
    with pytest.raises(Conflict) as conflict:
        change_decision(
            decision=one, by=asked.first, values={}, reason="Again.", expected_version=1
        )
    assert conflict.value.saved == changed  # whoever comes second sees what stands now
    with pytest.raises(Refused, match="role"):
        change_decision(
            decision=changed,
            by=asked.stranger,
            values={"decision": "accepted"},
            reason="Mine.",
            expected_version=changed.version,
        )
