"""A source becomes public with its findings, shows what has changed, and is taken back."""

from __future__ import annotations

import pytest
from django.urls import reverse

from boards.models import ScrutinyBody
from portal.disclosure.gate import Withheld, concerns_of_matter
from portal.disclosure.matters import matter_called, matters_waiting
from portal.models import PublicRecord, User
from portal.operations import Conflict, Refused
from scrutiny import kinds
from scrutiny.models import ExternalFinding, Source
from scrutiny.operations import source_findings, sources
from scrutiny.operations.source_judgements import add_judgement
from scrutiny.operations.source_release import (
    publication_of,
    publish_source,
    source_matter,
    standing_of,
    withdraw_source,
)
from scrutiny.public.sources import sources_whole
from tests import builders
from tests.scrutiny.sources.making import found, letter


def state(source: Source) -> str:
    whole = sources_whole(Source.objects.filter(pk=source.pk)).get()
    return publication_of(whole, standing_of(whole.body))


def public(kind: str) -> list[PublicRecord]:
    return list(PublicRecord.objects.current().filter(kind=kind).order_by("pk"))


def test_nothing_is_public_before_the_clerk_publishes(panel: ScrutinyBody, clerk: User) -> None:
    source = letter(panel, clerk)
    finding = found(
        source,
        clerk,
        kind="statistic",
        figure_words="more than half",
        denominator=42,
        period="2015/16",
    )
    add_judgement(
        source=source,
        by=clerk,
        values={
            "about_words": "The board",
            "subject": "the board",
            "words": "requires improvement",
            "dated_on": source.dated_on,
        },
    )
    assert state(source) == "draft"
    assert public(kinds.SOURCE) == []
    publish_source(source=source, by=clerk, expected_version=source.version)
    assert state(source) == "published"
    [record] = public(kinds.SOURCE)
    assert record.path == f"sources/{source.key}/"
    assert record.payload["parties"] == [
        {
            "role": "author",
            "code": "inspectorate-ofsted",
            "name": "Office for Standards in Education",
            "kind": "inspectorate",
        },
        {"role": "subject", "code": "force-kent", "name": "Kent Police", "kind": "police_force"},
    ]
    assert record.payload["judgements"][0]["words"] == "requires improvement"
    [said] = public(kinds.EXTERNAL_FINDING)
    assert said.key == str(finding.key)
    assert (said.payload["figure_words"], said.payload["denominator"]) == ("more than half", 42)
    assert said.payload["theme"]["slug"] == "domestic-abuse-notices"
    assert said.payload["source"]["authors"][0]["code"] == "inspectorate-ofsted"


def test_a_change_shows_until_it_is_published(panel: ScrutinyBody, clerk: User) -> None:
    source = letter(panel, clerk)
    finding = found(source, clerk)
    publish_source(source=source, by=clerk, expected_version=None)
    source_findings.change_finding(
        finding=finding, by=clerk, values={"area": "Bolton"}, expected_version=finding.version
    )
    assert state(source) == "changed"
    assert public(kinds.EXTERNAL_FINDING)[0].payload["area"] == "Bury"
    publish_source(source=source, by=clerk, expected_version=None, changes=True)
    assert state(source) == "published"
    assert public(kinds.EXTERNAL_FINDING)[0].payload["area"] == "Bolton"
    with pytest.raises(Refused):
        publish_source(source=source, by=clerk, expected_version=None)


def test_withdrawing_takes_the_findings_too(panel: ScrutinyBody, clerk: User) -> None:
    source = letter(panel, clerk)
    finding = found(source, clerk)
    publish_source(source=source, by=clerk, expected_version=None)
    with pytest.raises(Refused, match="Give a reason"):
        withdraw_source(source=source, by=clerk, expected_version=None, reason=" ")
    withdraw_source(source=source, by=clerk, expected_version=None, reason="It was a draft.")
    assert state(source) == "withdrawn"
    gone = PublicRecord.objects.get(kind=kinds.EXTERNAL_FINDING, key=str(finding.key))
    assert (gone.withdrawn_reason, gone.payload) == ("It was a draft.", {})
    publish_source(source=source, by=clerk, expected_version=None)
    assert state(source) == "published"


