"""Requests that nobody sends who wants to read: answered quickly, with 200 or 400, never 500.

Security cases 7, 8, 30, 56, 58 and the sizes of requests.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any, Final

import pytest
import time_machine
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests import builders
from tests.home import test_public_walk as walk

pytestmark = pytest.mark.django_db

WITHIN: Final = 1.0
"""Seconds of computing that a hostile request may cost."""
QUERIES: Final = {
    "a very long word": "q=" + "x" * 100_000,
    "quotes": "q=" + "%22" * 1_000,
    "operators": "q=" + "+AND+NOT+(".join(["a"] * 300),
    "NUL": "q=%00&page=%00&year=%00&month=%00&status=%00",
    "lone surrogates": "q=%ED%A0%80%ED%B0%80&page=%ED%A0%80&month=%ED%A0%80",
    "no UTF-8": "q=%ff%fe&page=%ff&year=%ff&month=%ff",
    "far pages": "page=1000000000&limit=1000000000&size=1000000000",
    "pages below none": "page=-1&limit=-1",
    "a page as long as a book": "page=" + "9" * 5_000,
    "no number": "page=1e9&limit=NaN&year=%D9%A2%D9%A0%D9%A2%D9%A5/%D9%A2%D9%A6",
    "years that are none": "year=0000/01&month=0000-01",
    "the end of time": "year=9999/00&month=9999-12",
    "months that are none": "year=2025/99&month=2025-13",
    "ten thousand filters": "&".join(f"f{number}=1" for number in range(10_000)),
    "the same filter often": "&".join(["page=1"] * 150),
    "brackets": "page[]=1&page[$ne]=1&q[]=%7B%7B7*7%7D%7D&q=${7*7}",
}


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel("2026-04-01T09:00:00Z", tick=False):
        yield


def test_hostile_queries_of_every_public_page(client: Client) -> None:
    walk.everything()
    for path in walk.public_paths():
        for name, query in QUERIES.items():
            began = time.process_time()
            response = client.get(path, QUERY_STRING=query)
            took = time.process_time() - began
            assert response.status_code in (200, 400), (path, name, response.status_code)
            assert took < WITHIN, (path, name, took)
    assert client.get("/", QUERY_STRING=QUERIES["a very long word"]).status_code == 400
    assert client.get("/", QUERY_STRING=QUERIES["ten thousand filters"]).status_code == 400
    assert client.get("/", QUERY_STRING="&".join(["a=1"] * 300)).status_code == 400
    assert client.get("/", QUERY_STRING="&".join(["page=1"] * 30)).status_code == 200
    assert client.get("/", QUERY_STRING="q=%00").status_code == 400
    assert client.get("/%00/").status_code == 400
    nul = {"cookie": r'sessionid="\000aaaaaaaaaaaa"'}  # as a cookie writes it (RFC 2109)
    assert client.get("/workspace/", headers=nul).status_code == 400


def test_hostile_paths(client: Client) -> None:
    walk.everything()
    panel = f"/{walk.PANEL}"
    for path in (
        "/%00/",
        f"{panel}/meetings/%00/",
        f"{panel}%00/",
        f"{panel}/meetings/2026-05-01-next-1/papers/%00.pdf",
        f"{panel}/meetings/2026-05-01-next-1/papers/..%2f..%2fmanage.py",
        f"{panel}/meetings/2026-05-01-next-1/packs/{'9' * 400}.pdf",
        f"{panel}/reviews/review-1/report/{'9' * 40}/",
        f"/documents/{'9' * 400}/a.pdf",
        "/documents/1/%2e%2e%2fsecret.pdf",
        f"/images/{'9' * 40}/",
        "/" + "a/" * 2_000,
        "/" + "a" * 3_000 + "/",
        "/%ED%A0%80/",
        "/%ff%fe/",
        f"{panel}/..;/admin/",
        f"{panel}//",
        "/\\evil.example",
    ):
        began = time.process_time()
        response = client.get(path)
        assert response.status_code in (301, 400, 404), (path[:60], response.status_code)
        assert "evil.example/" not in response.get("Location", ""), path
        assert time.process_time() - began < WITHIN, path[:60]


def test_what_one_request_may_bring(client: Client, settings: Any) -> None:
    huge = str(settings.MAX_REQUEST_MEGABYTES * 1024 * 1024 + 1)
    sent = client.post("/workspace/sign-in/", {"username": "a"}, CONTENT_LENGTH=huge)
    assert sent.status_code == 400
    long = {"username": "a" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)}
    sent = client.post(
        "/workspace/sign-in/", f"username={long['username']}", "application/x-www-form-urlencoded"
    )
    assert sent.status_code in (400, 413)
    many = "&".join(f"f{number}=1" for number in range(5_001))
    sent = client.post("/workspace/sign-in/", many, "application/x-www-form-urlencoded")
    assert sent.status_code in (400, 413)
    nul = client.post(
        "/workspace/sign-in/", {"username": "a\x00b@example.test", "password": "\x00"}
    )
    assert nul.status_code == 200
    assert not nul.wsgi_request.user.is_authenticated


# --- Doors that are not there ------------------------------------------------------------------


def test_no_data_address_of_wagtail_is_mounted(client: Client) -> None:
    for path in (
        "/api/v2/pages/",
        "/api/v2/documents/",
        "/api/v2/images/",
        "/api/v3/pages/",
        "/api/v3/openapi.json",
        "/api/main/pages/find/?html_path=/",
        "/llms.txt",
        "/images/abc/1/original/",
        "/images/abc=/1/width-9999/x.png",
    ):
        assert client.get(path).status_code == 404, path
    modules = {pattern.callback.__module__ for pattern in _patterns(get_resolver().url_patterns)}
    assert not [name for name in modules if name.startswith(("wagtail.api", "rest_framework"))]
    assert "wagtail.images.views.serve" not in modules
    assert "wagtail.documents.views.serve" not in modules


def test_outside_the_admin_every_view_is_ours() -> None:
    """A door that a package brings is seen here before it is open."""
    found = {
        pattern.callback.__module__.partition(".")[0]
        for resolver in get_resolver().url_patterns
        if not str(resolver.pattern).startswith("admin/")
        for pattern in _patterns([resolver])
    }
    assert found <= {"portal", "boards", "scrutiny", "home"}


def _patterns(patterns: list[URLPattern | URLResolver]) -> Iterator[URLPattern]:
    for one in patterns:
        if isinstance(one, URLResolver):
            yield from _patterns(one.url_patterns)
        else:
            yield one


def test_robots_txt_names_no_private_place(client: Client) -> None:
    response = client.get("/robots.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    text = response.content.decode()
    for word in ("admin", "workspace", "documents", "images", "draft", "healthz"):
        assert word not in text, word


def test_security_txt(client: Client, settings: Any) -> None:
    settings.SECURITY_CONTACT = []
    assert client.get("/.well-known/security.txt").status_code == 404
    settings.SECURITY_CONTACT = ["mailto:a@example.test", "https://example.test/report"]
    response = client.get("/.well-known/security.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode().splitlines() == [
        "Contact: mailto:a@example.test",
        "Contact: https://example.test/report",
        "Expires: 2026-09-28T00:00:00Z",
        "Preferred-Languages: en, cy",
        "Canonical: http://localhost:8000/.well-known/security.txt",
    ]


# --- Forms of other sites -----------------------------------------------------------------------


def test_no_form_is_taken_without_its_token_or_from_elsewhere() -> None:
    of = builders.body()
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(builders.clerk_of(of))
    page = f"/admin/desk/bodies/{of.slug}/"
    targets = ["/workspace/sign-out/", "/workspace/sign-in/", page, "/admin/pages/2/delete/"]
    for path in targets:
        assert browser.post(path, {"name": "changed"}).status_code == 403, path
    browser.get("/admin/account/")
    token = browser.cookies["csrftoken"]
    for headers in (
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"referer": "https://evil.example/", "x-forwarded-proto": "https"},
    ):
        sent = {"csrfmiddlewaretoken": token.value}
        secure = "referer" in headers
        answer = browser.post("/workspace/sign-out/", sent, headers=headers, secure=secure)
        assert answer.status_code == 403, headers
    assert browser.get("/workspace/").status_code == 200
    sent = {"csrfmiddlewaretoken": token.value}
    assert browser.post("/workspace/sign-out/", sent).status_code == 302  # ours is taken


#: Views that Django's own protection of forms leaves alone, and what protects them instead.
EXEMPT: Final = {
    "boards.asking.page.ask_format": "a stamp, and where it comes from (portal.public_forms)",
    "home.alerts.pages.sign_up": "a stamp, and where it comes from (portal.public_forms)",
    "scrutiny.calling.form.call_for_evidence": "the same",
    "scrutiny.by_link.page.answer": "a secret stamp, and where it comes from",
    "home.alerts.pages.confirming": "a secret in the address",
    "home.alerts.pages.mine": "a secret in the address",
    "home.alerts.pages.stop": "a secret in the address; mail programmes send it (RFC 8058)",
    "portal.outbox.pages.stop": "the same",
    "wagtail.admin.api.views.PagesAdminAPIViewSet": "it takes nothing",
    "wagtail.documents.api.admin.views.DocumentsAdminAPIViewSet": "it takes nothing",
    "wagtail.images.api.admin.views.ImagesAdminAPIViewSet": "it takes nothing",
}


def test_what_is_not_protected_by_a_token_is_protected_otherwise() -> None:
    """A view that is let off is named here with its reason; answers for programs take nothing."""
    found = {
        f"{view.__module__}.{view.__name__}"
        for view in (one.callback for one in _patterns(get_resolver().url_patterns))
        if getattr(view, "csrf_exempt", False)
    }
    takes_nothing = {one for one in found if one.startswith(("home.opendata.", "home.api."))}
    assert found - takes_nothing == set(EXEMPT)


def test_cookies_come_only_when_they_are_needed(client: Client) -> None:
    walk.everything()
    for path in walk.public_paths():
        assert not client.get(path).cookies, path
    assert "csrftoken" in client.get("/workspace/sign-in/").cookies
