"""The desk of a review: plan questions, open a hearing, send the lines, ask for information."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from html import unescape
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from pypdfium2 import PdfDocument

from scrutiny.models import Hearing, InformationRequest, PlannedQuestion
from tests import builders
from tests import builders_scrutiny as make
from tests.scrutiny.hearing.test_hearing_operations import Room

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture(autouse=True)
def _day_of_the_meeting() -> Iterator[None]:
    with time_machine.travel("2025-09-12T10:00:00Z", tick=False):
        yield


@pytest.fixture
def room() -> Room:
    return Room()


@pytest.fixture
def desk(room: Room) -> Client:
    client = Client()
    client.force_login(room.clerk)
    return client


def address(room: Room, page: str, **kwargs: Any) -> str:
    return reverse(f"desk:{page}", kwargs={"review_pk": room.review.pk, **kwargs})


def test_a_clerk_plans_opens_sends_and_asks(room: Room, desk: Client) -> None:
    def add(kind: str, **data: Any) -> None:
        answer = desk.post(address(room, "add", kind=kind), data)
        assert answer.status_code == 302, answer.context["form"].errors

    add("questions", line=room.line.pk, text="Since when?", asker=room.owner.pk)
    assert PlannedQuestion.objects.get(text="Since when?").number == 2
    item = builders.agenda_item(room.hearing.item.meeting, "A second session")
    add("hearings", item=item.pk)
    hearing = Hearing.objects.get(item=item)
    add("lines-sent", witness=room.witness.pk, sent_on="2025-09-01")
    room.witness.refresh_from_db()
    assert room.witness.lines_sent_on == date(2025, 9, 1)
    add("requests", text="How many?", addressee=room.owner.pk, due_on="2025-10-10")
    request = InformationRequest.objects.get()
    screen = unescape(desk.get(address(room, "desk")).content.decode())
    for words in (
        "Line 1: Since when?",
        "A second session",
        f"/workspace/hearings/{hearing.key}/",
        "Monday 1 September 2025",
        str(request),
        "Friday 10 October 2025",
    ):
        assert words in screen, words


def test_answering_asks_for_the_answer_and_closing_does_not(room: Room, desk: Client) -> None:
    request = make.information_request(room.review, due_on=date(2025, 9, 1))
    assert "overdue by 9 working days" in desk.get(address(room, "desk")).content.decode()
    where = {"kind": "requests", "pk": request.pk}
    here = address(room, "move", name="answer", **where)
    assert desk.post(here, {"expected_version": "1", "answer": ""}).status_code == 422
    assert desk.post(here, {"expected_version": "1", "answer": "Thirty."}).status_code == 302
    request.refresh_from_db()
    assert (request.state, request.answer) == ("answered", "Thirty.")
    desk.post(address(room, "move", name="close", **where), {"expected_version": "2"})
    request.refresh_from_db()
    assert request.state == "closed"


def test_foreign_rows_cannot_be_chosen(room: Room, desk: Client) -> None:
    other = Room()
    foreign = builders.agenda_item(other.hearing.item.meeting)
    for kind, data in (
        ("questions", {"line": other.line.pk, "text": "?"}),
        ("questions", {"line": room.line.pk, "text": "?", "asker": other.owner.pk}),
        ("hearings", {"item": foreign.pk}),
        ("lines-sent", {"witness": other.witness.pk, "sent_on": "2025-09-01"}),
        ("requests", {"text": "?", "addressee": other.owner.pk, "due_on": "2025-10-10"}),
    ):
        assert desk.post(address(room, "add", kind=kind), data).status_code == 422, data
    sheet = address(room, "witness_lines", witness_pk=other.witness.pk)
    assert desk.get(sheet).status_code == 404


def test_the_sheet_for_a_witness_names_nobody_else(room: Room, desk: Client) -> None:
    make.witness(room.review, name="Harriet Quillfeather")
    sheet = address(room, "witness_lines", witness_pk=room.witness.pk)
    draft = make.line(room.review, question="Is it a draft?")
    refused = desk.get(sheet, follow=True)
    assert f"These lines are not agreed yet: {draft.number}" in refused.content.decode()
    draft.state = "dropped"
    draft.save()
    pdf = PdfDocument(io.BytesIO(desk.get(sheet).content))
    words = " ".join(" ".join(page.get_textpage().get_text_range() for page in pdf).split())
    for said in (room.witness.name, "Line 1: How soon?", "Who counts them?"):
        assert said in words
    for unsaid in ("Quillfeather", "Is it a draft?"):
        assert unsaid not in words
