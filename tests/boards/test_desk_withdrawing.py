"""Taking back what the public has, from the desk: from the next pack on, or everywhere at once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
import time_machine
from django.test import Client

from boards.meeting_list import month_of
from boards.models import AgendaItem, Meeting, Pack, Paper
from tests.boards.packs import issued, packing

REASON = "It names a child."


@pytest.fixture
def meeting(monkeypatch: pytest.MonkeyPatch, files_say_nothing: None) -> Iterator[Meeting]:
    """A meeting with a published pack."""
    monkeypatch.setattr("boards.packs.notice_copy.notice_pdf", lambda _notice: b"%PDF-1.7 notice")
    with time_machine.travel("2025-09-01T09:00:00Z", tick=False):
        made = issued.meeting()
        packing.item(made, "Nothing special")
        issued.published(made)
        yield Meeting.objects.get(pk=made.pk)


def sent(meeting: Meeting, thing: AgendaItem | Paper, **given: str) -> tuple[int, str]:
    """Ask as a clerk of the body for a thing to be withdrawn; status and text of the answer."""
    clerk = Client()
    clerk.force_login(issued.clerks(meeting)[0])
    kind = "papers" if isinstance(thing, Paper) else "items"
    address = f"/admin/meetings/{meeting.pk}/{kind}/{thing.pk}/move/withdraw/"
    version = type(thing).objects.get(pk=thing.pk).version
    answer = clerk.post(address, {"reason": REASON, "expected_version": version, **given})
    return answer.status_code, answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("of", ["paper", "item"])
def test_everywhere_or_from_the_next_pack_on(meeting: Meeting, client: Client, of: str) -> None:
    item = meeting.agenda_items.get(title="Annual report")
    paper = item.papers.get()
    thing = paper if of == "paper" else item
    status, text = sent(meeting, thing)
    assert status == 422
    assert "Say how far it is withdrawn" in text
    assert "With it goes every pack that has it: Pack 1." in text
    assert REASON in text
    address = f"/{meeting.body.slug}/meetings/2025-09-12-panel-meeting/packs/1.pdf"
    assert sent(meeting, thing, how_far="next")[0] == 302
    assert issued.read(client, address)[0] == 200
    assert sent(meeting, thing, how_far="everywhere")[0] == 302
    assert issued.read(client, address)[0] == 410
    assert meeting.packs.get().state == Pack.State.WITHDRAWN


@pytest.mark.django_db
def test_what_the_public_has_not_is_not_asked_about(meeting: Meeting) -> None:
    late = packing.paper(meeting.agenda_items.get(title="Nothing special"), "A late paper")
    assert sent(meeting, late)[0] == 302
    assert Paper.objects.get(pk=late.pk).withdrawn_reason == REASON
    assert meeting.packs.get().state == Pack.State.PUBLISHED


def test_no_month_leads_to_where_no_meeting_lies() -> None:
    days = [date(2025, 9, 12), date(2025, 11, 14)]
    beside = {}
    for number in (8, 9, 10, 11, 12):
        month = month_of(date(2025, number, 1), [], days=days)
        beside[number] = (month.before, month.after)
    assert beside == {
        8: ("", "2025-09"),
        9: ("", "2025-10"),
        10: ("2025-09", "2025-11"),
        11: ("2025-10", ""),
        12: ("2025-11", ""),
    }
