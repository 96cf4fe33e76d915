"""The work programme and the forward plan: carried over, suggested by findings, published."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
import time_machine
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from boards.models import ScrutinyBody
from portal.models import PublicRecord, User
from portal.operations import Refused
from scrutiny.models import EntryOrigin, ExternalFinding, Source, WorkProgrammeEntry
from scrutiny.operations import programme
from scrutiny.operations.forward_plan import publish_forward_plan, standing_of_plan
from scrutiny.pack_sources.programme import work_programme
from tests import builders, builders_public
from tests import builders_scrutiny as make

pytestmark = [pytest.mark.django_db]


@pytest.fixture(autouse=True)
def traveller() -> Iterator[time_machine.Traveller]:
    with time_machine.travel("2025-09-12T09:00:00Z", tick=False) as moving:
        yield moving


@pytest.fixture
def body() -> ScrutinyBody:
    body = builders.body()
    builders_public.release_body(body.slug)
    return body


@pytest.fixture
def clerk(body: ScrutinyBody) -> User:
    account = builders.clerk_of(body)
    account.user_permissions.add(Permission.objects.get(codename="access_admin"))
    return account


def move(entry: WorkProgrammeEntry, name: str, by: User, **needs: object) -> WorkProgrammeEntry:
    return programme.move_entry(entry=entry, move=name, by=by, expected_version=None, **needs)  # type: ignore[arg-type]


def payload(body: ScrutinyBody) -> list[dict[str, object]]:
    found = PublicRecord.objects.current().get(kind="forward_plan", key=body.slug)
    entries: list[dict[str, object]] = found.payload["entries"]
    return entries


def test_carrying_over_is_counted_and_printed(body: ScrutinyBody, clerk: User) -> None:
    at = builders.meeting(body)
    entry = make.entry(body, state="adopted", title="Missing children")
    for _time in range(2):
        entry = move(entry, "schedule", clerk, meeting=at)
        entry = move(entry, "carry_over", clerk, reason="No time.")
    assert (entry.times_carried_over, entry.meeting) == (2, None)
    paper = work_programme(body.slug, "public", at.held_on).html
    assert "Adopted, carried over 2 times" in paper
    publish_forward_plan(body=body, by=clerk)
    assert payload(body)[0]["times_carried_over"] == 2


def test_only_what_was_adopted_is_published_and_once(
    body: ScrutinyBody, clerk: User, traveller: time_machine.Traveller
) -> None:
    with pytest.raises(Refused, match="Nothing has been adopted"):
        publish_forward_plan(body=body, by=clerk)
    private = builders.meeting(body, kind="private_briefing")
    for state in ("suggested", "dropped"):
        make.entry(body, state=state, title=f"Never {state}", source="A letter of Jordan's aunt")
    lead = builders.person(body, name="Cllr Lead", post="Member")
    make.entry(body, state="adopted", title="Adopted", source="Jordan's aunt", lead=lead)
    make.entry(body, state="scheduled", title="In private", meeting=private)
    done = make.entry(body, state="adopted", title="Done")
    move(done, "complete", clerk)
    assert standing_of_plan(body).differs
    with pytest.raises(Refused, match="Only a clerk"):
        publish_forward_plan(body=body, by=builders.with_role(body, "chair"))
    publish_forward_plan(body=body, by=clerk)
    told = {str(one["title"]): one for one in payload(body)}
    assert told.keys() == {"Adopted", "In private", "Done"}
    assert "aunt" not in str(payload(body))
    assert told["In private"]["meeting"] is None
    assert told["Adopted"]["lead"] == {"name": "Cllr Lead", "post": "Member"}
    assert told["Done"]["completed_on"] == "2025-09-12"
    assert not standing_of_plan(body).differs
    with pytest.raises(Refused, match="says the same already"):
        publish_forward_plan(body=body, by=clerk)
    traveller.move_to("2026-06-01T09:00:00Z")  # the next municipal year has begun
    assert standing_of_plan(body).differs
    publish_forward_plan(body=body, by=clerk)
    assert "Done" not in {one["title"] for one in payload(body)}


@pytest.mark.once
def test_the_gate_looks_at_the_plan(body: ScrutinyBody, clerk: User) -> None:
    make.entry(body, state="adopted", title="Calls", purpose="Ring 07911 123456 about it.")
    with pytest.raises(Refused, match="Forward plan"):
        publish_forward_plan(body=body, by=clerk)
    assert not PublicRecord.objects.filter(kind="forward_plan").exists()


@pytest.mark.once
def test_the_public_page_goes_by_meeting(client: Client, body: ScrutinyBody, clerk: User) -> None:
    empty = client.get(f"/{body.slug}/forward-plan/").content.decode()
    assert "No forward plan has been published yet" in empty
    assert client.get("/nobody/forward-plan/").status_code == 404
    first = builders.meeting(body, title="October meeting", held_on=date(2025, 10, 2))
    later = builders.meeting(body, title="December meeting", held_on=date(2025, 12, 4))
    make.entry(body, state="scheduled", title="Later one", meeting=later)
    make.entry(body, state="scheduled", title="Sooner one", meeting=first)
    make.entry(body, state="adopted", title="Waiting one", title_cy="Un yn aros")
    finding = external(body)
    move(make.entry(body, state="adopted", title="Done one"), "complete", clerk)
    EntryOrigin.objects.create(
        entry=WorkProgrammeEntry.objects.get(title="Waiting one"), external_finding=finding
    )
    publish_forward_plan(body=body, by=clerk)
    answer = client.get(f"/{body.slug}/forward-plan/")
    page = answer.content.decode()
    assert answer["Cache-Control"].startswith("public")
    places = [
        page.index(words)
        for words in (
            "October meeting, Thursday 2 October 2025",
            "Sooner one",
            "December meeting",
            "Later one",
            "No meeting set yet",
            "Waiting one",
            "Done one",
        )
    ]
    assert places == sorted(places)
    assert str(finding.key) not in page, "a finding that is not public is not linked"
    assert 'lang="cy">Un yn aros</p>' in page


def external(body: ScrutinyBody, kind: str = "finding", **fields: object) -> ExternalFinding:
    source, _made = Source.objects.get_or_create(
        body=body, title="Letter", kind="letter", dated_on=date(2016, 10, 17)
    )
    number = source.findings.count() + 1
    values = {"text": f"Finding {number} of the letter.", "dated_on": date(2016, 10, 17)}
    return ExternalFinding.objects.create(
        source=source, number=number, kind=kind, **{**values, **fields}
    )


@pytest.mark.once
def test_findings_suggest_entries_until_they_prompt_one(
    client: Client, body: ScrutinyBody, clerk: User
) -> None:
    lonely = external(body, date_words="autumn 2016")
    used, asked = external(body), external(body)
    praise = external(body, kind="good_practice")
    strange = external(builders.body(), text="Of another body.")
    make_entry = make.entry(body)
    EntryOrigin.objects.create(entry=make_entry, external_finding=used)
    line = make.line(make.review(body))
    line.origins.create(external_finding=asked)
    client.force_login(clerk)
    desk = reverse("programme:desk", args=[body.slug])
    page = client.get(desk).content.decode()
    add = reverse("programme:add", kwargs={"body": body.slug, "kind": "entries"})
    assert f"{add}?finding={lonely.pk}" in page
    assert "autumn 2016" in page
    for one in (used, asked, praise, strange):
        assert f"?finding={one.pk}" not in page
    form = client.get(f"{add}?finding={lonely.pk}").content.decode()
    assert "Finding 1 of the letter." in form
    assert "Letter, autumn 2016" in form
    assert "Of another body." not in client.get(f"{add}?finding={strange.pk}").content.decode()
    assert client.get(f"{add}?finding=x").status_code == 200


@pytest.mark.once
def test_the_desk_says_when_the_public_plan_is_behind(
    client: Client, body: ScrutinyBody, clerk: User
) -> None:
    client.force_login(clerk)
    desk, plan = (reverse(f"programme:{name}", args=[body.slug]) for name in ("desk", "plan"))
    make.entry(body, state="adopted", title="Custody")
    assert "Not published yet" in client.get(desk).content.decode()
    page = client.get(plan).content.decode()
    assert "Custody" in page
    assert not PublicRecord.objects.filter(kind="forward_plan").exists()
    assert client.post(plan).status_code == 302
    assert "Same as the records" in client.get(desk).content.decode()
    WorkProgrammeEntry.objects.update(title="Custody of children")
    assert "Differs from the records" in client.get(desk).content.decode()
    assert client.post(plan).status_code == 302
    assert client.post(plan).status_code == 422
