"""The work programme as a paper of a meeting: what each audience may see, as a real table."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from boards.models import Meeting
from boards.packs.assemble import assemble
from boards.packs.facts import meeting_facts
from boards.packs.sources import SourceDocument, register_source, sources
from boards.packs.treatment import Audience
from scrutiny.models import WorkProgrammeEntry
from scrutiny.pack_sources.programme import work_programme
from tests import builders as make
from tests.boards.packs import packing

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def test_the_public_reads_what_was_adopted_and_nothing_else(tmp_path: Path) -> None:
    of = packing.meeting()
    private = make.meeting(of.body, kind="private_briefing", held_on=date(2025, 10, 2))
    rows: list[tuple[str, str, Meeting | None]] = [
        ("Missing children", "scheduled", of),
        ("Custody", "adopted", private),
        ("Whistle-blowing by Jordan Example", "suggested", None),
        ("Dropped long ago", "dropped", None),
    ]
    for title, state, where in rows:
        WorkProgrammeEntry.objects.create(
            body=of.body,
            title=title,
            purpose=f"To look at {title} <b>well</b>",
            source="A letter of Jordan's aunt",
            state=state,
            meeting=where,
        )
    make_other = WorkProgrammeEntry.objects.create(
        body=make.body(), title="Of another body", purpose="x", state="adopted"
    )
    public = work_programme(of.body.slug, "public", of.held_on).html
    restricted = work_programme(of.body.slug, "restricted", of.held_on).html
    assert "Missing children" in public
    assert "12 September 2025" in public
    assert "2 October" not in public, "a private briefing is not told of"
    for hidden in ("Jordan", "Dropped", make_other.title):
        assert hidden not in public
    assert "Whistle-blowing" in restricted
    assert "aunt" not in restricted
    assert "&lt;b&gt;well" in public
    assert public.count('<th scope="col">') == 5
    assert public.count('<th scope="row">') == 2

    packing.paper(
        packing.item(of, "Work programme"),
        "Work programme",
        source="records",
        records_source="work_programme",
    )
    facts = meeting_facts(of, kind="edition", publish_on=date(2025, 9, 3))
    made = assemble(
        facts, audience="public", kind="edition", number=1, first_page=1, folder=tmp_path
    )
    assert made.manifest["items"][0]["papers"][0]["pages"] == 1


def test_a_name_is_registered_once() -> None:
    assert [one.name for one in sources()] == ["action_log", "assurance", "work_programme"]

    def other(body_slug: str, audience: Audience, on: date) -> SourceDocument:
        return SourceDocument("x", "y")

    with pytest.raises(ValueError, match="registered already"):
        register_source("work_programme", label="x", build=other)
