"""Public and private answers, told apart in one place; withdrawn and moved records."""

from __future__ import annotations

from datetime import date

import pytest
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.test import Client, RequestFactory

from portal.middleware.caching import PRIVATE, PUBLIC, CachingMiddleware
from portal.publishing import withdraw
from portal.responses import mark_public, public
from tests import builders
from tests.builders_public import release_body, release_meeting, release_recommendation

PANEL = "northmere-panel"


def cache_control(request: HttpRequest, response: HttpResponse) -> str:
    return CachingMiddleware(lambda _request: response)(request)["Cache-Control"]


def marked(status: int = 200) -> HttpResponse:
    response = mark_public(HttpResponse("text", status=status))
    assert isinstance(response, HttpResponse)
    return response


def test_only_a_marked_answer_may_be_kept() -> None:
    request = RequestFactory().get("/")
    assert cache_control(request, marked()) == cache_control(request, marked(304)) == PUBLIC
    assert cache_control(request, HttpResponse("text")) == PRIVATE


@pytest.mark.parametrize("status", [301, 302, 403, 404, 410, 500])
def test_what_is_no_page_is_not_kept(status: int) -> None:
    assert cache_control(RequestFactory().get("/"), marked(status)) == PRIVATE


def test_a_session_makes_every_answer_private() -> None:
    request = RequestFactory().get("/")
    request.COOKIES["sessionid"] = "anything"
    assert cache_control(request, marked()) == PRIVATE


def test_an_answer_that_sets_a_cookie_or_varies_by_one_is_private() -> None:
    setting = marked()
    setting.set_cookie("language", "cy")
    assert cache_control(RequestFactory().get("/"), setting) == PRIVATE
    varying = marked()
    varying["Vary"] = "Accept-Encoding, Cookie"
    assert cache_control(RequestFactory().get("/"), varying) == PRIVATE


def test_a_public_view_only_answers_reading() -> None:
    @public
    def view(request: HttpRequest) -> HttpResponseBase:
        return HttpResponse("text")

    assert view(RequestFactory().get("/")).status_code == 200
    assert view(RequestFactory().head("/")).status_code == 200
    assert view(RequestFactory().post("/")).status_code == 405


@pytest.mark.django_db
def test_a_withdrawn_record_answers_410_with_its_reason_and_an_old_etag_does_not_help(
    client: Client,
) -> None:
    client.raise_request_exception = False  # an emptied record breaks the page: that is no 410
    release_body(PANEL)
    record = release_recommendation(PANEL)
    first = client.get(f"/{record.path}")
    etag = first["ETag"]
    assert client.get(f"/{record.path}", headers={"if-none-match": etag}).status_code == 304
    withdraw(kind=record.kind, key=record.key, body=PANEL, by=None, reason="Named a child.")
    response = client.get(f"/{record.path}", headers={"if-none-match": etag})
    assert response.status_code == 410
    assert response["Cache-Control"] == PRIVATE
    text = response.content.decode()
    assert "Named a child." in text
    assert "matter 1" not in text


@pytest.mark.django_db
def test_a_moved_record_leads_to_its_new_address(client: Client) -> None:
    release_body(PANEL)
    old = release_meeting(PANEL, date(2026, 5, 1), "spring")
    from portal.publishing import Copy, release

    new = Copy(
        kind=old.kind,
        key=old.key,
        body=PANEL,
        path="meetings/2026-05-08-spring/",
        title=old.title,
        payload={**old.payload, "held_on": "2026-05-08"},
        happened_on=date(2026, 5, 8),
    )
    release(copies=[new], body=PANEL, subject="meeting moved", by=None)
    response = client.get(f"/{PANEL}/meetings/2026-05-01-spring/")
    assert (response.status_code, response["Location"]) == (
        302,
        f"/{PANEL}/meetings/2026-05-08-spring/",
    )
    withdraw(kind=old.kind, key=old.key, body=PANEL, by=None, reason="Entered twice.")
    assert client.get(f"/{PANEL}/meetings/2026-05-01-spring/").status_code == 410


@pytest.mark.django_db
def test_the_same_refusal_for_what_is_not_there_and_what_is_not_for_you(client: Client) -> None:
    page_of_nobody = client.get("/no-such-body/meetings/")
    no_such_page = client.get("/no-such-page/")
    assert page_of_nobody.status_code == no_such_page.status_code == 404
    assert page_of_nobody.content == no_such_page.content
    assert no_such_page["Cache-Control"] == PRIVATE


@pytest.mark.django_db
def test_a_public_page_is_private_for_somebody_signed_in(client: Client) -> None:
    client.force_login(builders.user())
    assert client.get("/accessibility/")["Cache-Control"] == PRIVATE
    assert Client().get("/accessibility/")["Cache-Control"] == PUBLIC
