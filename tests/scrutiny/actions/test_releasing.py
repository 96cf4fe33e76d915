"""Actions without a review: public when a clerk releases them, in step from then on."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from portal.operations import Refused
from portal.publishing import Copy
from scrutiny.models import Action, ActionRedating, Recommendation, Theme
from scrutiny.operations import actions, progress
from scrutiny.operations.action_release import publication_of, release_action, withdraw_action
from scrutiny.operations.carrying import carry_forward
from scrutiny.public import action_copy
from tests import builders
from tests import builders_scrutiny as make
from tests.scrutiny.actions.acting import Acting, public_of

pytestmark = pytest.mark.django_db


def test_nothing_is_public_before_the_clerk_releases_it_and_everything_follows_after(
    acting: Acting,
) -> None:
    one = acting.add()
    acting.report(one, by=acting.clerk, text="Said by the clerk.")
    assert public_of(one) is None
    for account in (acting.member, acting.partner, acting.stranger):
        with pytest.raises(Refused):
            release_action(action=one, by=account, expected_version=None)
    release_action(action=one, by=acting.clerk, expected_version=one.version)
    payload = public_of(one)
    assert payload is not None
    assert payload["review"] is None
    assert payload["from_minute"] == {"number": "7", "held_on": "2025-06-13"}
    assert [update["text"] for update in payload["updates"]] == ["Said by the clerk."]

    waiting = acting.report(one, text="Half of them came.")
    assert len((public_of(one) or {})["updates"]) == 1, "no clerk has confirmed it"
    progress.confirm_update(update=waiting, by=acting.clerk)
    assert [it["text"] for it in (public_of(one) or {})["updates"]][1] == "Half of them came."
    again = actions.redate_action(
        action=one, by=acting.clerk, to_date=date(2025, 10, 31), reason="Late.", expected_version=1
    )
    assert ActionRedating.objects.count() == 1
    assert [it["reason"] for it in (public_of(one) or {})["redatings"]] == ["Late."]
    closed = acting.move(again, "close")
    found = public_of(one) or {}
    assert (found["state"], found["closed_by"]) == (
        "closed",
        {"number": "14", "held_on": "2025-09-12"},
    )
    acting.move(closed, "reopen", reason="It was too soon.")
    assert (public_of(one) or {})["state"] == "in_progress"

    withdraw_action(action=one, by=acting.clerk, expected_version=None, reason="It named somebody.")
    assert public_of(one) is None
    gone = Client().get(f"/actions/{one.key}/")
    assert gone.status_code == 410
    assert "It named somebody." in gone.content.decode()
    acting.report(one, by=acting.clerk, text="After.")
    assert public_of(one) is None, "a change does not publish it again"
    assert publication_of(one) == "withdrawn"
    release_action(action=Action.objects.get(pk=one.pk), by=acting.clerk, expected_version=None)
    assert (public_of(one) or {})["updates"][-1]["text"] == "After."


def test_the_gate_stands_before_it(acting: Acting) -> None:
    one = acting.add(text="Write to the mother of the child, born 3 March 2014, NHS 943 476 5919.")
    with pytest.raises(Refused):
        release_action(action=one, by=acting.clerk, expected_version=None)
    assert public_of(one) is None
    fine = acting.released()
    with pytest.raises(Refused):
        actions.update_action(
            action=fine,
            by=acting.clerk,
            values={"text": "Write to the child with NHS number 943 476 5919."},
            expected_version=fine.version,
        )
    assert Action.objects.get(pk=fine.pk).text == "Bring the figures."


def test_what_a_review_keeps_private_does_not_get_out_by_an_action(acting: Acting) -> None:
    review = make.review(acting.body)
    make.witness(review, name="Jan Doe", is_public=False, public_description="a nurse")
    make.evidence(review, number=1, title="The Quorvane audit", access="restricted")
    origins: tuple[dict[str, Any], ...] = (
        {"origin_line": make.line(review)},
        {"recommendation": make.recommendation(review)},
        {"origin_response": make.response(review)},
    )
    for origin in origins:
        for text in ("Ask Jan Doe for the figures.", "Send the Quorvane audit."):
            one = acting.add(text=text, **origin)
            with pytest.raises(Refused, match=r"witness who may not|restricted evidence E1"):
                release_action(action=one, by=acting.clerk, expected_version=None)
            assert public_of(one) is None
    fine = acting.released(**origins[0])
    with pytest.raises(Refused, match="may not be named"):
        acting.report(fine, by=acting.clerk, text="Jan Doe sent them.")


def test_origins_are_of_the_body_and_named_only_where_the_public_knows_of_them(
    acting: Acting,
) -> None:
    review = make.review(acting.body)
    line, asked = make.line(review), make.recommendation(review)
    one = acting.released(origin_line=line, recommendation=asked)
    payload = public_of(one) or {}
    assert (payload["line"], payload["recommendation"]) == (None, None)
    assert "response" not in payload
    elsewhere = make.line()
    with pytest.raises(Refused, match="another review or another body"):
        acting.add(origin_line=elsewhere)
    with pytest.raises(Refused, match="another review or another body"):
        acting.add(owner=builders.person())
    theme = Theme.objects.create(name="Missing children", slug="missing")
    drafted = make.recommendation(review, findings=(make.finding(make.line(review, theme=theme)),))
    of_review = make.action(review, origin_line=line, recommendation=drafted)
    copy: Copy = action_copy(of_review)
    named = [copy.payload[name] for name in ("line", "recommendation", "themes")]
    assert named == [None, None, []], "a draft goes out with no edition"
    line.agreed_minute = acting.minute
    drafted.state, drafted.issued_on = Recommendation.State.ISSUED, date(2025, 9, 12)
    copy = action_copy(of_review)
    assert copy.payload["line"] == str(line.key), "it goes out together with its review"
    assert copy.payload["recommendation"] == str(drafted.key)
    assert [one["slug"] for one in copy.payload["themes"]] == ["missing"]
    with pytest.raises(Refused, match="with the report"):
        release_action(action=of_review, by=acting.clerk, expected_version=None)


def test_public_pages_and_the_tracker_do_without_a_review(acting: Acting, client: Client) -> None:
    one = acting.released(owner=acting.outside)
    assert len(carry_forward(meeting=acting.meeting, by=acting.clerk)) == 1
    page = client.get(f"/actions/{one.key}/")
    assert page.status_code == 200
    text = page.content.decode()
    assert "Director of Housing" in text
    assert "13 June 2025" in text, "the meeting that it is from"
    assert "once, from one meeting to the next" in text
    listed = client.get("/actions/")
    assert "Bring the figures." in listed.content.decode()
    for path in ("history/", "thread/", "versions/1/"):
        assert client.get(f"/actions/{one.key}/{path}").status_code == 200
