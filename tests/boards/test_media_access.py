"""Originals are streamed to those who may see them; everybody else is told there is nothing."""

from __future__ import annotations

import io
import zipfile
from statistics import median
from time import perf_counter
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image as Picture

from boards.body_collections import collection_of
from boards.models import Access, Document, Image, ScrutinyBody
from boards.operations.roles import end_role, grant_role
from boards.rules.file_kinds import MEDIA_TYPES, WrongKindError, check_kind
from portal import audit
from portal.models import LogEntry, User
from tests import builders
from tests.architecture.planting import CANARY, World, home_page, plant

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore:Unclosed file:ResourceWarning"),
    pytest.mark.filterwarnings(
        "ignore:.*SpooledTemporaryFile:pytest.PytestUnraisableExceptionWarning"
    ),
]


@pytest.fixture
def world() -> World:
    return plant()


def as_somebody(user: User | None = None) -> Client:
    browser = Client(raise_request_exception=False)
    if user is not None:
        browser.force_login(user)
    return browser


def body_of(answer: Any) -> bytes:
    return b"".join(answer) if answer.streaming else answer.content


# --- Who is served ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "role", ["clerk", "proper_officer", "admin", "chair", "member", "lead_member", "scrutineer"]
)
def test_those_who_may_are_served(world: World, role: str) -> None:
    answer = as_somebody(builders.with_role(world.body, role)).get(world.document.url)

    assert answer.status_code == 200
    assert body_of(answer) == CANARY.encode()


@pytest.mark.parametrize("role", ["responder", "partner"])
def test_outside_roles_read_what_is_open_and_nothing_restricted(world: World, role: str) -> None:
    browser = as_somebody(builders.with_role(world.body, role))
    assert browser.get(world.document.url).status_code == 404

    Document.objects.filter(pk=world.document.pk).update(access=Access.OPEN)
    assert body_of(browser.get(world.document.url)) == CANARY.encode()


def refused(world: World) -> dict[str, Client]:
    ended = builders.clerk_of(world.body)
    end_role(assignment=ended.role_assignments.get(), by=None)
    off = builders.clerk_of(world.body)
    browser_of_off = as_somebody(off)
    off.is_active = False
    off.save()
    return {
        "a visitor": as_somebody(),
        "the clerk of another body": as_somebody(builders.clerk_of(builders.body())),
        "an administrator of the portal": as_somebody(builders.administrator()),
        "somebody without a role": as_somebody(builders.user()),
        "a clerk whose role has ended": as_somebody(ended),
        "a clerk who is switched off": browser_of_off,
    }


def test_nobody_else_learns_that_there_is_anything(world: World) -> None:
    """Cases 1, 12, 21: the body, the headers and the status of what is not there."""
    Document.objects.filter(pk=world.loose.pk).update(access=Access.OPEN)
    world.loose.refresh_from_db()
    for name, browser in refused(world).items():
        nothing = browser.get("/documents/99999/nothing.pdf")
        assert nothing.status_code == 404
        for url in (world.document.url, world.loose.url, world.rendition.url):
            answer = browser.get(url)
            assert answer.status_code == 404, (name, url)
            assert answer.content == nothing.content.replace(
                b"/documents/99999/nothing.pdf", url.encode()
            ), (name, url)
            assert CANARY not in str(answer.headers), (name, url)
            assert answer["Cache-Control"] == "private, no-store", (name, url)


