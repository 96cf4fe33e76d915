"""The search page: filters, hosts, suggestions, what is promoted, and hostile addresses."""

from __future__ import annotations

import re
import time
from datetime import date
from typing import Any
from urllib.parse import urlencode

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from wagtail.models import Page, PageViewRestriction

from home.models import HomePage, StandardPage
from home.search_tables import SearchEntry, SearchValue
from portal.publishing import Copy, release, withdraw
from tests.builders_public import front_page, release_board, release_body, release_meeting
from tests.scrutiny.trackers import releasing as make

pytestmark = pytest.mark.django_db

PANEL, BOARD, HOST = "northmere-panel", "northmere-board", "board.localhost"


def results(client: Client, query: str, host: str = "localhost") -> list[str]:
    """The addresses of the results, in their order."""
    text = client.get(f"/search/?{query}", headers={"host": host}).content.decode()
    return re.findall(r'results__title">\s*<a class="govuk-link"\s*href="([^"]+)"', text)


def meant(client: Client, query: str, host: str = "localhost") -> str:
    text = client.get(f"/search/?{query}", headers={"host": host}).content.decode()
    found = re.search(r'Did you mean\s*<a class="govuk-link"\s*href="([^"]+)">([^<]+)</a>', text)
    return f"{found[2]} {found[1]}" if found else ""


def world() -> None:
    release_body(PANEL)
    release_board(BOARD)
    front_page(PANEL)
    front_page(BOARD, host=HOST)
    make.whole_thread()
    for number, year in enumerate((2024, 2025, 2026)):
        for body in (PANEL, BOARD):
            release_meeting(
                body, date(year, 6, 9), f"m{number}", title=f"Safeguarding {year}",
                place="Tŷ Mawr" if body == BOARD else "County Hall",
            )  # fmt: skip


def test_filters_hosts_and_suggestions(client: Client) -> None:
    world()
    assert len(results(client, "q=safeguarding")) == 7  # six meetings and the board itself
    assert len(results(client, f"q=safeguarding&body={PANEL}")) == 3
    assert len(results(client, "q=safeguarding&kind=meetings&year=2025-26")) == 2
    assert results(client, f"q=safeguarding&kind=meetings&year=2025-26&body={PANEL}") == [
        f"/{PANEL}/meetings/2025-06-09-m1/"
    ]
    assert len(results(client, "q=notices&theme=domestic-abuse&kind=findings")) == 2
    assert len(results(client, "theme=domestic-abuse")) == 4
    assert len(results(client, "q=ty+mawr")) == len(results(client, "q=T%C5%B7")) == 3
    assert len(results(client, "q=NOTICE")) == len(results(client, "q=notices")) >= 4
    # On a body's own host, that body alone, and no suggestion of another's words.
    assert len(results(client, "q=safeguarding", HOST)) == 4
    assert results(client, "q=notices", HOST) == []
    assert meant(client, "q=notises", HOST) == ""
    assert meant(client, "q=safegaurding", HOST) == "safeguarding /search/?q=safeguarding#count"
    assert meant(client, "q=notises") == "notices /search/?q=notices#count"
    assert meant(client, "q=%22domestik+abuse%22+notice").startswith("&quot;domestic abuse")
    assert meant(client, "q=qqqqzzzz") == "" == meant(client, "q=notice")
    for host, name in ((HOST, "body"), ("localhost", "colour")):
        text = client.get(f"/search/?{name}=x", headers={"host": host}).content.decode()
        assert f"This list has no filter called “{name}”." in text
    for query in ("kind=x", "year=1", "theme=-", "body=nobody", "q=a&q=b", "q=a", "q=%20'%20"):
        text = client.get(f"/search/?{query}").content.decode()
        assert "There is a problem" in text or query == "q=%20'%20", query
        assert "results__one" not in text, query
    for path in ("/", "/verify/", f"/{PANEL}/meetings/"):
        text = client.get(path).content.decode()
        assert text.count('class="site-search"') == 1, path
        assert 'for="site-search"' in text, path


