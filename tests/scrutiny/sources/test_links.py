"""What prompted a line or an entry, and evidence that contradicts what others found."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from boards.models import ScrutinyBody
from portal.models import User
from portal.operations import Refused
from scrutiny.models import EvidenceBearing, KeyLineOfEnquiry, Review, WorkProgrammeEntry
from scrutiny.operations import enquiry, programme, records
from scrutiny.operations.source_findings import remove_finding
from scrutiny.operations.source_links import add_bearing
from tests import builders
from tests import builders_scrutiny as make
from tests.scrutiny.sources.making import found, letter

pytestmark = pytest.mark.usefixtures("files_say_nothing")


@pytest.fixture
def review(panel: ScrutinyBody) -> Review:
    return make.review(panel, state="evidence")


def origins_of(record: Any) -> set[int]:
    return set(record.origins.values_list("external_finding_id", flat=True))


def change(line: KeyLineOfEnquiry, by: User, **values: Any) -> Any:
    line.refresh_from_db()
    return records.change_record(
        kind=records.LINES, record=line, by=by, values=values, expected_version=line.version
    )


def test_what_prompted_a_line_may_be_said_until_it_is_replaced(review: Review, clerk: User) -> None:
    source = letter(review.body, clerk)
    first, second = found(source, clerk), found(source, clerk, "Another.")
    line = make.line(review, state="agreed", agreed_minute=builders.minute())
    change(line, clerk, origins=[first])
    with pytest.raises(Refused, match="frozen"):
        change(line, clerk, question="Another question?")
    change(line, clerk, origins=[first, second])
    assert origins_of(line) == {first.pk, second.pk}
    line.refresh_from_db()
    minute = builders.minute(builders.meeting(review.body))
    new = enquiry.revise_line(
        line=line,
        by=clerk,
        expected_version=None,
        values={"question": "How soon now?"},
        minute=minute,
        reason="It was unclear.",
    )
    assert origins_of(new) == {first.pk, second.pk}
    with pytest.raises(Refused):
        change(line, clerk, origins=[])
    with pytest.raises(Refused, match="key line of enquiry"):
        remove_finding(first, by=clerk, expected_version=first.version)


def test_only_findings_of_the_body_and_its_parent(panel: ScrutinyBody, clerk: User) -> None:
    other = builders.body(name="Other")
    their_clerk = builders.clerk_of(other)
    theirs = found(letter(other, their_clerk), their_clerk)
    part = builders.sub_committee(panel)
    part_clerk = builders.clerk_of(part)
    ours = found(letter(panel, clerk), clerk)
    for body, by in ((panel, clerk), (part, part_clerk)):
        review = make.review(body, state="scoped")
        values = {"question": "How soon?", "origins": [theirs]}
        with pytest.raises(Refused, match="another body"):
            records.add_record(kind=records.LINES, review=review, by=by, values=values)
        entry = {"title": "An entry", "purpose": "To see."}
        with pytest.raises(Refused, match="another body"):
            programme.suggest_entry(body=body, by=by, values={**entry, "origins": [theirs]})
        evidence = make.evidence(review)
        with pytest.raises(Refused, match="another body"):
            add_bearing(evidence=evidence, by=by, finding=theirs, bearing="supports", note="")
        values["origins"] = [ours]
        line = records.add_record(kind=records.LINES, review=review, by=by, values=values)
        assert origins_of(line) == {ours.pk}
        held = programme.suggest_entry(body=body, by=by, values={**entry, "origins": [ours]})
        assert origins_of(held) == {ours.pk}
    of_the_part = found(letter(part, part_clerk), part_clerk)  # a parent builds on none of it
    values = {"title": "X", "purpose": "Y", "origins": [of_the_part]}
    with pytest.raises(Refused, match="another body"):
        programme.suggest_entry(body=panel, by=clerk, values=values)
    assert WorkProgrammeEntry.objects.count() == 2


def test_an_entry_shows_and_changes_what_prompted_it(desk: Client, panel: ScrutinyBody) -> None:
    clerk = User.objects.get(email__startswith="nadia")
    finding = found(letter(panel, clerk), clerk)
    entry = make.entry(panel, title="Notices")
    url = reverse("programme:edit", args=[panel.slug, "entries", entry.pk])
    page = desk.get(url).content.decode()
    assert "Letter on child protection, 1: Notices came late." in page
    sent = {
        "title": entry.title,
        "initial-title": entry.title,
        "purpose": entry.purpose,
        "initial-purpose": entry.purpose,
        "origins": [finding.pk],
        "expected_version": entry.version,
    }
    assert desk.post(url, sent).status_code == 302
    assert origins_of(entry) == {finding.pk}
    assert "checked" in desk.get(url).content.decode()
    screen = desk.get(reverse("programme:desk", args=[panel.slug])).content.decode()
    assert "Letter on child protection, 1" in screen


def test_evidence_that_contradicts_a_finding_is_recorded_as_such(
    desk: Client, review: Review, clerk: User
) -> None:
    finding = found(letter(review.body, clerk), clerk)
    evidence = make.evidence(review, title="Times from incident to notice")
    url = reverse("desk:add", args=[review.pk, "bearings"])
    sent = {
        "evidence": evidence.pk,
        "external_finding": finding.pk,
        "bearing": "contradicts",
        "note": "",
    }
    refused = desk.post(url, sent)
    assert refused.status_code == 422
    assert "in what way the evidence contradicts" in refused.content.decode()
    assert desk.post(url, {**sent, "note": "Here notices come the same day."}).status_code == 302
    page = desk.get(reverse("desk:desk", args=[review.pk])).content.decode()
    assert "contradicts it" in page
    assert "Here notices come the same day." in page
    again = desk.post(url, {**sent, "note": "Twice."})
    assert again.status_code == 422
    assert "already" in again.content.decode()
    bearing = EvidenceBearing.objects.get()
    remove = reverse("desk:remove", args=[review.pk, "bearings", bearing.pk])
    assert desk.post(remove).status_code == 302
    assert not EvidenceBearing.objects.exists()
