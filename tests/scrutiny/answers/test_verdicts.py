"""The verdict on each answer: with a minute, by the clerk, and what it leads to."""

from __future__ import annotations

from typing import Any

import pytest

from portal.models import LogEntry, PublicRecord
from portal.operations import Conflict, Refused
from scrutiny.models import RecommendationResponse
from scrutiny.operations.verdicts import record_verdict
from tests import builders
from tests.scrutiny.answers.asking import Asked

pytestmark = pytest.mark.django_db


def give(asked: Asked, verdict: str = "answers", number: int = 1, **other: Any) -> Any:
    given: dict[str, Any] = {
        "by": asked.clerk,
        "reason": "",
        "minute": asked.minute,
        "expected_version": asked.decision(number).version,
    }
    return record_verdict(decision=asked.decision(number), verdict=verdict, **{**given, **other})


def test_who_may_and_what_it_needs(asked: Asked) -> None:
    asked.publish()
    asked.answer()
    refused: list[tuple[dict[str, Any], str]] = [
        ({"by": asked.first}, "Only a clerk"),
        ({"by": builders.with_role(asked.body, "chair")}, "Only a clerk"),
        ({"minute": None}, "Choose the minute"),
        ({"minute": builders.minute()}, "another body"),
        ({"verdict": "does_not_answer"}, "Say why"),
        ({"verdict": "perhaps"}, "Choose what the body thinks"),
    ]
    for other, words in refused:
        with pytest.raises(Refused, match=words):
            give(asked, **other)
    assert asked.decision().verdict == ""
    assert asked.response.state == "received"
    one = give(asked)
    assert (one.verdict, one.verdict_minute) == ("answers", asked.minute)
    entry = LogEntry.objects.for_instance(one).order_by("-timestamp", "-pk").first()
    assert entry is not None
    assert "answers the recommendation" in entry.sentence
    with pytest.raises(Conflict):
        give(asked, "overtaken", expected_version=one.version - 1)


def test_not_before_it_was_received(asked: Asked) -> None:
    asked.publish()
    made = RecommendationResponse.objects.create(
        response=asked.response, recommendation=asked.recommendation(), decision="accepted"
    )
    with pytest.raises(Refused, match="has not been received yet"):
        give(asked, expected_version=made.version)


def test_what_does_not_answer_goes_back_with_every_reason(asked: Asked) -> None:
    asked.publish()
    asked.answer()
    give(asked, "does_not_answer", 1, reason="No day is named.")
    give(asked, "does_not_answer", 2, reason="Nobody is named.")
    back = asked.response
    assert (back.state, back.times_returned) == ("incomplete", 1)
    assert back.returned_reason == "R1: No day is named.\nR2: Nobody is named."
    with pytest.raises(Refused, match=r"Not finished yet: R1, R2\."):
        asked.send()
    asked.write(1, reason="By the first of December.")
    with pytest.raises(Refused, match=r"Not finished yet: R2\."):
        asked.send()
    asked.write(2, owner="The Deputy Commissioner")
    assert asked.send().state == "received"
    # A new answer has no verdict yet.
    assert {asked.decision(n).verdict for n in (1, 2)} == {""}


def test_after_it_was_accepted_the_verdict_is_public_and_moves_nothing(asked: Asked) -> None:
    asked.answered()
    give(asked, "does_not_answer", reason="No day is named.")
    assert asked.response.state == "published"
    key = str(asked.recommendation().key)
    answer = PublicRecord.objects.current().get(kind="recommendation", key=key).payload["answer"]
    assert (answer["verdict"], answer["verdict_reason"]) == ("does_not_answer", "No day is named.")
    assert answer["verdict_by"]["number"] == asked.minute.number
    give(asked, "answers")
    answer = PublicRecord.objects.current().get(kind="recommendation", key=key).payload["answer"]
    assert (answer["verdict"], answer["verdict_reason"]) == ("answers", "")