@pytest.mark.parametrize(
    ("method", "headers"),
    [
        ("head", {}),
        ("options", {}),
        ("get", {"range": "bytes=0-10"}),
        ("get", {"if-none-match": "*"}),
        ("get", {"if-none-match": '"{sha1}"'}),
        ("get", {"if-modified-since": "Sat, 01 Jan 2050 00:00:00 GMT"}),
        ("post", {}),
        ("put", {}),
    ],
)
def test_every_way_to_ask_is_refused_alike(
    world: World, method: str, headers: dict[str, str]
) -> None:
    """Case 4: the same refusal, never 304 or 206."""
    sha1 = world.document.get_file_hash()
    headers = {name: value.format(sha1=sha1) for name, value in headers.items()}
    browser = as_somebody()

    for url in (world.document.url, world.rendition.url):
        answer = getattr(browser, method)(url, headers=headers)
        missing = getattr(browser, method)("/documents/99999/x.pdf", headers=headers)
        assert answer.status_code == missing.status_code
        assert answer.status_code in (404, 405)
        assert CANARY.encode() not in answer.content
        assert "ETag" not in answer
        assert "Content-Range" not in answer


@pytest.mark.parametrize(
    "url",
    [
        "/media/documents/Document-{canary}.txt",
        "/documents/Document-{canary}.txt",
        "/documents/{pk}/",
        "/documents/{pk}/other.txt",
        "/documents/{pk}/Document-{canary}.TXT",
        "/documents/{pk}/../{pk}/Document-{canary}.txt",
        "/documents//{pk}/Document-{canary}.txt",
        "/documents/0{pk}/x",
        "/documents/99999999999999999999999/x.pdf",
        "/static/../private/documents/Document-{canary}.txt",
        "/images/{pk}/original",
        "/original_images/{canary}.png",
        "/media/original_images/{canary}.png",
    ],
)
def test_no_neighbouring_address_serves_it(world: World, url: str) -> None:
    """Cases 2, 3."""
    full = url.format(canary=CANARY, pk=world.document.pk)

    for browser in (as_somebody(), as_somebody(world.clerk)):
        assert browser.get(full, follow=True).status_code == 404, full


@pytest.mark.parametrize("who", ["visitor", "other clerk", "administrator"])
def test_a_refusal_costs_the_same_whether_there_is_a_file_or_not(world: World, who: str) -> None:
    """Cases 2, 23: the same queries; the long test below measures the time."""
    people = {
        "visitor": None,
        "other clerk": builders.clerk_of(builders.body()),
        "administrator": builders.administrator(),
    }
    browser = as_somebody(people[who])
    browser.get("/documents/1/nothing.txt")  # what every first request looks up once
    asked: list[list[str]] = []
    for url in (
        world.document.url,
        f"/documents/{world.document.pk + 99}/{world.document.filename}",
    ):
        with CaptureQueriesContext(connection) as queries:
            browser.get(url)
        asked.append([shape(query["sql"]) for query in queries])

    assert asked[0] == asked[1]


def shape(sql: str) -> str:
    """A query without its values."""
    return sql.partition(" WHERE ")[0].partition(" VALUES ")[0]


@pytest.mark.long
def test_refusals_take_the_same_time(world: World) -> None:
    """Cases 2, 23: medians of 200 interleaved requests differ by less than a tenth."""
    browser = as_somebody(builders.clerk_of(builders.body()))
    urls = (world.document.url, f"/documents/{world.document.pk + 99}/{world.document.filename}")
    times: tuple[list[float], list[float]] = ([], [])
    for number in range(2 * 230):
        begun = perf_counter()
        browser.get(urls[number % 2])
        times[number % 2].append(perf_counter() - begun)
    there, missing = (median(one[30:]) for one in times)
    assert abs(there - missing) < 0.1 * max(there, missing)


# --- How it is served ------------------------------------------------------------------------


def test_it_is_served_so_that_no_cache_keeps_it_and_no_browser_runs_it(world: World) -> None:
    answer = as_somebody(world.clerk).get(world.document.url)

    assert answer["Cache-Control"] == "private, no-store"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer["Content-Disposition"].startswith("attachment; ")
    assert "ETag" not in answer
    body_of(answer)


