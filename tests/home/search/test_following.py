"""A search that somebody follows: as a feed, and by letter; each record once, none withdrawn."""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext

from home.alerts.following import followed
from home.alerts.models import Subscription
from home.alerts.sending import send_alerts
from home.search.following import followed_search
from portal import clock
from portal.publishing import withdraw
from tests.builders_public import front_page, release_board, release_body, release_meeting
from tests.home.alerts.arranging import ask, delivered, follow, link_in, words_of
from tests.home.feeds.standard import mistakes_in
from tests.home.search.publishing import PANEL, pdf, read_papers, release_paper
from tests.scrutiny.trackers import releasing as make

pytestmark = pytest.mark.django_db

BOARD, HOST = "northmere-board", "board.localhost"
FEED = "/feeds/search.atom"


def titles(client: Client, query: str, host: str = "localhost") -> list[str]:
    answer = client.get(f"{FEED}?{query}", headers={"host": host})
    assert answer.status_code == 200, query
    assert mistakes_in(answer.content) == []
    return re.findall(r"<title>([^<]+)</title>", answer.content.decode())[1:]


def news() -> str:
    """What the letters of one run say; empty without a letter."""
    send_alerts(clock.now())
    return "\n".join(words_of(one) for one in delivered())


def test_a_search_is_a_feed_of_records_the_newest_release_first(client: Client) -> None:
    release_body(PANEL)
    release_board(BOARD)
    front_page(BOARD, host=HOST)
    with time_machine.travel("2026-04-01T09:00:00Z", tick=False) as moment:
        for number, title in enumerate(("Safeguarding", "Budget", "Children and their safeguards")):
            moment.shift(60)
            release_meeting(PANEL, date(2026, 6, 9), f"m{number}", title=title)
        moment.shift(60)
        board = release_meeting(BOARD, date(2020, 6, 9), "b", title="Safeguarding board")
        paper = release_paper(pdf("The marmalade clause of safeguarding."))
        read_papers()
    found = titles(client, "q=safeguarding&kind=meetings")
    assert [one.partition(",")[0] for one in found] == [
        "Safeguarding board", "Children and their safeguards", "Safeguarding",
    ]  # fmt: skip
    assert titles(client, "q=marmalade") == ["Paper: Annual report"]
    assert titles(client, "q=child&kind=meetings") == found[1:2]
    assert titles(client, "q=%22child%22") == []
    assert titles(client, f"q=safeguarding&body={PANEL}&kind=meetings") == found[1:]
    assert titles(client, "q=safeguarding&kind=meetings", HOST) == found[:1]
    page = client.get("/search/?kind=meetings&q=safeguarding").content.decode()
    assert page.count(f'href="{FEED}?q=safeguarding&amp;kind=meetings"') == 2
    (link,) = re.findall(r'href="(/alerts/\?feed=search[^"]+)"', page)
    assert parse_qs(urlsplit(link).query)["feed"] == ["search?kind=meetings&q=safeguarding"]
    for query in ("", "kind=pages", "q=&page=1", "colour=x", "kind=x", "q=a", "q=" + "a" * 201):
        answer = client.get(f"{FEED}?{query}")
        assert (answer.status_code, answer["X-Robots-Tag"]) == (302, "noindex"), query
        assert answer["Location"].startswith("/search/?"), query
        assert FEED not in client.get(f"/search/?{query}").content.decode(), query
    for one in (board, paper):
        withdraw(kind=one.kind, key=one.key, body=one.body, by=None, reason="An error.")
    assert titles(client, "q=safeguarding&kind=meetings") == found[1:]
    assert titles(client, "q=marmalade") == []


