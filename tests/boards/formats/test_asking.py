"""Asking for another format: the public form, its mistakes, the office, the figures, the end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from boards import kinds
from boards.models import FormatRequest, ScrutinyBody
from boards.operations.format_figures import release_changed_figures
from boards.operations.formats import answer_request, erase_answered, receive_request
from boards.rules.formats import Asked, due_on, figures
from portal import clock
from portal.models import BouncingAddress, LogEntry, OutboxLetter, PublicRecord, User
from portal.operations import Conflict, Refused
from portal.outbox.bouncing import note_bounce
from portal.public import records
from portal.publishing import Target, withdraw_all
from portal.rules.calendars import Calendar, ClosureDay
from tests import builders, builders_public
from tests.boards.paper_reading.test_reading import release_paper
from tests.portal.released_texts import files

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("files_say_nothing")]
NEEDS = "Print of 18 points, please, for Quorvane."
SENT = {
    "format": "large_print",
    "needs": NEEDS,
    "name": "Ida Quorvane",
    "email": "ida@example.org",
    "reach": "",
}


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    cache.clear()
    with time_machine.travel("2025-12-18T10:00:00Z", tick=False):
        yield


@pytest.fixture
def body() -> ScrutinyBody:
    return builders.body(slug="northmere-board")


@pytest.mark.once
def test_ten_working_days_over_christmas_and_the_figures_of_a_year() -> None:
    shut = ClosureDay(date(2025, 12, 29), "Office closed")
    calendar = Calendar("england", (shut,))
    assert due_on(date(2025, 12, 18), calendar) == date(2026, 1, 7)
    asked = [
        Asked(date(2025, 12, 18), date(2025, 12, 18), "given"),
        Asked(date(2025, 12, 18), date(2025, 12, 30), "given"),
        Asked(date(2025, 12, 18), date(2026, 1, 20), "refused"),
        Asked(date(2026, 1, 5), None, "waiting"),
    ]
    newest, before = figures(asked, calendar)
    assert (newest["year"], newest["waiting"], newest["median_working_days"]) == (2026, 1, None)
    assert before == {
        "year": 2025,
        "asked": 3,
        "given": 2,
        "refused": 1,
        "waiting": 0,
        "median_working_days": 2.5,  # none, and five: 19, 22, 23, 24, 30 December
    }


def send(
    client: Client, at: str, frozen: time_machine.Traveller, **changes: str
) -> tuple[int, str]:
    address = "/northmere-board/formats/"
    shown = client.get(address, {"paper": at}).content.decode()
    begun = re.search(r'name="begun" value="([^"]+)"', shown)
    assert begun is not None
    frozen.shift(10)
    answer = client.post(address, {**SENT, "paper": at, "begun": begun[1], **changes})
    return answer.status_code, answer.content.decode()


def test_from_the_public_form_to_the_answer_and_the_figures(body: ScrutinyBody) -> None:
    with time_machine.travel("2025-12-18T10:00:00Z", tick=False) as frozen:
        _whole_way(body, frozen)


def _whole_way(body: ScrutinyBody, frozen: time_machine.Traveller) -> None:
    client = Client()
    release_paper(files.tagged())
    paper = "meetings/2026-09-24-ordinary/papers/custody.pdf"
    clerk = builders.clerk_of(body)

    # The likely mistakes: no way to answer, no format, no words for another language, too quick.
    for changes, sentence in (
        ({"email": ""}, "Give an e-mail address"),
        ({"email": "ida"}, "in the right form"),
        ({"format": ""}, "Choose a format"),
        ({"format": "language", "needs": ""}, "Say which language"),
        ({"needs": "x" * 4001}, "must be 4,000 characters or fewer"),
        ({"begun": "forged"}, "That was very quick"),
        ({"website": "http://spam.example"}, "That was very quick"),
        ({"paper": ""}, "Say which paper you need"),
    ):
        status, text = send(client, paper, frozen, **changes)
        assert (status, sentence in text) == (422, True), changes
        assert "Ida Quorvane" in text  # nothing that was typed is lost
    assert not FormatRequest.objects.exists()
    assert not OutboxLetter.objects.exists()

    status, text = send(client, paper, frozen)
    assert status == 200
    assert "answer by <" in text.replace("\n", " ") or "6 January 2026" in text
    assert "is on its way" in text
    again, text = send(client, paper, frozen)  # sent twice: once
    assert (again, "is on its way" in text, "no new letter" in text) == (200, False, True)
    one = FormatRequest.objects.get()
    assert (one.paper, one.paper_title, one.due_on) == (
        paper,
        "Custody of children",
        date(2026, 1, 6),
    )
    letter = OutboxLetter.objects.get()
    assert letter.to == "ida@example.org"
    assert "Paper: Custody of children" in letter.text
    assert "6 January 2026" in letter.text
    assert NEEDS not in letter.text
    assert "Quorvane" not in letter.text
    assert "sessionid" not in client.cookies

    # The office alone sees it.
    page = reverse("workspace_format", args=[one.key])
    other = builders.clerk_of(builders.body(slug="westmere-board"))
    assert client.get(page).status_code == 302
    for user, status in ((other, 404), (clerk, 200)):
        client.force_login(user)
        assert client.get(page).status_code == status
    assert NEEDS in client.get(page).content.decode()
    assert NEEDS not in client.get(reverse("workspace_formats")).content.decode()
    assert (
        "1 request for another format to be answered"
        in client.get(reverse("workspace")).content.decode()
    )

    # What waits is counted the day after, once, and not when a stranger sends something.
    assert not records(kinds.FORMATS, body=body.slug).exists()
    assert release_changed_figures(clock.now()) == 1
    (year,) = records(kinds.FORMATS, body=body.slug).get().payload["years"]
    assert (year["asked"], year["given"], year["waiting"]) == (1, 0, 1)
    second = ask(body, needs="The second one", email="", reach="By telephone")
    assert release_changed_figures(clock.now()) == 0, "once a day"
    frozen.shift(timedelta(days=1))
    assert (release_changed_figures(clock.now()), release_changed_figures(clock.now())) == (1, 0)
    assert records(kinds.FORMATS, body=body.slug).get().payload["years"][0]["waiting"] == 2
    second.delete()
    frozen.shift(timedelta(days=29))
    assert release_changed_figures(clock.now()) == 1
    frozen.shift(timedelta(days=1))
    assert release_changed_figures(clock.now()) == 0, "nothing has changed"
    frozen.shift(timedelta(days=-1))
    client.force_login(clerk)
    assert "Overdue" in client.get(reverse("workspace_formats")).content.decode()
    answer = {"do": "give", "answered_on": "2026-01-05", "answer": "", "version": "1"}
    assert client.post(page, answer).status_code == 422
    answer["answer"] = "Sent by post."
    assert client.post(page, answer).status_code == 302
    assert client.post(page, {**answer, "do": "refuse"}).status_code == 409
    record = records(kinds.FORMATS, body=body.slug).get()
    assert record.payload == {
        "years": [
            {
                "year": 2025,
                "asked": 1,
                "given": 1,
                "refused": 0,
                "waiting": 0,
                "median_working_days": 9.0,
            }
        ]
    }
    for row in (*PublicRecord.objects.all(), *LogEntry.objects.all()):
        assert "Quorvane" not in str(vars(row)), row

    # Ninety days after the answer nothing is left of who asked.
    own = ask(body, paper_title="The one on Ida", needs="")
    answer_request(
        asked=own,
        move="refuse",
        by=clerk,
        answered_on=clock.today(),
        answer="No.",
        expected_version=1,
    )
    FormatRequest.objects.update(answered_on=date(2026, 1, 5))
    note_bounce("Ida@example.org", "550 no")
    assert erase_answered(datetime(2026, 4, 5, 12, tzinfo=UTC)) == 0
    assert erase_answered(datetime(2026, 4, 7, 12, tzinfo=UTC)) == 2
    own.refresh_from_db()
    assert (own.paper_title, own.email) == ("", "")
    assert not BouncingAddress.objects.exists()
    one.refresh_from_db()
    assert not any((one.name, one.email, one.reach, one.needs, one.answer))
    assert one.erased_at is not None
    assert not OutboxLetter.objects.exists()
    assert "was erased on" in client.get(page).content.decode()


def ask(body: ScrutinyBody, **changes: str) -> FormatRequest:
    values = {**SENT, "paper": "", "paper_title": "A paper", **changes}
    return receive_request(body=body.slug, values=values).asked


def test_a_withdrawn_paper_is_said_and_too_much_is_refused(
    body: ScrutinyBody, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = Client()
    release_paper(files.tagged())
    paper = "meetings/2026-09-24-ordinary/papers/custody.pdf"
    key = PublicRecord.objects.get(kind="paper").key
    withdraw_all(
        targets=[Target("paper", key)],
        body=body.slug,
        by=None,
        reason="Published by mistake.",
        subject="A paper",
    )
    with time_machine.travel("2025-12-18T10:00:00Z", tick=False) as frozen:
        status, text = send(client, paper, frozen)
        assert status == 422  # withdrawn while the form was filled in
        assert "has been withdrawn" in text
        assert "Published by mistake." in text
        assert send(client, paper, frozen, about="Another \n\n http://x.example")[0] == 200
        assert FormatRequest.objects.get().paper == ""
        assert FormatRequest.objects.get().paper_title == "Another http://x.example"
        letter = OutboxLetter.objects.get()
        assert "x.example" not in f"{letter.subject} {letter.text}"  # whose address is it?
        assert "Paper: a paper" in letter.text
        nul = paper.replace("custody", "\0")  # PostgreSQL takes it in no text
        assert send(client, paper, frozen, paper=nul, about="")[0] == 422
        for number in range(4):
            assert send(client, "", frozen, about=f"Paper {number}")[0] == 200
        status, text = send(client, "", frozen, about="One too many")
        assert (status, "Several requests have come" in text) == (429, True)
    assert OutboxLetter.objects.count() == 3  # an address is not flooded
    monkeypatch.setattr("boards.operations.formats.PER_BODY", 5)
    with pytest.raises(Refused, match="Too much came in"):
        ask(body, needs="other")
    assert Client().get("/nowhere/formats/").status_code == 404


def test_only_the_office_answers_once_on_a_day_that_can_be(body: ScrutinyBody) -> None:
    builders_public.release_board(body.slug)
    one = ask(body)
    today = clock.today()

    def answer(by: User, day: date = today, move: str = "refuse", version: int = 1) -> None:
        answer_request(
            asked=one,
            move=move,
            by=by,
            answered_on=day,
            answer="No.",
            expected_version=version,
        )

    clerk = builders.clerk_of(body)
    for by in (builders.with_role(body, "member"), builders.with_role(body, "admin")):
        with pytest.raises(Refused, match="role"):
            answer(by)
    for day in (today - timedelta(days=1), today + timedelta(days=1)):
        with pytest.raises(Refused, match="between the day of asking"):
            answer(clerk, day)
    answer(clerk)
    with pytest.raises(Conflict):
        answer(clerk)
    one.refresh_from_db()
    assert one.state == FormatRequest.State.REFUSED
    assert ask(body).pk != one.pk  # after an answer the same may be asked again
