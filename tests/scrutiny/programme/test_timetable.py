"""The timetable of a review: planned as one, public beside its steps, late when it is behind."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
import time_machine
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from portal.models import PublicRecord, User
from portal.operations import Conflict, Refused
from scrutiny.models import Review
from scrutiny.operations.timetable import plan_steps, planned_days
from tests import builders, builders_public
from tests import builders_scrutiny as make

pytestmark = [pytest.mark.django_db]


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    with time_machine.travel("2025-09-12T09:00:00Z", tick=False):
        yield


@pytest.fixture
def review() -> Review:
    return make.review(state="evidence")


@pytest.fixture
def clerk(review: Review) -> User:
    return builders.clerk_of(review.body)


def test_planned_changed_and_taken_out(review: Review, clerk: User) -> None:
    days = {"drafting": date(2025, 8, 1), "agreed": date(2025, 10, 1)}
    review = plan_steps(review=review, by=clerk, days=days, expected_version=1)
    assert review.version == 2
    public = PublicRecord.objects.current().get(kind="review", key=str(review.key))
    assert public.payload["timetable"] == [
        {"step": "drafting", "planned_on": "2025-08-01"},
        {"step": "agreed", "planned_on": "2025-10-01"},
    ]
    with pytest.raises(Conflict):
        plan_steps(review=review, by=clerk, days={"agreed": None}, expected_version=1)
    assert planned_days(review) == days, "a conflict changes nothing"
    with pytest.raises(Refused, match="“Report agreed” is planned before “Drafting”"):
        plan_steps(review=review, by=clerk, days={"agreed": date(2025, 7, 1)}, expected_version=2)
    plan_steps(review=review, by=clerk, days={"agreed": None}, expected_version=2)
    assert planned_days(review) == {"drafting": date(2025, 8, 1)}
    with pytest.raises(Refused, match="Only a clerk"):
        plan_steps(review=review, by=builders.user(), days={}, expected_version=3)
    Review.objects.update(state="withdrawn")
    with pytest.raises(Refused, match="over"):
        plan_steps(review=review, by=clerk, days={}, expected_version=3)


@pytest.mark.once
def test_the_desk_has_one_form_and_the_public_sees_what_is_late(
    client: Client, review: Review, clerk: User
) -> None:
    builders_public.release_body(review.body.slug)
    clerk.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(clerk)
    where = {"review_pk": review.pk, "kind": "timetable", "pk": review.pk}
    edit = reverse("desk:edit", kwargs=where)
    assert client.get(edit).content.decode().count('type="date"') == 5
    blank = {f"initial-{step}": "" for step in ("drafting", "agreed")}
    answer = client.post(
        edit,
        {**blank, "drafting": "2025-08-01", "agreed": "2025-11-03", "expected_version": 1},
    )
    assert answer.status_code == 302
    desk = client.get(reverse("desk:desk", args=[review.pk])).content.decode()
    assert "Friday 1 August 2025 (late)" in desk
    assert "Monday 3 November 2025" in desk
    page = Client().get(f"/{review.body.slug}/reviews/{review.slug}/").content.decode()
    words = " ".join(page.split())
    assert "planned for 1 August 2025 <strong>late</strong>" in words
    assert "planned for 3 November 2025 </span>" in words
