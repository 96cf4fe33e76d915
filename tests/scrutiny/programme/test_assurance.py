"""A standing sub-committee assures its parent: agreed, given, received, each with its minute."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from boards.models import Meeting, ScrutinyBody
from portal.models import LogEntry, PublicRecord, User
from portal.operations import Conflict, Refused
from scrutiny.models import AssuranceStatement, Review
from scrutiny.operations import assurance
from scrutiny.operations.release import release_review
from scrutiny.pack_sources.assurance import assurance as paper
from scrutiny.rules import lifecycle
from tests import builders, builders_public
from tests import builders_scrutiny as make

pytestmark = [pytest.mark.django_db]


@dataclass
class Standing:
    panel: ScrutinyBody
    sub: ScrutinyBody
    review: Review
    clerk: User
    panels_clerk: User
    of_panel: Meeting
    of_sub: Meeting

    def step(self, statement: AssuranceStatement, move: str, **more: Any) -> AssuranceStatement:
        values = {"by": self.clerk, "expected_version": None, **more}
        return assurance.move_assurance(statement=statement, move=move, **values)


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    with time_machine.travel("2025-09-12T09:00:00Z", tick=False):
        yield


@pytest.fixture
def at() -> Standing:
    panel = builders.body(name="Panel")
    sub = builders.sub_committee(panel, name="Sub-committee on CSE")
    review = make.review(sub, kind="standing", state="evidence", title="CSE")
    clerk = builders.clerk_of(sub)
    clerk.user_permissions.add(Permission.objects.get(codename="access_admin"))
    return Standing(
        panel=panel,
        sub=sub,
        review=review,
        clerk=clerk,
        panels_clerk=builders.clerk_of(panel),
        of_panel=builders.concluded_meeting(panel),
        of_sub=builders.concluded_meeting(sub, held_on=date(2025, 5, 16)),
    )


VALUES = {
    "from_day": date(2024, 5, 1),
    "to_day": date(2025, 4, 30),
    "level": "limited",
    "text": "Much is done; <b>risk</b> is assessed unevenly.",
    "text_cy": "",
}


def written(at: Standing) -> AssuranceStatement:
    return assurance.write_assurance(review=at.review, by=at.clerk, values=VALUES)


def told(at: Standing) -> list[dict[str, Any]]:
    found = PublicRecord.objects.current().get(kind="review", key=str(at.review.key))
    given: list[dict[str, Any]] = found.payload["assurances"]
    return given


def test_each_step_has_what_shows_it_and_the_public_reads_it_when_it_is_given(
    at: Standing,
) -> None:
    release_review(at.review, by=at.clerk)
    one = written(at)
    own, parents = builders.minute(at.of_sub, "7"), builders.minute(at.of_panel, "12")
    with pytest.raises(Refused, match="minute of the sub-committee"):
        at.step(one, "agree")
    with pytest.raises(Refused, match="minute of the sub-committee"):
        at.step(one, "agree", minute=parents)
    with pytest.raises(Refused, match="cannot be done from here"):
        at.step(one, "give", meeting=at.of_panel)
    with pytest.raises(Refused, match="role does not allow"):
        at.step(one, "agree", minute=own, by=at.panels_clerk)
    stale = at.step(one, "agree", minute=own).version - 1
    assert told(at) == [], "what is only agreed is the sub-committee's own"
    with pytest.raises(Conflict):
        at.step(one, "give", meeting=at.of_panel, expected_version=stale)
    with pytest.raises(Refused, match="meeting of the parent"):
        at.step(one, "give", meeting=at.of_sub)
    at.step(one, "give", meeting=at.of_panel)
    assert told(at) == [
        {
            "from_day": "2024-05-01",
            "to_day": "2025-04-30",
            "level": "limited",
            "text": VALUES["text"],
            "text_cy": "",
            "agreed_by": {"number": "7", "held_on": "2025-05-16"},
            "given_on": "2025-06-13",
            "received_by": None,
        }
    ]
    with pytest.raises(Refused, match="minute of the parent"):
        at.step(one, "receive", minute=own)
    at.step(one, "receive", minute=parents, by=at.panels_clerk)
    assert told(at)[0]["received_by"] == {"number": "12", "held_on": "2025-06-13"}
    with pytest.raises(Refused, match="cannot be done from here"):
        at.step(one, "receive", minute=parents)
    sentences = [entry.sentence for entry in LogEntry.objects.for_instance(one)]
    assert len(sentences) == 4
    assert sentences[0].startswith("The parent body received the assurance. (Minute 12,")


def test_what_was_agreed_is_frozen_and_other_reviews_give_none(at: Standing) -> None:
    one = written(at)
    one = assurance.change_assurance(
        statement=one, by=at.clerk, values={"level": "full"}, expected_version=1
    )
    one = at.step(one, "agree", minute=builders.minute(at.of_sub))
    with pytest.raises(Refused, match="has agreed this"):
        assurance.change_assurance(
            statement=one, by=at.clerk, values={"text": "Other"}, expected_version=one.version
        )
    ordinary = make.review(at.sub, kind="review")
    with pytest.raises(Refused, match="Only a standing review"):
        assurance.write_assurance(review=ordinary, by=at.clerk, values=VALUES)
    alone = make.review(at.panel, kind="standing")
    with pytest.raises(Refused, match="no parent"):
        assurance.write_assurance(review=alone, by=at.panels_clerk, values=VALUES)
    with pytest.raises(Refused, match="Only a clerk"):
        assurance.write_assurance(review=at.review, by=at.panels_clerk, values=VALUES)


def test_a_standing_review_never_closes() -> None:
    rows = [row for row in lifecycle.REVIEW.rows if row.to_state == "closed"]
    assert rows
    assert all("standing" not in row.kinds for row in rows)


@pytest.mark.once
def test_it_is_a_paper_of_the_meeting_that_it_is_given_to(at: Standing) -> None:
    one = at.step(written(at), "agree", minute=builders.minute(at.of_sub, "7"))
    day = at.of_panel.held_on
    assert "gives assurance at this meeting" in paper(at.panel.slug, "public", day).html
    at.step(one, "give", meeting=at.of_panel)
    html = paper(at.panel.slug, "public", day).html
    for words in ("Sub-committee on CSE", "Limited assurance", "1 May 2024 to 30 April 2025"):
        assert words in html
    assert "&lt;b&gt;risk" in html
    assert "minute 7" in html
    assert html == paper(at.panel.slug, "restricted", day).html
    for elsewhere in ((at.sub.slug, day), (at.panel.slug, date(2025, 9, 12))):
        assert "Limited" not in paper(elsewhere[0], "public", elsewhere[1]).html


@pytest.mark.once
def test_public_pages_of_both_bodies_show_it(client: Client, at: Standing) -> None:
    name = {"slug": at.sub.slug, "name": at.sub.name}
    builders_public.release_body(at.panel.slug, sub_committees=[name])
    builders_public.release_body(at.sub.slug)
    one = at.step(written(at), "agree", minute=builders.minute(at.of_sub, "7"))
    at.step(one, "give", meeting=at.of_panel)
    page = client.get(f"/{at.sub.slug}/reviews/{at.review.slug}/").content.decode()
    assert "Limited assurance" in page
    assert "by the sub-committee, minute 7, Friday 16 May 2025" in page
    assert "not yet: no minute of the parent body says so" in page
    make.entry(at.panel, state="adopted")
    from scrutiny.operations.forward_plan import publish_forward_plan

    publish_forward_plan(body=at.panel, by=at.panels_clerk)
    parents = client.get(f"/{at.panel.slug}/forward-plan/").content.decode()
    assert "Limited assurance" in parents
    assert f"/{at.sub.slug}/reviews/{at.review.slug}/" in parents


@pytest.mark.once
def test_both_desks(client: Client, at: Standing) -> None:
    client.force_login(at.clerk)
    where = {"review_pk": at.review.pk, "kind": "assurances"}
    values = {**VALUES, "from_day": "2024-05-01", "to_day": "2024-05-01"}
    add = reverse("desk:add", kwargs=where)
    assert "ends after it begins" in client.post(add, values).content.decode()
    assert client.post(add, {**values, "to_day": "2025-04-30"}).status_code == 302
    one = at.review.assurances.get()
    own = builders.minute(at.of_sub)
    builders.minute(at.of_panel, "parents")
    agree = reverse("desk:move", kwargs={**where, "pk": one.pk, "name": "agree"})
    offered = client.get(agree).content.decode()
    assert f'value="{own.pk}"' in offered
    assert "parents" not in offered
    assert client.post(agree, {"minute": own.pk, "expected_version": 1}).status_code == 302
    give = reverse("desk:move", kwargs={**where, "pk": one.pk, "name": "give"})
    parent_desk = Client()
    parent_desk.force_login(at.panels_clerk)
    at.panels_clerk.user_permissions.add(Permission.objects.get(codename="access_admin"))
    panel = reverse("programme:desk", args=[at.panel.slug])
    here = {"body": at.panel.slug, "kind": "assurance", "pk": one.pk}
    receive = reverse("programme:move", kwargs={**here, "name": "receive"})
    assert parent_desk.get(receive).status_code == 404, "nothing is shown before it is given"
    answer = client.post(give, {"meeting": at.of_panel.pk, "expected_version": 2})
    assert answer.status_code == 302
    assert "Record that it was received" in parent_desk.get(panel).content.decode()
    parents = at.of_panel.minutes.get()
    assert (
        parent_desk.post(receive, {"minute": parents.pk, "expected_version": 3}).status_code == 302
    )
    assert "Received by the parent body" in parent_desk.get(panel).content.decode()
    assert (
        "Received by the parent body"
        in client.get(reverse("desk:desk", args=[at.review.pk])).content.decode()
    )
