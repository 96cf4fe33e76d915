"""The pages of the trackers: filters, counts, order, pages, tables, and what is not understood."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portal.spreadsheets import rows_of
from scrutiny.public_tables import TrackedRecord, TrackedValue
from scrutiny.tracking.text import matching
from tests.builders_public import front_page, release_board, release_body
from tests.scrutiny.trackers import releasing as make

pytestmark = pytest.mark.django_db

BOARD, HOST = "northmere-board", "board.localhost"


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel("2026-04-16T09:00:00Z", tick=False):
        yield


@pytest.fixture(autouse=True)
def _bodies() -> None:
    release_body(make.PANEL)
    release_board(BOARD)


def read(client: Client, address: str) -> str:
    """A page as text without tags, spaces made single."""
    response = client.get(address)
    assert response.status_code == 200, address
    text = re.sub(r"<(style|title)\b.*?</\1>", " ", response.content.decode(), flags=re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).split())


def listed(client: Client, address: str) -> list[str]:
    """The texts of the rows that a page lists, shortened to their numbers."""
    content = client.get(address).content.decode()
    return re.findall(r'<th scope="row".*?matter (\d+)', content, flags=re.DOTALL)


def three() -> None:
    """Three recommendations: one late, one answered late, one of another body in time."""
    make.recommendation(1, text="About matter 1: notices, Tŷ Bryn.", response_due="2026-03-30")
    make.recommendation(
        2,
        number=2,
        text="About matter 2: the panel's say.",
        state="accepted",
        response_due="2026-03-30",
        issued_on="2024-06-03",
        answer=make.answer(answered_on="2026-04-02"),
        themes=[{"slug": "missing-children", "name": "Missing children", "name_cy": ""}],
    )
    make.recommendation(
        3,
        number=3,
        text="About matter 3: notices.",
        body=BOARD,
        addressee={"name": "The director", "post": ""},
        response_due="2026-06-30",
    )


def addressee_of(number: int) -> str:
    return TrackedRecord.objects.get(number=number).addressee


def test_each_filter_lists_what_it_says_and_counts_it(client: Client) -> None:
    three()
    wanted = {
        "": ["3", "1", "2"],
        f"body={BOARD}": ["3"],
        f"addressee={addressee_of(3)}": ["3"],
        "theme=missing-children": ["2"],
        "status=issued": ["3", "1"],
        "decision=accepted": ["2"],
        "late=now": ["1"],
        "late=met": ["2"],
        "year=2024-25": ["2"],
        "q=notices": ["3", "2", "1"],
        "q=say": ["2"],
        "q=notice+TY+bryn": ["1"],
        "q=notices&sort=oldest&body=northmere-panel": ["2", "1"],
        "theme=domestic-abuse&late=now&q=matter": ["1"],
        "sort=oldest": ["2", "1", "3"],
        "sort=due": ["1", "3", "2"],
        "theme=domestic-abuse&sort=oldest": ["1", "3"],
        "q=nowhere": [],
    }
    for query, numbers in wanted.items():
        address = f"/recommendations/?{query}"
        found = listed(client, address)
        if query.startswith("q=") and "sort" not in query:  # each database in an order of its own
            found, numbers = sorted(found), sorted(numbers)
        assert found == numbers, query
        name = "recommendation" if len(numbers) == 1 else "recommendations"
        assert f"{len(numbers)} {name}" in read(client, address), query


def test_the_count_is_the_heading_to_which_the_form_leads(client: Client) -> None:
    three()
    content = client.get("/recommendations/?theme=domestic-abuse").content.decode()
    assert re.search(r'<h1 class="govuk-heading-l" id="count" tabindex="-1">\s*2 recom', content)
    assert 'action="/recommendations/#count"' in content
    assert "<script" not in content
    assert "Remove" in content
    assert re.search(r'<option value="domestic-abuse" selected>Domestic abuse \(2\)<', content)


def test_lateness_is_counted_in_working_days_to_today(client: Client) -> None:
    three()
    text = read(client, "/recommendations/")
    # Good Friday and Easter Monday, 3 and 6 April 2026, are no working days.
    assert "late by 11 working days, counted to today" in text
    assert "answered 3 working days late" in text


WRONG = {
    "body=nobody": "“nobody” is not one of the choices",
    "status=issued+": "“issued ” is not one of the choices",
    "late=yes": "“yes” is not one of the choices",
    "sort=up": "“up” is not one of the choices",
    "colour=red": "no filter called “colour”",
    "body=northmere-panel&body=northmere-board": "“body” more than once",
    "q=%27%27%22": "at least one word",
    "page=0": "no page “0”",
    "page=7": "no page “7”",
    "page=x": "no page “x”",
    "page=" + "1" * 3000: "There is no page",
}


def test_what_is_not_understood_is_said(client: Client) -> None:
    three()
    for query, said in WRONG.items():
        address = f"/recommendations/?{query}"
        text = read(client, address)
        assert "There is a problem" in text, query
        assert said in text, query
        assert listed(client, address) == [], query
        if "page" not in query:
            table = client.get(f"/recommendations/table.csv?{query}")
            assert table.status_code == 302, query
            assert table["Location"].startswith("/recommendations/?"), query


HOSTILE = [
    "O'Brien",
    "panel's",
    '"quoted words"',
    '"half a quotation',
    "ŵyl tŷ Bryn",
    "notice AND OR NOT NEAR(",
    "words:notice",
    "tracker:findings",
    "a* -b +c ^d (e) {f} [g]",
    "\N{SMILING FACE WITH SUNGLASSES} smile",
    "'; DROP TABLE x; --",
    "50% \\ / : & | ! <-> ~",
    "x" * 200,
    "ℕ ﬁ Ǆ １２",  # noqa: RUF001
]


def test_no_search_is_an_error(client: Client) -> None:
    three()
    for words in HOSTILE:
        assert client.get("/recommendations/", {"q": words}).status_code == 200, words
    # A zero byte is turned away with 400 before any view; the search itself survives it too.
    assert client.get("/recommendations/?q=notice%00s").status_code == 400
    rows = TrackedRecord.objects.all()
    assert matching(rows, "recommendations", "bryn\0notices").count() == 1
    assert matching(rows, "recommendations", "\0").count() == 0


def test_a_search_stays_in_its_list_and_follows_changes(client: Client) -> None:
    make.whole_thread()
    assert "1 finding" in read(client, "/findings/?q=twice")
    assert "0 recommendations" in read(client, "/recommendations/?q=twice")
    make.finding(text="Notices went out daily.")
    assert "0 findings" in read(client, "/findings/?q=twice")
    assert "1 finding" in read(client, "/findings/?q=DAILY")
    TrackedRecord.objects.all().delete()
    assert "0 findings" in read(client, "/findings/?q=daily")


def test_findings_of_bodies_and_of_others_stand_together(client: Client) -> None:
    make.whole_thread()
    text = read(client, "/findings/")
    assert "2 findings" in text
    assert "The panels and boards themselves (1)" in text
    assert "twice a week" not in read(client, "/findings/?found_by=ofsted")
    assert "in batches" not in read(client, "/findings/?found_by=own")
    assert "2 findings" in read(client, "/findings/?theme=domestic-abuse")


def test_responses_and_actions_have_their_lists(client: Client) -> None:
    make.whole_thread()
    text = read(client, "/responses/?late=now")
    assert "1 response" in text
    assert "Ann Holder, Commissioner" in text
    assert "late by 11 working days" in text
    make.response(
        state="published",
        received_on="2026-04-14",
        decisions=[
            {
                "key": make.key("recommendation", 1),
                "number": 1,
                "reference": "",
                "decision": "rejected",
                "verdict": "",
            }
        ],
    )
    assert "1 response" in read(client, "/responses/?decision=rejected&late=met")
    assert "1 action" in read(client, "/actions/?status=open")
    assert "Jo Clerk" in read(client, "/actions/")


def test_a_list_is_paged_without_its_end_being_known(client: Client) -> None:
    for number in range(1, 28):
        make.recommendation(number, number=number, text=f"About matter {number}.")
    assert len(listed(client, "/recommendations/")) == 25
    assert listed(client, "/recommendations/?page=2") == ["26", "27"]
    text = read(client, "/recommendations/?page=2&status=issued")
    assert "Page 2" in text
    assert "27 recommendations" in text
    content = client.get("/recommendations/?status=issued").content.decode()
    assert 'href="/recommendations/?status=issued&amp;page=2#count"' in content


def test_more_than_a_thousand_are_not_counted(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    three()
    monkeypatch.setattr("scrutiny.tracking.pages.COUNTED", 2)
    assert "Over 1,000 recommendations" in read(client, "/recommendations/")
    assert "2 recommendations" in read(client, "/recommendations/?status=issued")


def test_the_table_has_every_row_and_no_formula(client: Client) -> None:
    three()
    make.recommendation(4, number=4, text="=HYPERLINK(1) about matter 4")
    response = client.get("/recommendations/table.csv?status=issued")
    content = b"".join(response.streaming_content)  # type: ignore[attr-defined]
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert b"'=HYPERLINK" in content
    rows = rows_of(content)
    assert [row[0] for row in rows[1:]] == [
        "Recommendation 3",
        "Recommendation 1",
        "Recommendation 4",
    ]
    assert rows[2][9] == "late by 11 working days, counted to today"
    assert rows[1][2] == "Northmere Safeguarding Children Board"
    assert rows[1][12].startswith("http://localhost:8000/recommendations/")


def test_on_its_own_host_a_body_shows_its_own(client: Client) -> None:
    front_page(BOARD, host=HOST)
    three()
    board = Client(headers={"host": HOST})
    assert listed(board, "/recommendations/") == ["3"]
    assert "no filter called “body”" in read(board, "/recommendations/?body=northmere-panel")
    text = read(board, "/recommendations/")
    assert "The director (1)" in text
    assert "Ann Holder" not in text
    table = b"".join(board.get("/recommendations/table.csv").streaming_content)  # type: ignore[attr-defined]
    assert len(rows_of(table)) == 2


def test_the_number_of_queries_does_not_grow(client: Client) -> None:
    def counted() -> list[int]:
        found = []
        for address in ("/recommendations/", "/findings/", "/responses/?late=now", "/actions/"):
            client.get(address)
            with CaptureQueriesContext(connection) as captured:
                client.get(address)
            found.append(len(captured))
        return found

    make.whole_thread()
    few = counted()
    assert max(few) <= 9
    for number in range(2, 30):
        body = f"body-{number}"
        release_body(body)
        make.recommendation(number, body=body, addressee={"name": f"P {number}", "post": ""})
    assert counted() == few


def test_what_is_offered_comes_from_a_small_table(client: Client) -> None:
    three()
    assert TrackedValue.objects.count() < 40
    with CaptureQueriesContext(connection) as captured:
        client.get("/recommendations/")
    asked = [one["sql"] for one in captured if "DISTINCT" in one["sql"] or "GROUP" in one["sql"]]
    assert asked == []


def test_empty_lists_say_what_will_appear(client: Client) -> None:
    for section in ("recommendations", "findings", "responses", "actions"):
        assert "Each will appear here" in read(client, f"/{section}/")
