"""The search index: written with a release, gone with a withdrawal, the same when made anew."""

from __future__ import annotations

import uuid
from collections import Counter
from datetime import date
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client

from home.search.counting import _places
from home.search.spelling import can_be_suggested
from home.search.text import vocabulary
from home.search_tables import SearchEntry, SearchValue, SearchWord, SearchWordKey
from portal import publishing
from portal.addresses import _below_main
from portal.publishing import Target, dispose_all, withdraw, withdraw_all
from scrutiny import kinds
from tests.builders_public import release_board, release_body, release_everything
from tests.home.search.publishing import PANEL, pdf, read_papers, release_paper
from tests.scrutiny.trackers import releasing as make

pytestmark = pytest.mark.django_db

LONG = [f"Page {number} speaks of the budget." for number in range(1, 41)]
LONG[36] = "Here stands the marmalade clause, and <i>nowhere</i> else."
LONG[11] = "Custody of children is on page twelve."
LONG[19] = "Children again."


def contents() -> list[Any]:
    """Everything in the tables but the numbers that the database gives out."""
    entries = [
        tuple(sorted((name, str(value)) for name, value in one.items() if name != "id"))
        for one in SearchEntry.objects.values()
    ]
    values = SearchValue.objects.values_list("body", "facet", "value", "label", "count")
    words = SearchWord.objects.values_list("word", "count")
    keys = SearchWordKey.objects.values_list("key", "word__word")
    return [sorted(entries), sorted(values), sorted(words), sorted(keys)]


def assert_counted() -> None:
    """The counts are those of the rows, and the database's own index holds nothing else."""
    rows = list(SearchEntry.objects.all())
    words = Counter(word for one in rows for word in set(one.words.split()))
    wanted = {word: count for word, count in words.items() if can_be_suggested(word)}
    assert dict(SearchWord.objects.values_list("word", "count")) == wanted
    values = Counter(place for one in rows if one.page is None for place in _places(one))
    held = SearchValue.objects.values_list("body", "facet", "value", "label", "count")
    assert {one[:4]: one[4] for one in held} == values
    tags = Counter(tag for one in rows for tag in set(one.tags.split()))
    assert vocabulary() == {**words, **tags}


def test_a_phrase_on_page_37_of_an_uploaded_file_is_found_there(client: Client) -> None:
    release_body(PANEL)
    record = release_paper(pdf(*LONG))
    assert "marmalade" not in client.get("/search/?q=marmalade").content.decode().split("<h2")[2]
    read_papers()
    text = client.get("/search/?q=%22marmalade+clause%22").content.decode()
    assert f'href="/{PANEL}/{record.path}#page=37"' in text
    assert "Page 37 of Annual report (PDF)" in " ".join(text.split())
    assert "the <mark>marmalade clause</mark>, and &lt;i&gt;nowhere&lt;/i&gt; else" in text
    assert b"".join(client.get(f"/{PANEL}/{record.path}")).startswith(b"%PDF")
    assert client.get("/search/?q=%22clause+marmalade%22").content.count(b"results__one") == 0
    text = client.get("/search/?q=children").content.decode()  # two pages, one result
    assert text.count('class="results__one"') == 1
    assert f"{record.path}#page=12" in text
    assert f"{record.path}#page=20" in text
    text = client.get("/search/?q=annual").content.decode()  # the title leads to the file
    assert f'href="/{PANEL}/{record.path}"' in text
    assert "#page=" not in text
    assert_counted()

    with transaction.atomic():  # gone within the act, not after it
        withdraw(kind="paper", key=record.key, body=PANEL, by=None, reason="Made in error.")
        assert not SearchEntry.objects.filter(key=record.key).exists()
        assert not SearchWord.objects.filter(word="marmalade").exists()
    assert_counted()
    assert client.get("/search/?q=marmalade").content.count(b"results__one") == 0
    assert b"Did you mean" not in client.get("/search/?q=marmalede").content