def test_a_word_is_found_in_its_forms_and_quoted_words_as_they_are(client: Client) -> None:
    """The same on both databases: what each search finds of these texts, by their numbers."""
    release_body(PANEL)
    texts = (
        "Safeguarding of every child.",
        "Children were safeguarded.",
        "The policing plan.",
        "The police planned.",
        "Policy on planes.",
        "Mae plant yn cael eu diogelu yn yr ysgolion.",
        "Diogelwch plant: cynllunio.",
        "An auditor’s women.",
        "The woman commissioned it.",
        "Two men took it; all aided.",
    )
    made = [make.recommendation(number, text=text) for number, text in enumerate(texts)]
    numbers = {f"/{one.path}": number for number, one in enumerate(made)}
    for query, wanted in {
        "safeguard": {0, 1},
        "safeguarding": {0, 1},
        "%22safeguarding%22": {0},
        "child": {0, 1},
        "children": {0, 1},
        "%22every+child%22": {0},
        "%22every+children%22": set(),
        "child+%22were+safeguarded%22": {1},
        "police": {2, 3},
        "policies": {4},
        "planning": {2, 3},
        "plane": {4},
        "plant": {5, 6},
        "ysgolion": {5},
        "cynllunio": {6},
        "diogelu": {5},
        "woman": {7, 8},
        "commission": {8},
        "auditor": {7},
        "audit": set(),
        "man": {9},
        "taking": {9},
        "aid": {9},
        "aiding": {9},
    }.items():
        found = {numbers[one] for one in results(client, f"q={query}&kind=recommendations")}
        assert found == wanted, query
    text = client.get("/search/?q=child+safeguard&kind=recommendations").content.decode()
    assert "<mark>Children</mark> were <mark>safeguarded</mark>." in text
    assert "<mark>Safeguarding</mark> of every <mark>child</mark>." in text
    assert meant(client, "q=policng") == "policing /search/?q=policing#count"
    withdraw(kind=made[0].kind, key=made[0].key, body=PANEL, by=None, reason="An error.")
    assert results(client, "q=safeguard&kind=recommendations") == [f"/{made[1].path}"]


