"""Saved views: one's own alone, named, by default, gone; requests as a list; the files."""

from __future__ import annotations

import io
from datetime import date

import pikepdf
import pypdfium2
from django.test import Client
from openpyxl import load_workbook

from portal import audit
from portal.models import LogEntry
from portal.spreadsheets import rows_of
from scrutiny.models import Action, SavedView
from scrutiny.operations.saved_views import MOST, save_view
from scrutiny.workspace.list_page import PAPER_ROWS
from tests import builders_scrutiny as make
from tests.scrutiny.lists.conftest import Listed

URL = "/workspace/actions/"
VIEWS = "/workspace/views/actions/"


def saved(client: Client, name: str, query: str, **more: str) -> int:
    return client.post(VIEWS, {"name": name, "query": query, **more}).status_code


def test_a_view_is_saved_renamed_opened_by_itself_and_deleted(listed: Listed) -> None:
    client = listed.as_user(listed.clerk)
    assert saved(client, " Late \0 ones ", "?due=overdue&page=2&sort=") == 302
    view = SavedView.objects.get()
    assert (view.user, view.name, view.query) == (listed.clerk, "Late ones", "due=overdue")
    page = client.get(f"{URL}?due=overdue").content.decode()
    assert 'aria-current="page">Late ones' in " ".join(page.split()).replace(" >", ">")
    # Nothing opens by itself that nobody asked for.
    assert client.get(URL).status_code == 200
    assert saved(client, "Late ones", "priority=high") == 422  # the name is taken
    assert saved(client, "Late ones", "priority=high", replace="on", is_default="on") == 302
    assert client.get(URL)["Location"] == "?priority=high"
    assert client.get(f"{URL}?show=all").status_code == 200
    assert saved(client, "Mine", "whose=mine", is_default="on") == 302
    assert client.get(URL)["Location"] == "?whose=mine"
    assert SavedView.objects.filter(is_default=True).count() == 1
    changed = {"key": str(view.key), "name": "Urgent", "do": "change"}
    assert client.post(VIEWS, changed).status_code == 302
    view.refresh_from_db()
    assert (view.name, view.query) == ("Urgent", "priority=high")
    taken = client.post(VIEWS, {**changed, "name": "Mine"})
    assert taken.status_code == 422
    assert "You have a view of this name already." in taken.content.decode()
    assert client.post(VIEWS, {**changed, "name": " "}).status_code == 422
    assert saved(client, "Wrong", "due=never") == 422
    assert client.post(VIEWS, {"key": str(view.key), "do": "delete"}).status_code == 302
    assert [one.name for one in SavedView.objects.all()] == ["Mine"]


def test_a_view_is_nobody_elses(listed: Listed) -> None:
    view = save_view(
        by=listed.clerk, kind="actions", name="Mine alone", query="due=overdue", is_default=True
    )
    client = listed.as_user(listed.member)
    assert client.get(URL).status_code == 200
    for page in (client.get(VIEWS), client.get(f"{URL}?due=overdue")):
        assert "Mine alone" not in page.content.decode()
    for sent in ({"do": "delete"}, {"name": "Stolen"}, {"name": "Stolen", "do": "change"}):
        assert client.post(VIEWS, {"key": str(view.key), **sent}).status_code == 404
    assert SavedView.objects.get().name == "Mine alone"
    assert client.get("/workspace/views/nothing/").status_code == 404
    for _number in range(MOST - 1):
        save_view(by=listed.clerk, kind="actions", name=f"V{_number}", query="", is_default=False)
    mine = listed.as_user(listed.clerk)
    assert saved(mine, "One more", "due=soon") == 422
    assert mine.post("/workspace/views/requests/", {"name": "R", "query": ""}).status_code == 302


