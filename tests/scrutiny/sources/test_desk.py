"""The desk of a body's sources: entering, publishing, mistakes, two people at once."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from boards.models import ScrutinyBody
from portal.models import PublicRecord, User
from scrutiny.models import ExternalFinding, Judgement, Source
from tests import builders
from tests.scrutiny.sources.making import found, letter


def address(page: str, *parts: Any) -> str:
    return reverse(f"sources:{page}", args=["northmere-panel", *parts])


def said(desk: Client, url: str) -> str:
    return " ".join(desk.get(url).content.decode().split())


def test_a_clerk_enters_a_source_with_two_findings_and_publishes(desk: Client) -> None:
    sent = {
        "kind": "letter",
        "title": "Letter on child protection",
        "authors": "ofsted\n",
        "recipients": "",
        "subjects": "Kent Police; cleveland police",
        "dated_on": "2016-10-17",
    }
    wrong = desk.post(address("add", "sources"), {**sent, "subjects": "Kent Polise"})
    assert wrong.status_code == 422
    assert "Did you mean “Kent Police”?" in wrong.content.decode()
    assert "Kent Polise</textarea>" in wrong.content.decode()
    assert desk.post(address("add", "sources"), sent).status_code == 302
    source = Source.objects.get()
    assert source.parties.count() == 3
    base = {"source": source.pk, "kind": "finding", "dated_on": "2016-10-17", "subjects": "bury"}
    for text in ("Notices came late.", "Visits were made alone."):
        answer = desk.post(address("add", "findings"), {**base, "text": text})
        assert answer.status_code == 302
    assert [one.number for one in ExternalFinding.objects.all()] == [1, 2]
    figure = desk.post(
        address("add", "findings"),
        {**base, "kind": "statistic", "text": "Many.", "denominator": 42},
    )
    assert figure.status_code == 422
    assert "the figure in the words of the source" in figure.content.decode()
    judged = {
        "source": source.pk,
        "about": "bury",
        "subject": "children's services",
        "words": "good",
        "dated_on": "2016-06-01",
    }
    assert desk.post(address("add", "judgements"), {**judged, "about": ""}).status_code == 422
    assert desk.post(address("add", "judgements"), judged).status_code == 302
    assert Judgement.objects.get().about.code == "council-bury"  # type: ignore[union-attr]
    screen = said(desk, address("desk"))
    assert "Not published" in screen
    publish = address("move", "sources", source.pk, "publish")
    assert desk.post(publish, {"expected_version": source.version}).status_code == 302
    assert PublicRecord.objects.filter(kind="external_finding").count() == 2
    assert "Withdraw" in said(desk, address("desk"))


def test_an_edit_keeps_the_parties_and_shows_that_it_is_not_published(
    desk: Client, panel: ScrutinyBody, clerk: User
) -> None:
    source = letter(panel, clerk)
    finding = found(source, clerk)
    desk.post(address("move", "sources", source.pk, "publish"), {"expected_version": 1})
    url = address("edit", "sources", source.pk)
    page = desk.get(url).content.decode()
    assert "Office for Standards in Education</textarea>" in page
    begun = {
        "kind": "letter",
        "initial-kind": "letter",
        "title": "Letter of an inspectorate",
        "initial-title": source.title,
        "authors": "Office for Standards in Education",
        "initial-authors": "Office for Standards in Education",
        "subjects": "Kent Police\r\nCleveland Police",
        "initial-subjects": "Kent Police",
        "dated_on": "2016-10-17",
        "initial-dated_on": "2016-10-17",
        "expected_version": source.version,
    }
    assert desk.post(url, begun).status_code == 302
    assert source.parties.count() == 3
    assert "Changed since it was published" in said(desk, address("desk"))
    second = desk.post(url, {**begun, "title": "Mine."})
    assert second.status_code == 409
    both = " ".join(second.content.decode().split())
    assert "Letter of an inspectorate" in both
    assert "Mine." in both
    assert "organisation: " not in both.casefold()
    edit = said(desk, address("edit", "findings", finding.pk))
    assert 'name="source"' not in edit
    assert "Bury Metropolitan Borough Council</textarea>" in edit


def test_another_body_sees_nothing(client: Client, panel: ScrutinyBody, clerk: User) -> None:
    source = letter(panel, clerk)
    other = builders.body(name="Other", slug="other")
    client.force_login(builders.clerk_of(other))
    assert client.get(address("desk")).status_code in (302, 403, 404)
    theirs = reverse("sources:edit", args=["other", "sources", source.pk])
    assert client.get(theirs).status_code in (302, 403, 404)


@pytest.mark.once
def test_as_many_queries_for_twenty_sources_as_for_two(
    desk: Client, panel: ScrutinyBody, clerk: User
) -> None:
    desk.get(address("desk"))
    counts = []
    for first, last in ((0, 2), (2, 20)):
        for number in range(first, last):
            source = letter(panel, clerk, title=f"Letter {number}")
            found(source, clerk)
            desk.post(address("move", "sources", source.pk, "publish"), {"expected_version": 1})
        with CaptureQueriesContext(connection) as queries:
            assert desk.get(address("desk")).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[1] <= 25
