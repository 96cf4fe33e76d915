"""Withholding items and papers: who decides, on which ground, and how it ends."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
import time_machine

from boards.models import Pack, Restriction, ScrutinyBody
from boards.operations import restrictions
from boards.operations.background import (
    add_background_paper,
    remove_background_paper,
    update_background_paper,
)
from portal.models import LogEntry, User
from portal.operations import Conflict, Refused
from tests import builders

pytestmark = pytest.mark.django_db
INTEREST = "Naming the child would harm it; nobody needs the name to judge the work."


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    """Monday 1 September 2025."""
    with time_machine.travel("2025-09-01T09:00:00Z", tick=False):
        yield


@pytest.fixture
def body() -> ScrutinyBody:
    return builders.body()


@pytest.fixture
def clerk(body: ScrutinyBody) -> User:
    return builders.clerk_of(body)


@pytest.fixture
def officer(body: ScrutinyBody) -> User:
    return builders.with_role(body, "proper_officer")


def test_the_clerk_proposes_and_the_proper_officer_decides(
    body: ScrutinyBody, clerk: User, officer: User
) -> None:
    paper = builders.paper(builders.agenda_item(builders.meeting(body)), "Child A")
    for wrong in ([], [13], [1, 99]):
        with pytest.raises(Refused):
            restrictions.propose_restriction(paper, paragraphs=wrong, by=clerk)
    proposed = restrictions.propose_restriction(
        paper, paragraphs=[2, 1, 2], public_interest="Small numbers.", by=clerk, expected_version=1
    )
    assert proposed.access == "proposed_exempt"  # withheld from this moment
    row = restrictions.open_restriction(proposed)
    assert row is not None
    assert (row.paragraphs, row.proposed_by, row.decided_on) == ([1, 2], clerk, None)
    with pytest.raises(Refused, match="Your role does not allow this"):
        restrictions.decide_restriction(
            proposed, move="restrict", paragraphs=[1], public_interest=INTEREST, by=clerk
        )
    with pytest.raises(Refused, match="which part"):
        restrictions.decide_restriction(
            proposed, move="restrict_part", paragraphs=[1], public_interest=INTEREST, by=officer
        )
    with pytest.raises(Refused, match="public interest in withholding"):
        restrictions.decide_restriction(proposed, move="restrict", paragraphs=[1], by=officer)
    with pytest.raises(Refused, match="The day of the review has passed"):
        restrictions.decide_restriction(
            proposed,
            move="restrict",
            paragraphs=[1],
            public_interest=INTEREST,
            review_on=date(2025, 9, 1),
            by=officer,
        )
    with pytest.raises(Conflict):
        restrictions.decide_restriction(
            proposed,
            move="restrict",
            paragraphs=[1],
            public_interest=INTEREST,
            by=officer,
            expected_version=1,
        )
    decided = restrictions.decide_restriction(
        proposed,
        move="restrict",
        paragraphs=[1],
        public_interest=INTEREST,
        review_on=date(2026, 3, 2),
        by=officer,
        expected_version=2,
    )
    part = restrictions.decide_restriction(
        decided,
        move="restrict_part",
        paragraphs=[1],
        public_interest=INTEREST,
        which_part="Appendix 2",
        by=officer,
    )
    row.refresh_from_db()
    assert (part.access, row.paragraphs, row.which_part) == ("part_exempt", [1], "Appendix 2")
    assert (row.proposed_by, row.decided_by, row.decided_on) == (clerk, officer, date(2025, 9, 1))
    opened = restrictions.release_restriction(part, reason="The child is of age.", by=officer)
    row.refresh_from_db()
    assert (opened.access, row.released_on) == ("open", date(2025, 9, 1))
    assert row.release_reason == "The child is of age."
    assert restrictions.open_restriction(opened) is None
    restrictions.propose_restriction(opened, paragraphs=[3], by=clerk)
    assert Restriction.objects.filter(paper=paper).count() == 2  # the released one is history
    assert {entry.body for entry in LogEntry.objects.for_instance(paper)} == {body.slug}


def test_paragraphs_are_those_of_the_nation_and_a_board_has_none(officer: User) -> None:
    welsh = builders.agenda_item(builders.meeting(builders.welsh_panel()))
    with pytest.raises(Refused, match="Choose from paragraphs 12 to 18"):
        restrictions.propose_restriction(welsh, paragraphs=[1], by=None)
    restrictions.propose_restriction(welsh, paragraphs=[12], by=None)
    board = builders.agenda_item(builders.meeting(builders.safeguarding_board()))
    with pytest.raises(Refused, match="No statute names paragraphs"):
        restrictions.propose_restriction(board, paragraphs=[1], by=None)
    with pytest.raises(Refused, match="Say in words"):
        restrictions.decide_restriction(board, move="restrict", by=None)
    withheld = restrictions.decide_restriction(
        board, move="restrict", ground="It names a family.", by=None
    )
    assert withheld.access == "exempt"


def test_confidential_is_not_exempt(body: ScrutinyBody, officer: User) -> None:
    item = builders.agenda_item(builders.meeting(body))
    with pytest.raises(Refused, match="Say what forbids disclosure"):
        restrictions.decide_restriction(
            item, move="mark_confidential", reason="Order of 3 July", by=officer
        )
    marked = restrictions.decide_restriction(
        item,
        move="mark_confidential",
        ground="A court order forbids it.",
        reason="Order of 3 July",
        paragraphs=[1],
        by=officer,
    )
    row = item.restrictions.get()
    assert (marked.access, row.paragraphs) == ("confidential", [])
    assert row.ground == "A court order forbids it."


def test_a_decision_takes_a_checked_pack_apart(body: ScrutinyBody, clerk: User) -> None:
    meeting = builders.meeting(body)
    item = builders.agenda_item(meeting)
    pack = Pack.objects.create(meeting=meeting, number=1, state="checked")
    restrictions.propose_restriction(item, paragraphs=[1], by=clerk)
    pack.refresh_from_db()
    assert pack.state == "assembling"


def test_background_papers_are_obtainable_and_never_withheld(
    body: ScrutinyBody, clerk: User
) -> None:
    item = builders.agenda_item(builders.meeting(body))
    with pytest.raises(Refused, match="say where it is published"):
        add_background_paper(item=item, title="Guidance", by=clerk)
    with pytest.raises(Refused, match="beginning with https"):
        add_background_paper(item=item, title="Guidance", link="javascript:alert(1)", by=clerk)
    paper = add_background_paper(
        item=item, title="Guidance", link="https://example.test/guidance", by=clerk
    )
    with pytest.raises(Refused, match="Say where"):
        update_background_paper(paper, title="Guidance", by=clerk, expected_version=1)
    paper = update_background_paper(
        paper, title="Guide", link="https://example.test/g", by=clerk, expected_version=1
    )
    restrictions.propose_restriction(item, paragraphs=[1], by=clerk)
    with pytest.raises(Refused, match="Background papers that would disclose it"):
        add_background_paper(item=item, title="Other", link="https://example.test/", by=clerk)
    with pytest.raises(Conflict):
        remove_background_paper(paper, by=clerk, expected_version=1)
    remove_background_paper(paper, by=clerk, expected_version=2)
    assert not item.background_papers.exists()
