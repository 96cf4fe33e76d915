"""The list of actions: who sees which rows, what each filter leaves, what is refused."""

from __future__ import annotations

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from scrutiny.models import Action
from tests import builders
from tests import builders_scrutiny as make
from tests.scrutiny.lists.conftest import Listed

URL = "/workspace/actions/"


def shown(client: Client, query: str) -> set[Action]:
    answer = client.get(f"{URL}?{query}")
    assert answer.status_code == 200, query
    assert answer.context["mistakes"] == [], query
    return {one.action for one in answer.context["rows"]}


def test_each_filter_leaves_what_it_says(listed: Listed) -> None:
    client = listed.as_user(listed.clerk)
    own = {listed.late, listed.soon, listed.claimed, listed.closed}
    wanted = {
        "show=all": own,
        "due=overdue": {listed.late},
        "due=soon": {listed.soon},
        "due=later": set(),
        "whose=mine": set(),
        "whose=bodies": own,
        f"body={listed.body.slug}": own,
        f"owner={listed.owning.key}": {listed.late, listed.claimed},
        f"meeting={listed.meeting.key}": {listed.late},
        "theme=missing": {listed.soon},
        "rating=red": {listed.late},
        "rating=none": own - {listed.late},
        "priority=high": {listed.late},
        "state=unfinished": own - {listed.closed},
        "state=closed": {listed.closed},
        "year=2025-26": own,
        "q=figure+2025": {listed.late},
        f"q={listed.soon.number}": {listed.soon},
        "q=Reed&due=overdue&sort=owner&size=50": {listed.late},
        "q=nothing-like-it": set(),
    }
    for query, rows in wanted.items():
        assert shown(client, query) == rows, query
    # An earlier rating does not count.
    assert shown(client, "rating=green") == set()


def test_whoever_looks_sees_their_own_rows_alone(listed: Listed) -> None:
    own = {listed.late, listed.soon, listed.claimed, listed.closed}
    assert shown(listed.as_user(listed.member), "show=all") == own
    owner = listed.as_user(listed.owner)
    assert shown(owner, "show=all") == {listed.late, listed.claimed}
    assert shown(owner, "whose=mine&due=overdue") == {listed.late}
    assert shown(owner, "whose=bodies") == set()
    stranger = listed.as_user(listed.stranger)
    assert shown(stranger, "show=all") == set()
    assert "There is no action that you may see." in stranger.get(URL).content.decode()
    assert Client().get(URL)["Location"].startswith("/workspace/sign-in/")
    # A body or a person that one may not see is refused like one that is not there.
    for query in (f"body={listed.other.slug}", f"owner={listed.foreign.owner.key}", "body=none"):
        answer = listed.as_user(listed.clerk).get(f"{URL}?{query}")
        assert answer.context["mistakes"], query
        assert not answer.context["rows"], query


def test_what_is_not_understood_is_said_and_lists_nothing(listed: Listed) -> None:
    client = listed.as_user(listed.clerk)
    for query, said in {
        "due=tomorrow": "“tomorrow” is not one of the choices here.",
        "body=none&owner=none": "is not one of the choices here.",
        "owner=none": "Nothing in this list is for the person that was chosen.",
        "colour=red": "This list has no filter called “colour”.",
        "due=soon&due=overdue": "The address names “due” more than once.",
        "size=1000": "is not one of the choices here.",
        "page=7": "There is no page “7” of this list.",
        "page=x": "There is no page “x” of this list.",
        "q=%27": "Search for at least one word",
    }.items():
        answer = client.get(f"{URL}?{query}")
        page = answer.content.decode()
        assert said in page, query
        assert not answer.context["rows"], query
        assert "govuk-error-summary" in page, query
        for name in ("workspace_actions_csv", "workspace_actions_xlsx", "workspace_actions_pdf"):
            if "page" not in query:
                back = client.get(f"{reverse(name)}?{query}")
                assert back.status_code == 302, query
                assert URL in back["Location"], query
    assert "Nothing matches all that you chose" in client.get(f"{URL}?due=later").content.decode()


def test_the_page_says_what_is_filtered_and_how_each_row_stands(listed: Listed) -> None:
    page = listed.as_user(listed.clerk).get(f"{URL}?due=overdue&priority=high").content.decode()
    assert "1 action\n" in page
    assert "Overdue" in page
    assert "Priority: High" in page
    assert f'href="{URL}?priority=high#count"' in page  # without “overdue”
    assert f'href="{URL}?due=overdue#count"' in page
    assert "Red: unacceptable progress" in page
    assert "High priority" in page
    assert "late by 9 working days, counted to today" in page
    assert "re-dated once" in page
    # Reported as done: it waits for the body, and is not late for its owner.
    claimed = listed.as_user(listed.clerk).get(f"{URL}?state=complete_claimed").content.decode()
    assert "working day" not in claimed


def test_pages_and_order(listed: Listed) -> None:
    review = make.review(listed.body)
    owner = builders.person(listed.body)
    rows = [
        Action(
            body=listed.body,
            review=review,
            number=1000 + number,
            municipal_year="2024/25",
            text="One of many.",
            owner=owner,
            due_on=listed.soon.due_on,
        )
        for number in range(60)
    ]
    Action.objects.bulk_create(rows)
    client = listed.as_user(listed.clerk)
    seen = [
        one.action.pk
        for number in (1, 2, 3)
        for one in client.get(f"{URL}?page={number}").context["rows"]
    ]
    assert len(seen) == len(set(seen)) == 64
    assert seen[0] == listed.late.pk  # the soonest that waits; what is done comes last
    assert set(seen[-2:]) == {listed.claimed.pk, listed.closed.pk}
    assert len(client.get(f"{URL}?size=100").context["rows"]) == 64
    page = client.get(f"{URL}?q=many&size=50").content.decode()
    assert "Page 1 of 2" in page
    assert "q=many&amp;size=50&amp;page=2#count" in page


def test_a_list_takes_as_many_queries_however_long_it_is(listed: Listed) -> None:
    client = listed.as_user(listed.clerk)
    client.get(URL)
    counts = []
    for more in (0, 20):
        for _number in range(more):
            make.action(
                make.review(listed.body), due_on=listed.late.due_on, origin_minute=listed.minute
            )
        with CaptureQueriesContext(connection) as asked:
            assert client.get(f"{URL}?due=overdue").status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]
    assert counts[0] <= 20