def test_pictures_are_shown(world: World) -> None:
    answer = as_somebody(world.clerk).get(world.rendition.url)

    assert answer.status_code == 200
    assert answer["Content-Type"] == "image/png"
    assert answer["Content-Disposition"].startswith("inline; ")
    assert body_of(answer).startswith(b"\x89PNG")


@pytest.mark.parametrize(
    "method", [pytest.param("get", id="whole"), pytest.param("head", id="head only")]
)
def test_opening_something_restricted_is_logged(world: World, method: str) -> None:
    """Case 61."""
    before = LogEntry.objects.filter(action=audit.VIEW).count()

    body_of(getattr(as_somebody(world.clerk), method)(world.document.url))

    entries = LogEntry.objects.filter(action=audit.VIEW)
    assert entries.count() == before + (method == "get")
    if method == "get":
        entry = entries.latest("pk")
        assert (entry.user, entry.body) == (world.clerk, world.body.slug)
        assert entry.sentence == f"The restricted document “{world.document.title}” was opened."


def test_a_list_of_pictures_does_not_bury_the_log(world: World) -> None:
    browser = as_somebody(world.clerk)

    for _time in range(3):
        body_of(browser.get(world.rendition.url))

    assert LogEntry.objects.filter(action=audit.VIEW).count() == 1


def test_opening_something_open_is_not_logged(world: World) -> None:
    Document.objects.filter(pk=world.document.pk).update(access=Access.OPEN)

    body_of(as_somebody(world.clerk).get(world.document.url))

    assert not LogEntry.objects.filter(action=audit.VIEW).exists()