def test_a_match_comes_with_the_next_letter_once_and_nothing_else_does(client: Client) -> None:
    release_body(PANEL)
    old = make.recommendation(text="Mend the kaleidoscope of before.")
    with time_machine.travel("2026-04-01T09:00:00Z", tick=False) as moment:
        ask(client, "search?q=kaleidoscope", rhythm="daily")
        (letter,) = delivered()
        assert "kaleidoscope" not in words_of(letter).casefold(), "nobody has confirmed"
        assert "A search of what is published" in words_of(letter)
        assert "Search: “kaleidoscope”" in client.post(link_in(letter, "confirm")).content.decode()
        assert Subscription.objects.get().feed == "search?q=kaleidoscope"
        moment.shift(60)
        make.recommendation(2, text="Polish both kaleidoscopes.")
        make.recommendation(3, text="Send each notice.")
        gone = make.recommendation(4, text="A kaleidoscope in error.")
        withdraw(kind=gone.kind, key=gone.key, body=gone.body, by=None, reason="An error.")
        assert news() == "", "a daily letter comes in the morning"
        moment.move_to("2026-04-02T07:00:00Z")
        text = news()
        assert "Polish both kaleidoscopes." in text
        assert "Search: “kaleidoscope”\nhttp" in text
        for word in ("of before", "Send each", "in error"):
            assert word not in text
        moment.move_to("2026-04-03T07:00:00Z")
        make.recommendation(5, text="Send each notice again.")
        assert news() == ""
        make.recommendation(1, text="Mend the kaleidoscope of now.")  # a new version is news
        moment.move_to("2026-04-04T07:00:00Z")
        assert "of now" in news()
        moment.move_to("2026-04-05T07:00:00Z")
        assert news() == ""
    assert old.version == 1


def test_a_letter_waits_for_the_words_of_a_file_but_not_for_ever() -> None:
    release_body(PANEL)
    with time_machine.travel("2026-04-01T09:00:00Z", tick=False) as moment:
        follow("search?q=marmalade")
        follow("all", "other@example.org")
        release_paper(pdf("The marmalade clause."))
        release_meeting(PANEL, date(2026, 6, 9), "m", title="Budget")
        assert "Budget" in news(), "others are told at once"
        assert Subscription.objects.get(feed__startswith="search").seen_up_to < 2
        read_papers()
        assert "Paper: Annual report" in news()
        release_paper(pdf("More marmalade."), name="two", title="Another")
        assert news() == ""
        moment.shift(3601)
        assert news() == ""
        read_papers()
        assert news() == "", "it was looked at without the words of the file"


def looked(asked: CaptureQueriesContext) -> list[str]:
    """The queries that look into the index of the words; estimates are none."""
    found = [one["sql"] for one in asked if "MATCH" in one["sql"] or "@@" in one["sql"]]
    return [one for one in found if "EXPLAIN" not in one]


def test_what_is_kept_costs_what_is_new_and_says_no_word_it_should_not(client: Client) -> None:
    """Of a search that is kept only the rows that came in since are looked at."""
    release_body(PANEL)
    for number in range(5):
        make.recommendation(number, text=f"Notice {number}.")
    words = "+".join(f"word{number}" for number in range(20))
    assert followed_search(QueryDict(f"q=notice+{'word+' * 40}")) is None, "too long"
    search = followed_search(QueryDict(f"q=notice+{words}"))
    assert search is not None
    with CaptureQueriesContext(connection) as asked:
        assert search.released(after=10_000, up_to=20_000) == []
    assert len(asked) == 1
    last = make.recommendation(9, text="Notice 9.").release.number
    what = followed("search?q=notice")
    with CaptureQueriesContext(connection) as asked:
        assert len(what.news(last - 1, last)) == 1
    assert len(asked) <= 7
    (match,) = looked(asked)
    assert ">=" in match, "only what is new is looked at"
    with CaptureQueriesContext(connection) as asked:
        search.newest(40)
    (match,) = looked(asked)
    assert "word10" in match
    assert "word11" not in match, "twelve words"
    assert client.get("/alerts/?feed=search").status_code == 404
    answer = client.get("/alerts/?feed=search%3Fcolour%3Dx")
    assert (answer.status_code, answer["Location"]) == (302, "/search/?colour=x")
