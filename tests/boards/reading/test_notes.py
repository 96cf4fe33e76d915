"""Private notes are their writer's alone, outlast editions, and nothing typed is lost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.urls import reverse
from wagtail.search.index import get_indexed_models

from boards import kinds
from boards.models import Meeting, PackReading, PaperNote, ReaderCopy, RoleAssignment
from boards.operations.paper_notes import MOST_LETTERS, NoteConflict, remove_left_notes, save_note
from boards.operations.roles import end_role, grant_role
from portal import clock, viewing
from portal.access import rows_for
from portal.models import LogEntry, PublicRecord
from portal.operations import Refused
from tests import builders as make
from tests.boards.packs import issued, packing
from tests.boards.reading import packs

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.once,
    pytest.mark.usefixtures("files_say_nothing"),
]

THOUGHT = "Ask why nobody came in Marchember."
FIELD = re.compile(r'name="(note-[0-9a-f-]+)-(shown|version)"\s+value="([^"]*)"')


@pytest.fixture(autouse=True)
def wednesday() -> Iterator[None]:
    with time_machine.travel(datetime(2025, 9, 3, 10, tzinfo=UTC), tick=False):
        yield


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def form_of(text: str) -> dict[str, str]:
    """What a browser would send back of a page, with the texts as they stand in the fields."""
    values = {f"{name}-{what}": value for name, what, value in FIELD.findall(text)}
    for name, typed in re.findall(
        r'name="(note-[0-9a-f-]+)"[^>]*>\n?(.*?)</textarea>', text, re.DOTALL
    ):
        values[name] = typed.replace("&#x27;", "'").replace("\n", "\r\n")
    return values


def test_a_note_is_written_kept_over_an_edition_and_deleted() -> None:
    of, item, paper = packs.meeting()
    issued.published(of)
    reader = make.with_role(of.body, "member", "Bo Birch")
    client, address = signed_in(reader), reverse("workspace_meeting", args=[of.key])
    page = client.get(address)
    text = page.content.decode()
    assert page["Cache-Control"] == "private, no-store"
    assert packs.SECRET in text
    assert re.search(r'restricted\.pdf\?page=\d+#page=\d+"', text)
    assert "Annual report 2025" in text
    assert "Paper as published" in text
    values = form_of(text)
    assert len(values) == 3 * 4  # two items, two papers
    saved = client.post(address, {**values, f"note-{paper.key}": f"{THOUGHT}\r\nTwice."})
    assert saved.status_code == 302
    assert PaperNote.objects.get().text == f"{THOUGHT}\nTwice."
    assert THOUGHT in client.get(address).content.decode()

    packing.paper(item, "A late paper", content=b"%PDF-1.7 late")
    issued.published(of, reason="A paper came late")
    text = client.get(address).content.decode()
    assert THOUGHT in text
    assert "A late paper" in text
    client.post(address, {**form_of(text), f"note-{paper.key}": "  "})
    assert not PaperNote.objects.exists()
    assert not LogEntry.objects.filter(sentence__contains="note").exists()


def test_the_open_part_of_a_paper_has_its_public_address() -> None:
    of, item, paper = packs.meeting()
    shown = of.agenda_items.exclude(pk=item.pk).get()
    part = packing.paper(shown, "Contract", content=b"%PDF-1.7 contract with prices")
    packing.withhold(part, "part_exempt", which_part="the prices")
    packing.public_version(part, b"%PDF-1.7 contract")
    issued.published(of)
    reader = signed_in(make.with_role(of.body, "member"))
    text = reader.get(reverse("workspace_meeting", args=[of.key])).content.decode()
    public = {str(one.key): one.path for one in PublicRecord.objects.filter(kind=kinds.PAPER)}
    assert str(part.key) in public
    assert str(paper.key) not in public
    for path in public.values():
        assert f"/{path}" in text
    assert text.count("Paper as published") == len(public) == 2


def test_nobody_else_ever_reads_it() -> None:
    """No officer, no administrator, no other member; not in the log, not in what is exported."""
    of, item, paper = packs.meeting()
    issued.published(of)
    writer = make.with_role(of.body, "member")
    save_note(item=item, paper=paper, text=THOUGHT, expected_version=0, by=writer)
    others = [make.with_role(of.body, role) for role in ("clerk", "admin", "chair", "member")]
    both = make.administrator()
    grant_role(user=both, body=of.body, role="clerk", by=None)
    note = PaperNote.objects.get()
    for other in (*others, make.administrator(), both):
        assert not rows_for(other, PaperNote).exists()
        assert not viewing.may_see(other, note)
        client = signed_in(other)
        for address in (
            reverse("workspace_meeting", args=[of.key]),
            reverse("meetings:desk", args=[of.pk]),
            reverse("meetings:readers", args=[of.pk]),
            reverse("meetings:history", args=[of.pk, "papers", paper.pk]),
            reverse("wagtailadmin_reports:site_history") + "?export=csv",
        ):
            answer = client.get(address, follow=True)
            content = b"".join(answer) if answer.streaming else answer.content
            assert b"Marchember" not in content, (other, address)
    assert not rows_for(writer, PaperNote).exists()
    assert viewing.may_see(writer, note)
    for model in (PaperNote, ReaderCopy, PackReading):
        assert model not in get_indexed_models()
    for entry in LogEntry.objects.all():
        assert "Marchember" not in f"{entry.sentence}{entry.label}{entry.data}{entry.reason}"


def test_two_windows_lose_nothing() -> None:
    of, item, paper = packs.meeting()
    issued.published(of)
    client = signed_in(make.with_role(of.body, "member"))
    address = reverse("workspace_meeting", args=[of.key])
    first = second = form_of(client.get(address).content.decode())
    name, other = f"note-{paper.key}", f"note-{item.key}"
    client.post(address, {**first, name: "Written in the first window"})
    answer = client.post(
        address, {**second, name: "Written in the second window", other: "On the item"}
    )
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Error:" in text
    assert "Written in the first window" in text
    assert "Written in the second window" in text
    assert PaperNote.objects.get(paper=None).text == "On the item"  # what could be saved was
    again = client.post(address, form_of(text))
    assert again.status_code == 302
    assert PaperNote.objects.get(paper=paper).text == "Written in the second window"
    # A window in which the note was not touched puts nothing back.
    client.post(address, {**second, other: "On the item, again"})
    assert PaperNote.objects.get(paper=paper).text == "Written in the second window"


def test_emptying_a_note_deletes_no_text_that_came_meanwhile() -> None:
    of, item, _paper = packs.meeting()
    issued.published(of)
    writer = make.with_role(of.body, "member")
    note = save_note(item=item, paper=None, text="one", expected_version=0, by=writer)
    assert note is not None
    others = [{"text": "two", "version": 2}]

    def first_the_other(execute: Any, sql: str, *rest: Any) -> Any:
        if others and sql.startswith(("SAVEPOINT", "UPDATE", "DELETE")):
            PaperNote.objects.filter(pk=note.pk).update(**others.pop())
        return execute(sql, *rest)

    with connection.execute_wrapper(first_the_other), pytest.raises(NoteConflict) as refused:
        save_note(item=item, paper=None, text="", expected_version=1, by=writer)
    assert refused.value.saved is not None
    assert refused.value.saved.text == "two"
    assert save_note(item=item, paper=None, text="", expected_version=2, by=writer) is None
    assert not PaperNote.objects.exists()


def test_what_cannot_be_saved_stays_in_its_field() -> None:
    of, item, paper = packs.meeting()
    issued.published(of)
    writer = make.with_role(of.body, "member")
    client, address = signed_in(writer), reverse("workspace_meeting", args=[of.key])
    values = form_of(client.get(address).content.decode())
    long = "x" * (MOST_LETTERS + 1)
    answer = client.post(address, {**values, f"note-{paper.key}": long})
    assert answer.status_code == 409
    assert long in answer.content.decode()
    assert not PaperNote.objects.exists()
    with pytest.raises(Refused):
        save_note(item=item, paper=None, text="x", expected_version=0, by=make.user())
    save_note(item=item, paper=None, text="one", expected_version=0, by=writer)
    with pytest.raises(NoteConflict):
        save_note(item=item, paper=None, text="two", expected_version=0, by=writer)
    with pytest.raises(NoteConflict):
        save_note(item=item, paper=None, text="", expected_version=7, by=writer)


def test_notes_are_shut_with_the_role_and_go_a_month_later() -> None:
    of, item, _paper = packs.meeting()
    issued.published(of)
    leaves = make.with_role(of.body, "member")
    RoleAssignment.objects.filter(user=leaves).update(valid_from=date(2025, 1, 1))
    stays, briefly = (make.with_role(of.body, "member") for _n in range(2))
    for writer in (leaves, stays, briefly):
        save_note(item=item, paper=None, text=THOUGHT, expected_version=0, by=writer)
    RoleAssignment.objects.filter(user=briefly).update(valid_from=clock.today())
    end_role(assignment=RoleAssignment.objects.get(user=leaves), by=None)
    end_role(assignment=RoleAssignment.objects.get(user=briefly), by=None)
    assert not RoleAssignment.objects.filter(user=briefly).exists()  # it leaves no row
    address = reverse("workspace_meeting", args=[of.key])
    assert signed_in(leaves).get(address).status_code == 404
    assert remove_left_notes(clock.now()) == 0
    assert remove_left_notes(clock.now() + timedelta(days=29)) == 0
    assert remove_left_notes(clock.now() + timedelta(days=31)) == 2
    assert PaperNote.objects.get().user == stays
    assert Meeting.objects.filter(pk=of.pk).exists()