def test_a_file_that_is_lost_is_not_found(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    faults: list[str] = []
    monkeypatch.setattr("boards.media_views._log.error", lambda *words: faults.append(words[1]))
    world.document.file.storage.delete(world.document.file.name)

    assert as_somebody(world.clerk).get(world.document.url).status_code == 404
    assert faults == [world.document.file.name]


# --- Uploading -------------------------------------------------------------------------------


def zipped(*names: str, **contents: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name in names:
            archive.writestr(name, contents.get(name, "x"))
    return packed.getvalue()


WORD = zipped("[Content_Types].xml", "word/document.xml")
EXCEL = zipped("[Content_Types].xml", "xl/workbook.xml")
POINT = zipped("[Content_Types].xml", "ppt/presentation.xml")
TEXT = zipped("mimetype", "content.xml", mimetype=MEDIA_TYPES["odt"])
SHEET = zipped("mimetype", "content.xml", mimetype=MEDIA_TYPES["ods"])
MACROS = zipped("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin")

GOOD = [
    ("pdf", b"%PDF-1.7\n..."),
    ("docx", WORD),
    ("xlsx", EXCEL),
    ("pptx", POINT),
    ("odt", TEXT),
    ("ods", SHEET),
    ("rtf", b"{\\rtf1 minutes}"),
    ("csv", b"force,officers\nNorthmere,1<2\n"),
    ("txt", "Gweithdrefn – ŵ".encode()),
    ("txt", "in UTF-16".encode("utf-16")),
    ("PDF", b"%PDF-1.4"),
]
BAD = [
    ("exe", b"MZ\x90", "unknown"),
    ("html", b"<p>x", "unknown"),
    ("svg", b"<svg/>", "unknown"),
    ("docm", MACROS, "unknown"),
    ("", b"x", "unknown"),
    ("pdf", b"", "empty"),
    ("txt", b"  \n", "empty"),
    ("pdf", b"<html><script>alert(1)</script>", "mismatch"),
    ("pdf", b"MZ\x90\x00", "mismatch"),
    ("pdf", WORD, "mismatch"),
    ("docx", b"%PDF-1.7", "broken"),
    ("docx", EXCEL, "mismatch"),
    ("docx", zipped("index.html"), "mismatch"),
    ("docx", MACROS, "macros"),
    ("odt", SHEET, "mismatch"),
    ("odt", zipped("content.xml", "mimetype", mimetype=MEDIA_TYPES["odt"]), "mismatch"),
    ("txt", b"MZ\x90\x00", "mismatch"),
    ("txt", b"\x7fELF\x02", "mismatch"),
    ("csv", b"a,b\n<script>alert(1)</script>", "markup"),
    ("txt", b"\n  <!DOCTYPE html><p>x", "markup"),
    ("txt", b"<svg xmlns='http://www.w3.org/2000/svg'>", "markup"),
    ("txt", b"<?xml version='1.0'?><x/>", "markup"),
]


@pytest.mark.parametrize(("ending", "content"), GOOD)
def test_what_clerks_need_is_accepted(ending: str, content: bytes) -> None:
    file = io.BytesIO(content)

    check_kind(file, ending)

    assert file.tell() == 0


@pytest.mark.parametrize(("ending", "content", "why"), BAD)
def test_what_is_not_that_kind_is_refused(ending: str, content: bytes, why: str) -> None:
    with pytest.raises(WrongKindError) as refusal:
        check_kind(io.BytesIO(content), ending)

    assert refusal.value.why == why


@pytest.fixture
def body() -> ScrutinyBody:
    home_page()
    return builders.body("Northmere Panel")


def upload(clerk: User, name: str, content: bytes, **fields: Any) -> Any:
    data = {"title": "Minutes", "file": SimpleUploadedFile(name, content), **fields}
    answer: Any = as_somebody(clerk).post(reverse("wagtaildocs:add"), data)
    return answer


def test_an_upload_belongs_to_the_clerks_body_and_is_restricted(body: ScrutinyBody) -> None:
    clerk = builders.clerk_of(body)

    answer = upload(clerk, "minutes.pdf", b"%PDF-1.7")

    assert answer.status_code == 302
    found = Document.objects.get()
    assert (found.body, found.access) == (body, Access.RESTRICTED)
    assert found.collection == collection_of(body)
    assert found.uploaded_by_user == clerk


def test_the_refusal_stands_at_the_field(body: ScrutinyBody) -> None:
    answer = upload(builders.clerk_of(body), "minutes.pdf", b"<html>")

    assert answer.status_code == 200
    assert "is not what its name says. Save it again" in answer.content.decode()
    assert not Document.objects.exists()


@pytest.mark.parametrize("field", ["collection", "body", "id", "uploaded_by_user"])
def test_nobody_uploads_into_another_body(body: ScrutinyBody, field: str) -> None:
    clerk, other = builders.clerk_of(body), builders.body()
    there = builders.clerk_of(other)
    foreign = {
        "collection": collection_of(other).pk,  # type: ignore[union-attr]
        "body": other.pk,
        "id": 1,
        "uploaded_by_user": there.pk,
    }

    upload(clerk, "minutes.pdf", b"%PDF-1.7", **{field: foreign[field]})

    for found in Document.objects.all():
        assert found.body == body
        assert found.uploaded_by_user == clerk


def test_a_clerk_of_two_bodies_chooses_one_and_the_document_stays_there(
    body: ScrutinyBody,
) -> None:
    other, third = builders.body(), builders.body()
    clerk = builders.clerk_of(body)
    for one in (other, third):
        builders.clerk_of(one)
    grant_role(user=clerk, body=other, role="clerk", by=None)
    mine, strange = collection_of(other), collection_of(third)
    assert mine is not None
    assert strange is not None

    assert upload(clerk, "a.pdf", b"%PDF-1.7", collection=strange.pk).status_code == 200
    assert upload(clerk, "b.pdf", b"%PDF-1.7").status_code == 200
    assert upload(clerk, "c.pdf", b"%PDF-1.7", collection=mine.pk).status_code == 302
    found = Document.objects.get()
    assert found.body == other
    first = collection_of(body)
    assert first is not None
    as_somebody(clerk).post(
        reverse("wagtaildocs:edit", args=[found.pk]),
        {"title": "New title", "collection": first.pk, "access": "open"},
    )
    found.refresh_from_db()
    assert (found.title, found.collection, found.body) == ("New title", mine, other)


def test_several_files_at_once_are_judged_and_placed_too(body: ScrutinyBody) -> None:
    browser = as_somebody(builders.clerk_of(body))
    url = reverse("wagtaildocs:add_multiple")

    good = browser.post(url, {"files[]": SimpleUploadedFile("a.pdf", b"%PDF-1.7")})
    bad = browser.post(url, {"files[]": SimpleUploadedFile("b.pdf", b"MZ")})

    assert good.json()["success"] is True
    assert bad.json()["success"] is False
    found = Document.objects.get()
    assert (found.body, found.access) == (body, Access.RESTRICTED)


def test_the_chooser_uploads_into_the_clerks_body(body: ScrutinyBody) -> None:
    browser = as_somebody(builders.clerk_of(body))

    answer = browser.post(
        reverse("wagtaildocs_chooser:create"),
        {
            "document-chooser-upload-title": "Minutes",
            "document-chooser-upload-file": SimpleUploadedFile("a.pdf", b"%PDF-1.7"),
        },
    )

    assert answer.status_code == 200
    assert Document.objects.get().body == body


@pytest.mark.parametrize(
    ("name", "good"), [("a.png", True), ("a.svg", False), ("a.html", False), ("b.png", None)]
)
def test_images_are_pictures(body: ScrutinyBody, name: str, good: bool | None) -> None:
    drawn = io.BytesIO()
    Picture.new("RGB", (20, 20), "navy").save(drawn, "PNG")
    content = b"<svg xmlns='http://www.w3.org/2000/svg'/>" if good is None else drawn.getvalue()

    as_somebody(builders.clerk_of(body)).post(
        reverse("wagtailimages:add"),
        {"title": "Map", "file": SimpleUploadedFile(name, content)},
    )

    assert Image.objects.exists() is bool(good)
    for found in Image.objects.all():
        assert (found.body, found.access) == (body, Access.RESTRICTED)


# --- Taking away -----------------------------------------------------------------------------


def test_what_evidence_rests_on_is_not_deleted_and_the_clerk_is_told(world: World) -> None:
    browser = as_somebody(world.clerk)
    one = reverse("wagtaildocs:delete", args=[world.document.pk])
    many = reverse(
        "wagtail_bulk_action",
        kwargs={"app_label": "boards", "model_name": "document", "action": "delete"},
    )

    for url in (one, f"{many}?id={world.document.pk}&id={world.loose.pk}"):
        answer = browser.post(url, follow=True)
        assert answer.status_code == 200
        assert Document.objects.filter(pk__in=[world.document.pk, world.loose.pk]).count() == 2
    assert "other records rest on it" in answer.content.decode()


@pytest.mark.parametrize("ids", ["id=all", "id={own}&id={foreign}", "id={foreign}", ""])
def test_a_bulk_action_takes_own_rows_only(world: World, ids: str) -> None:
    other = plant("wombatfig")
    url = reverse(
        "wagtail_bulk_action",
        kwargs={"app_label": "boards", "model_name": "document", "action": "delete"},
    )
    query = ids.format(own=other.loose.pk, foreign=world.loose.pk)

    for method in ("get", "post"):
        answer = getattr(as_somebody(other.clerk), method)(f"{url}?{query}")
        assert answer.status_code == 404
    assert Document.objects.count() == 4


def test_own_rows_are_deleted_in_bulk(world: World) -> None:
    url = reverse(
        "wagtail_bulk_action",
        kwargs={"app_label": "boards", "model_name": "document", "action": "delete"},
    )

    answer = as_somebody(world.clerk).post(f"{url}?id={world.loose.pk}")

    assert answer.status_code == 302
    assert not Document.objects.filter(pk=world.loose.pk).exists()
