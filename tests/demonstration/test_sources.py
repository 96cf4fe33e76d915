"""F1 to F27 as records of their own: published, linked as the story tells them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from home.demo.sources import PANEL, PROMPTED_ENTRY, PROMPTED_LINES
from home.demo.sources_board import BOARD
from portal.models import PublicRecord
from scrutiny import kinds
from scrutiny.models import ExternalFinding, Judgement, KeyLineOfEnquiry, Source, WorkProgrammeEntry
from tests.demonstration.building import Site

pytestmark = [pytest.mark.once, pytest.mark.django_db]


def told() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Every fact that is told: its name, the body that keeps it, its words."""
    for body, sources in (("northmere-panel", PANEL), ("northmere-board", BOARD)):
        for source in sources:
            for words in source["findings"]:
                yield words["ref"], body, words


def records() -> dict[str, ExternalFinding]:
    """The record of every fact."""
    return {
        ref: ExternalFinding.objects.get(source__body__slug=body, text=words["text"])
        for ref, body, words in told()
    }


def test_every_fact_is_a_record_and_public(demonstration: Site) -> None:
    found = records()
    # F4 is told by the forces of F1, F19 by the authors of its source.
    assert {ref.split(".")[0] for ref in found} == {f"F{n}" for n in range(1, 28)} - {"F4", "F19"}
    forces = found["F1"].subjects.values_list("organisation__kind", flat=True)
    assert list(forces) == ["police_force"] * 10
    joint = Source.objects.get(body__slug="northmere-board", dated_on__year=2002)
    assert joint.parties.filter(role="author").count() == 8
    public = PublicRecord.objects.current().filter(kind=kinds.EXTERNAL_FINDING)
    assert set(public.values_list("key", flat=True)) >= {str(one.key) for one in found.values()}
    of_board = {ref.split(".")[0] for ref, body, _words in told() if body == "northmere-board"}
    assert of_board == {f"F{n}" for n in range(20, 27)}


def test_what_was_said_stays_as_it_was_said(demonstration: Site) -> None:
    found = records()
    figure = found["F2"]
    said = (figure.figure_words, figure.denominator, figure.period)
    assert said == ("more than half", 42, "2015/16")
    words = set(Judgement.objects.values_list("words", flat=True))
    assert words == {"good", "requires improvement", "inadequate"}
    answer = PublicRecord.objects.current().get(key=str(found["F27"].key)).payload
    assert answer["decision"] == "partly_accepted"
    assert len(answer["answers_to"]) == 5
    closed = found["F23.4"]
    assert (closed.outcome[:21], closed.outcome_words) == ("Closed as implemented", "2006")
    wirral = PublicRecord.objects.current().filter(
        kind=kinds.EXTERNAL_FINDING, body="northmere-board", payload__area="Wirral"
    )
    assert len({one.payload["source"]["key"] for one in wirral}) == 2


def test_what_prompted_the_review(demonstration: Site) -> None:
    found = records()
    entry = WorkProgrammeEntry.objects.get(origins__external_finding=found["F18"])
    origins = {one.external_finding for one in entry.origins.all()}
    assert origins == {found[ref] for ref in PROMPTED_ENTRY}
    lines = KeyLineOfEnquiry.objects.filter(review__entry=entry).order_by("number", "edition")
    assert len(lines) == len(PROMPTED_LINES) == 5
    for line, refs in zip(lines, PROMPTED_LINES, strict=True):
        assert {one.external_finding for one in line.origins.all()} == {found[ref] for ref in refs}
    public = PublicRecord.objects.current().get(kind=kinds.LINE, key=str(lines[0].key))
    assert str(found["F7"].key) in public.payload["prompted_by"]