def test_a_view_of_what_is_gone_says_so(listed: Listed) -> None:
    client = listed.as_user(listed.clerk)
    query = f"owner={listed.owning.key}"
    assert saved(client, "Pat’s", query, is_default="on") == 302
    Action.objects.filter(owner=listed.owning).update(owner=listed.second)
    answer = client.get(URL, follow=True)
    page = answer.content.decode()
    assert "Your view “Pat’s” asks for something that is not there any more." in page
    assert not answer.context["rows"]
    assert (
        "This view asks for something that is not there any more."
        in client.get(VIEWS).content.decode()
    )


def test_the_files_hold_the_same_rows_and_no_formula(listed: Listed) -> None:
    Action.objects.filter(pk=listed.late.pk).update(text="=1+1")
    client = listed.as_user(listed.clerk)
    made = client.get(f"{URL}table.csv?due=overdue")
    assert made["Content-Disposition"] == 'attachment; filename="actions-2025-09-12.csv"'
    assert b"'=1+1" in made.content
    (_heads, row) = rows_of(made.content)
    assert row[2:9] == [
        "=1+1",
        "Pat Reed, Head of Policy",
        "2025-09-01",
        "late by 9 working days, counted to today",
        "Open",
        "Red: unacceptable progress",
        "High",
    ]
    sheet = load_workbook(io.BytesIO(client.get(f"{URL}table.xlsx").content)).active
    assert sheet is not None
    cells = [one.value for one in sheet["C"]]
    assert len(cells) == 5
    assert "Theirs alone." not in cells
    assert all(one.data_type == "s" for one in sheet["C"])
    exported = LogEntry.objects.filter(action=audit.EXPORT, user=listed.clerk)
    assert exported.count() == 2
    # Of another body there is nothing, whoever asks for it.
    nobodys = listed.as_user(listed.stranger).get(f"{URL}table.csv")
    assert len(rows_of(nobodys.content)) == 1


def test_the_printed_list_says_whose_which_and_when(listed: Listed) -> None:
    client = listed.as_user(listed.clerk)
    content = client.get(f"{URL}list.pdf?priority=high").content
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "en-GB"
    text = " ".join(pypdfium2.PdfDocument(content)[0].get_textpage().get_text_range().split())
    for said in (listed.body.name, "12 September 2025", "Priority: High", "Red: unacceptable"):
        assert said in text
    assert f'href="{URL}list.pdf"' in client.get(URL).content.decode()
    review = make.review(listed.body)
    rows = [
        Action(
            body=listed.body,
            review=review,
            number=1000 + number,
            municipal_year="2024/25",
            text="One of many.",
            owner=listed.second,
            due_on=date(2025, 10, 1),
        )
        for number in range(PAPER_ROWS)
    ]
    Action.objects.bulk_create(rows)
    page = client.get(URL).content.decode()
    assert "A printed list has at most 300 rows. Choose fewer for one." in page
    assert client.get(f"{URL}list.pdf").status_code == 302


def test_requests_are_a_list_of_their_own(listed: Listed) -> None:
    review = make.review(listed.body)
    late = make.information_request(review, addressee=listed.owning, due_on=date(2025, 9, 1))
    done = make.information_request(review, state="answered", due_on=date(2025, 9, 1))
    make.information_request(make.review(listed.other))
    client = listed.as_user(listed.clerk)
    for query, rows in {
        "show=all": [late, done],
        "due=overdue": [late],
        "state=answered": [done],
        f"owner={listed.owning.key}": [late],
        "q=notices&sort=newest": [done, late],
    }.items():
        answer = client.get(f"/workspace/requests/?{query}")
        assert [one.request for one in answer.context["rows"]] == rows, query
    page = client.get("/workspace/requests/?due=overdue").content.decode()
    assert "late by 9 working days, counted to today" in page
    assert "Asked of" in page
    refused = client.get("/workspace/requests/?rating=red").content.decode()
    assert "This list has no filter called “rating”." in refused
    table = rows_of(client.get("/workspace/requests/table.csv").content)
    assert len(table) == 3
