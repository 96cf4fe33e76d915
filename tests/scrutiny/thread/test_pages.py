"""The thread page, the permanent pages, their versions and their citations."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portal.models import PublicRecord
from portal.publishing import withdraw
from scrutiny import kinds
from scrutiny.words.thread import STAGE
from tests.builders_public import front_page, release_board, release_body
from tests.scrutiny.trackers import releasing as make

pytestmark = pytest.mark.django_db

HOST = "board.localhost"


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel("2026-04-16T09:00:00Z", tick=False):
        yield


@pytest.fixture(autouse=True)
def _panel() -> None:
    release_body(make.PANEL, name="Northmere Police and Crime Panel")


def read(client: Client, address: str) -> str:
    """A page as text without tags, spaces made single."""
    response = client.get(address)
    assert response.status_code == 200, address
    text = re.sub(r"<title\b.*?</title>", " ", response.content.decode(), flags=re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).split())


def stages(client: Client, address: str) -> dict[str, str]:
    """The stages of a thread page in their order, each with its text."""
    soup = BeautifulSoup(client.get(address).content, "html.parser")
    found = {}
    for one in soup.select("li.thread__stage"):
        word = one.select("h3")[0].get_text(" ", strip=True)
        text = " ".join(one.get_text(" ").split())
        found[word] = text.removeprefix(word).strip()
    return found


def address(kind: str, end: str = "", name: object = 1) -> str:
    record = PublicRecord.objects.get(kind=kind, key=make.key(kind, name), is_current=True)
    return f"/{record.path}{end}"


def test_the_thread_is_the_same_from_every_stop(client: Client) -> None:
    make.whole_thread(
        state="in_progress",
        answer=make.answer(answered_on="2026-04-02"),
        progress=[
            {
                "made_on": "2026-04-10",
                "text": "The daily run has begun.",
                "proof": "",
                "rating": "green",
                "rated_by": {"number": "22", "held_on": "2026-04-15"},
            }
        ],
    )
    threads = {
        kind: stages(client, address(kind, "thread/"))
        for kind in ("external_finding", "line", "finding", "recommendation", "action")
    }
    words = [str(one) for one in STAGE.values()]
    for kind, found in threads.items():
        assert list(found) == words, kind
    found = threads["recommendation"]
    assert "Letter to Bury Council" in found["Found"]
    assert "Ofsted" in found["Found"]
    assert "Friday 12 September 2025" in found["Asked"]
    assert "E1: Evidence of the superintendent, oral evidence" in found["Heard"]
    assert "heard on Friday 7 November 2025" in found["Heard"]
    assert "E2 (restricted)" in found["Heard"]
    assert "twice a week" in found["Concluded"]
    assert "(you are here)" in found["Recommended"]
    assert "(you are here)" not in found["Answered"] + found["Acted"]
    assert "Accepted" in found["Answered"]
    assert "answered 3 working days late" in found["Answered"]
    assert "Answers the recommendation" in found["Answered"]
    assert "Green" in found["Acted"]
    assert "Report the number" in found["Acted"]
    assert found["Closed"] == "The recommendation is still open."
    assert found["Impact"] == "What it changed has not been looked at yet."


def test_gaps_are_hollow_stops_with_words(client: Client) -> None:
    make.recommendation(response_key=None)
    found = stages(client, address(kinds.RECOMMENDATION, "thread/"))
    assert found["Acted"] == "No action has been published for this recommendation."
    assert found["Concluded"] == "No finding has been published for this."
    assert "late by 11 working days, counted to today" in found["Answered"]
    content = client.get(address(kinds.RECOMMENDATION, "thread/")).content.decode()
    assert content.count("thread__stage--gap") == 8  # all but what was recommended
    make.line(prompted_by=[])
    alone = stages(client, address(kinds.LINE, "thread/"))
    assert list(alone)[-1] == "Recommended"
    assert alone["Recommended"] == "No recommendation has been made on this."


def test_several_recommendations_are_told_one_after_the_other(client: Client) -> None:
    make.whole_thread()
    make.recommendation(2, number=2, text="A second one.", response_key=None)
    content = client.get(address(kinds.FINDING, "thread/")).content.decode()
    assert re.findall(r'id="branch-\d">(.*?)</h2>', content) == [
        "Recommendation 1",
        "Recommendation 2",
    ]
    assert content.count('<ol class="thread">') == 3


def test_what_was_withdrawn_is_on_no_thread(client: Client) -> None:
    make.whole_thread()
    record = PublicRecord.objects.get(kind=kinds.FINDING)
    withdraw(kind=record.kind, key=record.key, body=record.body, by=None, reason="An error.")
    found = stages(client, address(kinds.RECOMMENDATION, "thread/"))
    assert found["Concluded"] == "No finding has been published for this."
    assert "Letter to Bury" not in " ".join(found.values())
    assert client.get(f"/{record.path}thread/").status_code == 410
    assert client.get(f"/{record.path}history/").status_code == 410


def test_the_queries_of_a_thread_do_not_grow(client: Client) -> None:
    def counted() -> int:
        client.get(address(kinds.FINDING, "thread/"))
        with CaptureQueriesContext(connection) as captured:
            client.get(address(kinds.FINDING, "thread/"))
        return len(captured)

    make.whole_thread()
    few = counted()
    assert few <= 10
    for number in range(2, 12):
        make.recommendation(number, number=number, response_key=None)
        make.action(number, recommendation=make.key(kinds.RECOMMENDATION, number))
    assert counted() == few


def test_a_circle_ends(client: Client) -> None:
    make.external_finding(1, answers_to=[make.key(kinds.EXTERNAL_FINDING, 2)])
    make.external_finding(2, answers_to=[make.key(kinds.EXTERNAL_FINDING, 1)], text="Reply.")
    found = stages(client, address(kinds.EXTERNAL_FINDING, "thread/"))
    assert "Reply." in found["Found"]
    assert "in batches" in found["Found"]


def test_a_recommendation_tells_all_that_became_of_it(client: Client) -> None:
    make.whole_thread(
        state="closed_implemented",
        reference="NPCP R (25/26) 01",
        answer=make.answer(verdict="does_not_answer", verdict_reason="It names no day."),
        progress=[
            {
                "made_on": "2026-04-10",
                "text": "Begun.",
                "proof": "The log of April",
                "rating": "amber",
                "rated_by": {"number": "22", "held_on": "2026-04-15"},
            }
        ],
        closing_note="Done since May.",
        closed_by={"number": "30", "held_on": "2026-04-15"},
        impact=[
            {
                "planned_on": "2026-10-15",
                "held_on": None,
                "result": "",
                "what_changed": "",
                "what_changed_cy": "",
                "proof": "",
                "by": None,
            }
        ],
    )
    text = read(client, address(kinds.RECOMMENDATION))
    for said in (
        "Does not answer the recommendation",
        "It names no day.",
        "Minute 21 of the meeting on Friday 24 April 2026",
        "Amber: acceptable progress",
        "Evidence: The log of April",
        "Rated by minute 22 of the meeting on Wednesday 15 April 2026",
        "What changed will be looked at on Thursday 15 October 2026.",
        "Closed: done",
    ):
        assert said in text, said
    assert "Northmere Police and Crime Panel, Recommendation NPCP R (25/26) 01" in text
    assert "version 1, 16 April 2026, http://localhost:8000/recommendations/" in text


def test_lines_responses_and_actions_have_their_pages(client: Client) -> None:
    make.whole_thread()
    text = read(client, address(kinds.LINE))
    assert "minute 14 of the meeting on Friday 12 September 2025" in text
    assert "E2 (restricted)" in text
    assert "They were sent in batches until May." in text
    text = read(client, address(kinds.RESPONSE))
    assert "Response of Ann Holder, Commissioner" in text
    assert "late by 11 working days" in text
    assert "No answer is published yet." in text
    make.action(
        redatings=[
            {"from_date": "2026-04-30", "to_date": "2026-05-29", "reason": "No data before May."}
        ]
    )
    text = read(client, address(kinds.ACTION))
    assert "Moved from 30 April 2026 to 29 May 2026: No data before May." in text
    assert "minute 19 of the meeting on Monday 2 March 2026" in text


def test_a_line_says_nothing_before_its_report(client: Client) -> None:
    make.line(is_reported=False, conclusion="", confidence="", evidence=[], state="in_enquiry")
    text = read(client, address(kinds.LINE))
    assert "will appear here when the report" in text
    assert "The evidence on it" not in text


def test_older_versions_stay_and_say_that_they_are_older(client: Client) -> None:
    make.recommendation(text="The first text.")
    make.recommendation(text="The second text.")
    here = address(kinds.RECOMMENDATION)
    old = read(client, f"{here}versions/1/")
    assert "This is version 1, published on Thursday 16 April 2026." in old
    assert "The first text." in old
    assert "versions/1/" in old
    assert "The thread" not in old
    assert client.get(f"{here}versions/2/")["Location"] == here
    assert client.get(f"{here}versions/3/").status_code == 404
    assert client.get(f"{here}versions/99999999999999999999/").status_code == 404
    history = read(client, f"{here}history/")
    assert "Version 2" in history
    assert "Version 1" in history
    record = PublicRecord.objects.get(key=make.key(kinds.RECOMMENDATION, 1), version=1)
    withdraw(
        kind=record.kind, key=record.key, body=record.body, by=None, reason="A name.", version=1
    )
    assert client.get(f"{here}versions/1/").status_code == 410
    assert "Withdrawn on Thursday 16 April 2026: A name." in read(client, f"{here}history/")


@pytest.mark.parametrize("kind", ["finding", "line", "response", "action", "external_finding"])
def test_every_kind_has_versions(client: Client, kind: str) -> None:
    builder = getattr(make, kind)
    builder()
    builder(number=9, requested_on="2026-03-03")
    here = address(kind)
    assert "newer version" in read(client, f"{here}versions/1/")
    assert client.get(f"{here}history/").status_code == 200


def test_the_host_of_another_body_has_none_of_it(client: Client) -> None:
    release_board("northmere-board")
    front_page("northmere-board", host=HOST)
    make.whole_thread()
    board = Client(headers={"host": HOST})
    for kind in ("recommendation", "finding", "external_finding", "line", "response", "action"):
        for end in ("", "history/", "versions/1/"):
            assert board.get(address(kind, end)).status_code == 404, (kind, end)
    assert board.get(address(kinds.LINE, "thread/")).status_code == 404