def test_the_same_bytes_in_two_papers_go_with_each_of_them() -> None:
    content = pdf("The lemon clause.")
    one = release_paper(content, name="one")
    read_papers()
    two = release_paper(content, name="two")  # known already: found within the release
    assert SearchEntry.objects.filter(page=1).count() == 2
    withdraw(kind="paper", key=one.key, body=PANEL, by=None, reason="Made in error.")
    assert set(SearchEntry.objects.values_list("key", "page")) == {(two.key, None), (two.key, 1)}
    assert SearchEntry.objects.count() == 2
    release_paper(content, name="two", title="Another title")  # the next version of the same paper
    assert set(SearchEntry.objects.values_list("title", "page")) == {
        ("Another title", None),
        ("Another title", 1),
    }
    assert_counted()


def test_an_undone_withdrawal_changes_nothing_and_a_body_disposed_of_is_gone() -> None:
    release_body(PANEL)
    release_board("board")
    make.whole_thread()
    record = release_paper(pdf("The quince clause."))
    read_papers()
    before = contents()
    with transaction.atomic():
        withdraw(kind="paper", key=record.key, body=PANEL, by=None, reason="Made in error.")
        transaction.set_rollback(True)
    assert contents() == before
    rows = SearchEntry.objects.filter(body=PANEL).values_list("kind", "key")
    targets = [Target(kind, key) for kind, key in dict.fromkeys(rows)]
    act = {"key": str(uuid.uuid4())}
    with transaction.atomic():
        dispose_all(
            targets=targets, body=PANEL, by=None, reason="Its time is over.", subject="x",
            certificate=act,
        )  # fmt: skip
        assert set(SearchEntry.objects.values_list("body", flat=True)) == {"board"}
    assert not SearchWord.objects.filter(word__in=["quince", "notice"]).exists()
    assert_counted()


def test_what_is_not_released_never_comes_in() -> None:
    """A restricted title, a draft, an older version, what a payload does not name as text."""
    make.recommendation(text="The old canaryword of before.")
    make.recommendation(text="The new text.", state="canarystate", addressee=None)
    make.finding(evidence=[{"reference": "E4", "title": "", "is_restricted": True}])
    dumped = str(contents())
    assert "canary" not in dumped
    assert "new text" in dumped
    withdraw_all(
        targets=[Target(kinds.FINDING, make.key(kinds.FINDING, 1))],
        body=PANEL, by=None, reason="An error.", subject="x",
    )  # fmt: skip
    assert not SearchEntry.objects.filter(kind=kinds.FINDING).exists()


def test_the_command_makes_the_index_anew_while_others_read_and_withdraw(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    release_body(PANEL)
    make.whole_thread()
    release_paper(pdf("The quince clause."))
    read_papers()
    before = contents()
    # Lost and stale in every way: rows gone, rows of nothing, counts wrong, SQLite's table empty.
    SearchEntry.objects.filter(kind=kinds.ACTION).delete()
    SearchEntry.objects.create(kind=kinds.ACTION, key="x", title="Stale", words="stale")
    SearchWord.objects.update(count=77)
    SearchWord.objects.create(word="ghost", count=1)
    SearchValue.objects.update(count=77)
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE home_searchentry_text")
    seen: list[int] = []
    write = publishing.hold_chain

    def look() -> None:
        seen.append(SearchEntry.objects.filter(kind="paper").count())
        write()

    monkeypatch.setattr("home.search.writing.hold_chain", look)
    call_command("rebuild_search")
    assert f"{len(before[0])} entries can be found." in capsys.readouterr().out
    for one, other in zip(contents(), before, strict=True):
        assert set(one) ^ set(other) == set()
    assert contents() == before
    assert set(seen) == {2}  # readers had the old rows until the new were there
    assert_counted()


def test_every_kind_of_record_is_found(client: Client) -> None:
    release_body(PANEL)
    release_everything(PANEL, today=date(2026, 4, 1))
    make.whole_thread()
    found = set(SearchEntry.objects.values_list("kind", flat=True))
    assert {"body", "members", "meeting", "review", "report", "finding"} < found
    assert {"recommendation", "response", "action", "source", "external_finding", "line"} < found
    rows = SearchEntry.objects.filter(page=None).exclude(kind="body")  # its front is a web page
    for number, entry in enumerate(rows.order_by("pk")):
        if number % 3 == 0:
            path = _below_main(PANEL, entry.path)
            assert client.get(path).status_code == 200, (entry.kind, path)
