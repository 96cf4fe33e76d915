"""The action log in a pack: what each audience reads, as a real table."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
import time_machine
from django.utils.html import strip_tags

from boards.models import Meeting, ScrutinyBody
from boards.packs.assemble import assemble
from boards.packs.facts import meeting_facts
from portal.models import ClosureDay
from portal.richtext import cleaned
from scrutiny.operations import actions
from scrutiny.operations.carrying import carry_forward
from scrutiny.pack_sources.action_log import action_log
from tests import builders
from tests.boards.packs import packing
from tests.scrutiny.actions.acting import Acting

pytestmark = pytest.mark.django_db


def test_each_audience_reads_its_own(acting: Acting, today: time_machine.Traveller) -> None:
    assert "No action is open." in action_log(acting.body.slug, "public", date(2025, 12, 5)).html
    ScrutinyBody.objects.filter(pk=acting.body.pk).update(name_cy="Y Panel")
    today.shift(timedelta(days=-60))
    old = acting.released(text="Closed long ago.")
    acting.move(old, "close", minute=acting.old_minute)
    today.shift(timedelta(days=60))
    closed = acting.released(text="Closed <today>.")
    acting.move(closed, "close")
    one = acting.released(text="Inspect the flats.", owner=acting.outside)
    actions.redate_action(
        action=one, by=acting.clerk, to_date=date(2025, 11, 1), reason="Late.", expected_version=1
    )
    acting.report(one, by=acting.clerk, text="Two were inspected.")
    private = acting.add(text="Write to nobody.")
    acting.report(private, text="Unconfirmed words.")
    claimed = acting.released(text="Said to be done.", due_on=date(2025, 11, 3))
    acting.move(claimed, "claim_complete", by=acting.member)
    ClosureDay.objects.create(
        date=date(2025, 12, 1), name="Offices shut", nation="both", body=acting.body.slug
    )
    cancelled = acting.released(text="Cancelled.")
    acting.move(cancelled, "cancel", reason="Overtaken.")
    Meeting.objects.filter(pk=acting.meeting.pk).update(agenda_published_on=date(2025, 9, 12))
    today.shift(timedelta(days=1))
    later = builders.meeting_with_agenda(
        acting.body, held_on=date(2025, 9, 13), agenda_published_on=date(2025, 9, 13)
    )
    carry_forward(meeting=later, by=acting.clerk)
    Meeting.objects.filter(pk=acting.meeting.pk).update(state="concluded")
    on = date(2025, 12, 5)
    public = action_log(acting.body.slug, "public", on).html
    restricted = action_log(acting.body.slug, "restricted", on).html
    both = ("Inspect the flats.", "Closed &lt;today&gt;.", "Two were inspected.")
    dates = ("re-dated once, carried forward once</td>", "overdue by 24 working days")
    for words in (*both, *dates, "Director of Housing", '<span lang="cy">Y Panel'):
        assert words in public
        assert words in restricted
    for words in ("Closed long ago", "Cancelled.", "Unconfirmed words"):
        assert words not in public
        assert words not in restricted
    assert "Write to nobody." in restricted
    assert "Write to nobody." not in public
    assert public.index("Inspect") < public.index("Closed &lt;today&gt;"), "open ones first"
    assert "confirmed</td>" in public, "what is reported as done is not overdue for its owner"
    assert public.count("<caption>") == 2
    assert public.count('<th scope="col">') == 12
    assert public.count('<th scope="row">') == 3
    assert restricted.count('<th scope="row">') == 4
    assert strip_tags(cleaned(public)) == strip_tags(public), "a paper may hold all of it"


@pytest.mark.once
def test_it_is_a_paper_of_a_pack(acting: Acting, tmp_path: Path) -> None:
    of = packing.meeting()
    packing.paper(
        packing.item(of, "Actions"), "Action log", source="records", records_source="action_log"
    )
    facts = meeting_facts(of, kind="edition", publish_on=date(2025, 9, 3))
    made = assemble(
        facts, audience="public", kind="edition", number=1, first_page=1, folder=tmp_path
    )
    assert made.manifest["items"][0]["papers"][0]["pages"] == 1
