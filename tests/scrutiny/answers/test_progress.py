"""Progress and impact: who reports, who confirms, who rates, who closes, and what is public."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
import time_machine

from portal.models import PublicRecord
from portal.operations import Conflict, Refused
from scrutiny.models import ImpactReview, ProgressUpdate, Recommendation
from scrutiny.operations import impact, progress, recommendations
from tests import builders
from tests import builders_scrutiny as make
from tests.scrutiny.answers.asking import Asked

pytestmark = pytest.mark.django_db


def public(asked: Asked) -> dict[str, Any]:
    key = str(asked.recommendation().key)
    payload: dict[str, Any] = (
        PublicRecord.objects.current().get(kind="recommendation", key=key).payload
    )
    return payload


def report(asked: Asked, **other: Any) -> ProgressUpdate:
    given: dict[str, Any] = {"on": asked.recommendation(), "by": asked.first, "text": "Half."}
    return progress.report_progress(**{**given, **other})


def rate(asked: Asked, **other: Any) -> ProgressUpdate:
    given: dict[str, Any] = {
        "on": asked.recommendation(),
        "by": asked.clerk,
        "rating": "amber",
        "text": "Half is done.",
        "minute": asked.minute,
    }
    return progress.rate_progress(**{**given, **other})


def move(asked: Asked, name: str, **other: Any) -> Recommendation:
    given: dict[str, Any] = {"by": asked.clerk, "expected_version": None, "minute": asked.minute}
    return recommendations.move_recommendation(
        recommendation=asked.recommendation(), move=name, **{**given, **other}
    )


def test_an_update_is_public_once_the_clerk_has_confirmed_it(asked: Asked) -> None:
    asked.answered()
    member = builders.with_role(asked.body, "member")
    for account in (asked.stranger, member):
        with pytest.raises(Refused, match="Only whoever it is addressed to"):
            report(asked, by=account)
    with pytest.raises(Refused, match="Write what has been done"):
        report(asked, text=" ")
    made = report(asked, by=asked.second, proof="Figures of August.")
    assert public(asked)["progress"] == []
    for account in (asked.first, asked.second, member):
        with pytest.raises(Refused, match="Only a clerk"):
            progress.confirm_update(update=made, by=account)
    progress.confirm_update(update=made, by=asked.clerk)
    (shown,) = public(asked)["progress"]
    assert (shown["text"], shown["proof"]) == ("Half.", "Figures of August.")
    with pytest.raises(Refused, match="confirmed already"):
        progress.confirm_update(update=made, by=asked.clerk)
    # What a clerk enters is confirmed by that.
    report(asked, by=asked.clerk, text="All of it.")
    assert [one["text"] for one in public(asked)["progress"]] == ["Half.", "All of it."]


def test_only_the_body_rates_with_a_minute_and_a_day(asked: Asked) -> None:
    asked.answered()
    with pytest.raises(Refused, match="Only a clerk"):
        rate(asked, by=asked.first)
    with pytest.raises(Refused, match="Choose the minute"):
        rate(asked, minute=None)
    with pytest.raises(Refused, match="green, amber or red"):
        rate(asked, rating="blue")
    rate(asked, rating="red")
    with time_machine.travel("2025-11-14T09:00:00Z", tick=False):
        rate(asked, rating="green")
    ratings = [(one["made_on"], one["rating"]) for one in public(asked)["progress"]]
    assert ratings == [("2025-09-12", "red"), ("2025-11-14", "green")]
    assert public(asked)["progress"][0]["rated_by"]["number"] == asked.minute.number


def test_the_office_claims_and_only_the_panel_closes(asked: Asked) -> None:
    asked.answered()
    with pytest.raises(Refused, match="what shows that it was done"):
        move(asked, "claim_implemented", by=asked.first, evidence=" ", text="Done.")
    with pytest.raises(Refused, match="role"):
        move(asked, "claim_implemented", by=asked.stranger, evidence="Seen.")
    move(asked, "claim_implemented", by=asked.first, evidence="The audit.", text="Done.")
    claim = ProgressUpdate.objects.get()
    assert (claim.text, claim.proof, claim.confirmed_at) == ("Done.", "The audit.", None)
    assert (public(asked)["state"], public(asked)["progress"]) == ("implemented_claimed", [])
    with pytest.raises(Refused, match="role"):
        move(asked, "close_implemented", by=asked.first, evidence="The audit.")
    with pytest.raises(Refused, match="Choose the minute"):
        move(asked, "close_implemented", minute=None, evidence="The audit.")
    move(asked, "close_implemented", evidence="The audit of September.")
    assert public(asked)["closed_by"]["number"] == asked.minute.number
    with pytest.raises(Refused, match="in the state that it is in"):
        report(asked)
    move(asked, "reopen", reason="It has begun again.")
    assert (public(asked)["state"], public(asked)["closed_by"]) == ("in_progress", None)


def test_an_impact_review_is_planned_moved_and_held(asked: Asked) -> None:
    asked.answered()
    plan: dict[str, Any] = {"by": asked.clerk, "planned_on": date(2026, 1, 30)}
    with pytest.raises(Refused, match="once the body has closed"):
        impact.plan_impact_review(recommendation=asked.recommendation(), **plan)
    move(asked, "claim_implemented", by=asked.first, evidence="The audit.")
    one = move(asked, "close_implemented", evidence="The audit.")  # on 13 June 2025
    with pytest.raises(Refused, match="Only a clerk"):
        impact.plan_impact_review(recommendation=one, **{**plan, "by": asked.first})
    for day in (date(2025, 12, 12), date(2026, 6, 14)):
        with pytest.raises(Refused, match="from 13 December 2025 to 13 June 2026"):
            impact.plan_impact_review(recommendation=one, **{**plan, "planned_on": day})
    with pytest.raises(Refused, match="after the recommendation was closed"):
        impact.plan_impact_review(
            recommendation=one,
            by=asked.clerk,
            planned_on=date(2025, 6, 12),
            accepts_outside=True,
        )
    planned = impact.plan_impact_review(recommendation=one, **plan)
    with pytest.raises(Refused, match="planned already"):
        impact.plan_impact_review(recommendation=one, **plan)
    planned = impact.replan_impact_review(
        impact=planned,
        by=asked.clerk,
        planned_on=date(2026, 7, 1),
        accepts_outside=True,
        expected_version=planned.version,
    )
    assert public(asked)["impact"][0]["planned_on"] == "2026-07-01"
    hold(asked, planned)


def hold(asked: Asked, planned: ImpactReview) -> None:
    """Hold it, a year on."""
    minute = builders.minute(builders.concluded_meeting(asked.body, held_on=date(2026, 7, 3)))
    found = {"result": "partly", "what_changed": "Children are seen sooner.", "proof": "Figures."}
    too_early = time_machine.travel("2026-07-02T09:00:00Z", tick=False)
    with too_early, pytest.raises(Refused, match="in the future"):
        impact.hold_impact_review(
            impact=planned,
            by=asked.clerk,
            values=found,
            minute=minute,
            expected_version=planned.version,
        )
    with time_machine.travel("2026-07-06T09:00:00Z", tick=False):
        given: dict[str, Any] = {"impact": planned, "by": asked.clerk, "minute": minute}
        with pytest.raises(Refused, match="Say what changed"):
            impact.hold_impact_review(
                **given, values={**found, "what_changed": " "}, expected_version=planned.version
            )
        with pytest.raises(Conflict):
            impact.hold_impact_review(**given, values=found, expected_version=1)
        held = impact.hold_impact_review(**given, values=found, expected_version=planned.version)
        assert held.held_on == date(2026, 7, 3)
        with pytest.raises(Refused, match="was held"):
            impact.hold_impact_review(**given, values=found, expected_version=held.version)
    (shown,) = public(asked)["impact"]
    assert (shown["result"], shown["held_on"]) == ("partly", "2026-07-03")
    assert shown["by"]["number"] == minute.number


def test_an_owner_reports_on_an_action_and_the_clerk_confirms(asked: Asked) -> None:
    asked.answered()
    owner = builders.user()
    mine = make.action(asked.review, owner=builders.person(asked.body, user=owner))
    made = progress.report_progress(on=mine, by=owner, text="Begun.", proof="A list.")
    assert made.confirmed_at is None
    with pytest.raises(Refused, match="Only the owner"):
        progress.report_progress(on=mine, by=asked.first, text="Mine?")
    progress.confirm_update(update=made, by=asked.clerk)
    record = PublicRecord.objects.current().get(kind="action", key=str(mine.key))
    assert [one["text"] for one in record.payload["updates"]] == ["Begun."]
    with pytest.raises(Refused, match="Only a clerk"):
        progress.rate_progress(on=mine, by=owner, rating="green", text="Good.", minute=None)
