"""Two people at once: an answer is sent once, an update confirmed once, an impact planned once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
import time_machine

from portal.models import LogEntry
from portal.operations import fresh
from scrutiny.models import (
    AnswerDraft,
    ImpactReview,
    ProgressUpdate,
    Recommendation,
    RecommendationResponse,
)
from scrutiny.operations import (
    answering,
    decisions,
    impact,
    progress,
    recommendations,
    verdicts,
)
from scrutiny.report import render
from tests.boards.test_pack_races import at_once
from tests.scrutiny.answers.asking import WHOLE, Asked

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("files_say_nothing"),
]
CLICKS = 6
ONE = {"done": 1, "refused": CLICKS - 1}


@pytest.fixture
def ready(monkeypatch: pytest.MonkeyPatch) -> Iterator[Asked]:
    """A published report of one recommendation."""
    monkeypatch.setattr(render, "pdf", lambda _document: b"%PDF-1.7 test")
    with time_machine.travel("2025-09-12T09:00:00Z", tick=True):
        asked = Asked(recommendations=1)
        asked.publish()
        yield asked


def counted(said: list[str]) -> dict[str, int]:
    return {word: said.count(word) for word in set(said)}


def test_each_is_made_once(ready: Asked) -> None:
    """One story, each of its moves pressed by six people at once."""
    response = ready.response
    one = ready.recommendation()
    said = at_once(
        [
            lambda: answering.save_draft(
                response=response,
                recommendation=one,
                by=ready.first,
                values=WHOLE,
                expected_version=0,
            )
        ]
        * CLICKS
    )
    assert counted(said) == ONE
    assert AnswerDraft.objects.count() == 1
    sending = [
        lambda: answering.send_answer(response=response, by=ready.second, expected_version=None)
    ]
    assert counted(at_once(sending * CLICKS)) == ONE
    assert RecommendationResponse.objects.count() == 1
    assert moves(ready.recommendation(), "accept") == 1
    made = ready.decision()
    judging = [
        lambda: verdicts.record_verdict(
            decision=made,
            by=ready.clerk,
            verdict="does_not_answer",
            reason="No day.",
            minute=ready.minute,
            expected_version=made.version,
        )
    ]
    assert counted(at_once(judging * CLICKS)) == ONE
    assert (ready.response.state, ready.response.times_returned) == ("incomplete", 1)
    ready.write(1, due_on=date(2025, 11, 3))
    ready.send()
    made = ready.decision()
    changing = [
        lambda: decisions.change_decision(
            decision=made,
            by=ready.second,
            values={"action": "We do it sooner."},
            reason="A new post.",
            expected_version=made.version,
        )
    ]
    assert counted(at_once(changing * CLICKS)) == ONE
    assert RecommendationResponse.objects.count() == 1
    update = progress.report_progress(on=ready.recommendation(), by=ready.first, text="Begun.")
    confirming = [lambda: progress.confirm_update(update=update, by=ready.clerk)]
    assert counted(at_once(confirming * CLICKS)) == ONE
    assert ProgressUpdate.objects.get().confirmed_by == ready.clerk
    closing = [
        lambda: recommendations.move_recommendation(
            recommendation=one,
            move="close_overtaken",
            by=ready.clerk,
            expected_version=None,
            reason="A new law.",
            minute=ready.minute,
        )
    ]
    assert counted(at_once(closing * CLICKS)) == ONE
    assert moves(one, "close_overtaken") == 1
    planning = [
        lambda: impact.plan_impact_review(
            recommendation=one, by=ready.clerk, planned_on=date(2026, 1, 30)
        )
    ]
    assert counted(at_once(planning * CLICKS)) == ONE
    assert ImpactReview.objects.count() == 1
    assert fresh(one).state == "closed_overtaken"


def moves(record: Recommendation, name: str) -> int:
    entries = LogEntry.objects.for_instance(record).filter(action="portal.move", data__move=name)
    return int(entries.count())