def test_what_is_public_is_not_removed(panel: ScrutinyBody, clerk: User) -> None:
    source = letter(panel, clerk)
    finding = found(source, clerk)
    with pytest.raises(Refused, match="while it holds findings"):
        sources.remove_source(source, by=clerk, expected_version=source.version)
    publish_source(source=source, by=clerk, expected_version=None)
    with pytest.raises(Refused, match="permanent address"):
        source_findings.remove_finding(finding, by=clerk, expected_version=finding.version)
    withdraw_source(source=source, by=clerk, expected_version=None, reason="It was a draft.")
    source_findings.remove_finding(finding, by=clerk, expected_version=finding.version)
    sources.remove_source(source, by=clerk, expected_version=source.version)
    assert not Source.objects.exists()


def test_an_answer_names_what_it_answers_once_that_is_public(
    panel: ScrutinyBody, clerk: User
) -> None:
    first = letter(panel, clerk)
    finding = found(first, clerk)
    reply = letter(panel, clerk, title="Reply", kind="reply", replies_to=first)
    answer = found(
        reply,
        clerk,
        "It has been put right.",
        kind="response",
        answers_to=[finding],
        decision="partly_accepted",
    )
    publish_source(source=reply, by=clerk, expected_version=None)
    said = PublicRecord.objects.get(key=str(answer.key))
    assert (said.payload["answers_to"], said.payload["decision"]) == ([], "partly_accepted")
    assert public(kinds.SOURCE)[0].payload["replies_to"] is None
    publish_source(source=first, by=clerk, expected_version=None)
    assert state(reply) == "changed"
    publish_source(source=reply, by=clerk, expected_version=None, changes=True)
    said = PublicRecord.objects.current().get(key=str(answer.key))
    assert said.payload["answers_to"] == [str(finding.key)]


def test_the_gate_holds_a_source_back(panel: ScrutinyBody, clerk: User) -> None:
    source = letter(panel, clerk)
    found(source, clerk, "A mother can be called on 07911 123456.")
    with pytest.raises(Withheld):
        publish_source(source=source, by=clerk, expected_version=None)
    assert public(kinds.SOURCE) == []
    matter = matter_called(source_matter(source))
    assert matter is not None
    assert concerns_of_matter(matter)
    assert matter.key in {one.key for one in matters_waiting(panel.slug)}
    assert matter.url == f"{reverse('sources:desk', args=[panel.slug])}#sources-{source.pk}"


def test_refusals(panel: ScrutinyBody, clerk: User) -> None:
    source = letter(panel, clerk)
    finding = found(source, clerk)
    member = builders.with_role(panel, "member")
    with pytest.raises(Refused, match="Only a clerk"):
        letter(panel, member, title="Another")
    with pytest.raises(Refused, match="does not allow"):
        publish_source(source=source, by=member, expected_version=None)
    with pytest.raises(Refused, match="of this title and date"):
        letter(panel, clerk)
    with pytest.raises(Refused, match="in the words of the source"):
        found(source, clerk, kind="statistic")
    with pytest.raises(Refused, match="Only a response"):
        found(source, clerk, decision="accepted")
    with pytest.raises(Refused, match="Only a response answers"):
        found(source, clerk, answers_to=[finding])
    other = builders.body(name="Other")
    their_clerk = builders.clerk_of(other)
    theirs = found(letter(other, their_clerk), their_clerk)
    with pytest.raises(Refused, match="belongs to another body"):
        found(source, clerk, kind="response", answers_to=[theirs])
    with pytest.raises(Refused, match="belongs to another body"):
        letter(panel, clerk, title="Reply", replies_to=theirs.source)
    with pytest.raises(Conflict):
        publish_source(source=source, by=clerk, expected_version=source.version + 1)
    assert ExternalFinding.objects.filter(source=source).count() == 1