def test_a_phrase_of_common_words_is_bounded_and_the_page_says_so(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    if connection.vendor == "sqlite":
        pytest.skip("SQLite finds phrases in its index")
    release_body(PANEL)
    for number in range(6):
        make.recommendation(number, text=f"Send notices {'soon' if number else 'late'}.")
    said = "only the newest were looked through"
    assert said not in client.get("/search/?q=%22notices+late%22").content.decode()
    assert len(results(client, "q=%22notices+late%22")) == 1
    monkeypatch.setattr("home.search.text._MANY", 0)
    monkeypatch.setattr("home.search.text._UNPACKED", 4)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE home_searchentry")
    text = client.get("/search/?q=%22notices+soon%22").content.decode()
    assert text.count('class="results__one"') == 4
    assert said in text
    assert len(results(client, "q=notices+soon")) == 5
    assert said not in client.get("/search/?q=notices+soon").content.decode()


def test_a_report_has_the_themes_of_its_review_as_they_are_public(client: Client) -> None:
    release_body(PANEL)
    theme = {"slug": "homes", "name": "Homes", "name_cy": ""}
    line = {"key": "k", "number": 1, "question": "Who knew?", "theme": theme}

    def put(kind: str, **payload: Any) -> None:
        copy = Copy(
            kind=kind,
            key="00000000-0000-4000-8000-000000000001",
            body=PANEL,
            path="reviews/homes/" if kind == "review" else "reports/homes/",
            title="Homes for all",
            payload={"title": "Homes for all", **payload},
            happened_on=date(2026, 3, 1),
        )
        release(copies=[copy], body=PANEL, subject="x", by=None, takes_back=True)

    def found() -> int:
        return len(results(client, "theme=homes&kind=reports"))

    put("report")
    assert "There is a problem" in client.get("/search/?theme=homes").content.decode()
    put("review", lines=[line])
    assert found() == 1
    put("report", summary="The second edition.")
    assert found() == 1
    assert SearchValue.objects.get(body="", facet="theme", value="homes").count == 2
    put("review", lines=[{**line, "theme": None}])
    assert SearchValue.objects.filter(facet="theme").count() == 0
    put("review", lines=[line])
    review = "00000000-0000-4000-8000-000000000001"
    withdraw(kind="review", key=review, body=PANEL, by=None, reason="An error.")
    assert SearchValue.objects.filter(facet="theme").count() == 0
    assert len(results(client, "q=homes&kind=reports")) == 1


def test_what_became_of_a_recommendation_is_asked_in_ones_own_words(client: Client) -> None:
    release_body(PANEL)
    make.recommendation(1, text="Share each notice.", reference="NPCP R (26/27) 04")
    make.recommendation(2, text="Say who is missing.", reference="NPCP R (26/27) 05")
    make.response(state="published", received_on="2026-04-01")
    release_meeting(PANEL, date(2026, 6, 9), place="NPCP R (26/27) 04", title="A missing notice")
    rows = SearchEntry.objects.filter(kind="recommendation").order_by("pk")
    first, second = rows.values_list("path", flat=True)
    for words, path in (
        ("What became of the recommendation about notices?", first),
        ("recommendations missing", second),
        ("argymhelliad missing", second),
        ("NPCP R (26/27) 04", first),
        ("NPCP R (26/27) 05", second),
    ):
        assert results(client, urlencode({"q": words}))[0] == f"/{path}", words


def test_a_search_in_vain_leads_on(client: Client) -> None:
    release_body(PANEL)
    make.recommendation(1, text="Share each notice of harm.")
    page = client.get("/search/?q=notice+harm+lantern+nobody").content.decode()
    assert "No results" in page
    assert '<a class="govuk-link" href="/search/?q=notice+harm#count">notice harm</a>' in page
    assert results(client, "q=notice+harm")
    page = client.get('/search/?q="lantern+notice"+nobody').content.decode()
    assert "With fewer of them" not in page, "nothing is left that finds anything"
    page = client.get("/search/?q=notice&page=99").content.decode()
    assert "There is no such page of the results" in page
    assert 'href="/search/?q=notice#count">Show the first page' in re.sub(r"\s+", " ", page)
    assert "Nothing was searched for" not in page


def test_hostile_addresses_are_answered_at_once(client: Client) -> None:
    world()
    many = "".join(f"&f{number}=1" for number in range(10_000))
    for query in (
        "q=" + "a" * 100_000,
        "q=" + "a+" * 50_000,
        "q=" + "%22" * 1_000,
        "q=" + "*+OR+NOT+NEAR(" * 9,
        "q=%00safeguarding%00",
        "q=%ED%A0%80%ED%B0%80safeguarding",
        "q=%FF%FE",
        "q=tags:zqf+AND+words:*",
        "q='%7C%7C'&q='",
        "q=zqtsafeguarding",
        "q=safeguarding&page=1000000000",
        "q=safeguarding&page=-1",
        "q=safeguarding&page=%D9%A1",
        "q=%3Cscript%3Ealert(1)%3C/script%3E&page=2",
        "q=safeguarding&limit=1000000000",
        "q=x" + many,
        "kind=%00&body=%00&year=%00&theme=%00",
        "q=%E1%84%80" * 60,
        "q=" + "\u0301".encode().hex("%").join(("%", "")) * 40,
    ):
        started = time.monotonic()
        response = client.get(f"/search/?{query}")
        assert response.status_code in (200, 400), query[:60]
        assert time.monotonic() - started < 1, query[:60]
        assert b"<script" not in response.content, query[:60]


def test_a_withdrawn_word_is_neither_found_nor_suggested(client: Client) -> None:
    release_body(PANEL)
    record = make.recommendation(text="Mend the kaleidoscope.")
    assert results(client, "q=kaleidoscope") == [f"/{record.path}"]
    assert meant(client, "q=kaleidascope").startswith("kaleidoscope ")
    withdraw(kind=record.kind, key=record.key, body=record.body, by=None, reason="An error.")
    text = client.get("/search/?q=kaleidascope").content.decode()
    assert results(client, "q=kaleidoscope") == []
    assert "kaleidoscope" not in text


def test_a_common_word_is_leafed_through_and_counted_no_further(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    release_body(PANEL)
    for number in range(25):
        make.recommendation(number, text=f"Notice number {number}.")
    seen = [one for page in (1, 2, 3) for one in results(client, f"q=notice&page={page}")]
    assert len(seen) == len(set(seen)) == 25
    assert "There is no page “4”" in client.get("/search/?q=notice&page=4").content.decode()
    monkeypatch.setattr("home.search.finding.COUNTED", 12)
    monkeypatch.setattr("home.search.page.COUNTED", 12)
    monkeypatch.setattr("home.search.finding._RANKED", 4)
    monkeypatch.setattr("home.search.finding._TITLED", 2)
    text = client.get("/search/?q=notice&page=2").content.decode()
    assert "Over 12 results" in text
    assert "There are more results than are listed" in text
    assert len(results(client, "q=notice")) == 10


def test_live_pages_that_everybody_may_read_are_found(client: Client) -> None:
    release_body(PANEL)
    body = front_page(PANEL)
    page = StandardPage(
        title="How to attend", slug="attend", text="<p>Bring a <b>pineapple</b>.</p>"
    )
    body.add_child(instance=page)
    page.save_revision().publish()
    assert results(client, "q=pineapple") == [f"/{PANEL}/attend/"]
    assert results(client, "q=pineapple&kind=pages") == [f"/{PANEL}/attend/"]
    shut = PageViewRestriction.objects.create(page=body, restriction_type="login")
    assert results(client, "q=pineapple") == []
    shut.delete()
    assert results(client, "q=pineapple") == [f"/{PANEL}/attend/"]
    page.unpublish()
    assert not SearchEntry.objects.filter(kind="page").exists()
    page.save_revision().publish()
    page.slug = "come"
    page.save_revision().publish()
    assert results(client, "q=pineapple") == [f"/{PANEL}/come/"]
    Page.objects.get(pk=page.pk).delete()
    assert not SearchEntry.objects.filter(kind="page").exists()


def test_promoted_results_stand_on_top_and_nothing_is_written(client: Client) -> None:
    if not apps.is_installed("wagtail.contrib.search_promotions"):
        pytest.skip("the app is not installed")
    from wagtail.contrib.search_promotions.models import Query, SearchPromotion

    release_board(BOARD)
    front_page(BOARD, host=HOST)
    page = StandardPage(title="How to attend", slug="attend")
    draft = StandardPage(title="Not yet out", slug="draft", live=False)
    home = HomePage.objects.get()
    for one in (page, draft):
        home.add_child(instance=one)
    query = Query.objects.create(query_string="how to come")
    for number, one in enumerate((draft, page)):
        SearchPromotion.objects.create(query=query, page=one, sort_order=number)
    SearchPromotion.objects.create(
        query=query, external_link_url="https://example.org/", external_link_text="Elsewhere",
        description="<b>Bold</b>", sort_order=3,
    )  # fmt: skip
    assert results(client, "q=How++to+COME") == ["/attend/", "https://example.org/"]
    assert b"&lt;b&gt;Bold" in client.get("/search/?q=how+to+come").content
    assert results(client, "q=how+to+come", HOST) == []
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert results(client, "q=how+to+come") == ["https://example.org/"]
    results(client, "q=something+else")
    assert Query.objects.count() == 1
