"""Production from outside: the headers of every status, faults that say nothing, foreign hosts.

Security cases 22, 39, 54, 55, 56 (the server's own limits) and 59. One server for all of them.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.portal.hardened.observatory import directives, scored
from tests.portal.hardened.server import Hardened, Reply, environment, hardened
from tests.template_database import ROOT, template_path

pytestmark = [pytest.mark.django_db, pytest.mark.once]

FAULT_CANARY = "canary-in-the-fault-8341"
PANEL = "northmere-panel"


@pytest.fixture(scope="module")
def portal(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    django_db_setup: None,
) -> Iterator[Hardened]:
    folder = tmp_path_factory.mktemp("hardened")
    templates = request.config.cache.mkdir("migrated-database")
    with hardened(folder, template_path(templates)) as served:
        yield served


def every_kind(portal: Hardened) -> dict[str, tuple[int, Reply]]:
    """One answer of each kind, with the status that it must have."""
    report = f"/{PANEL}/reviews/review-1/report.pdf"
    etag = portal.ask("/accessibility/").headers["etag"]
    return {
        "front page": (200, portal.ask("/")),
        "body page": (200, portal.ask(f"/{PANEL}/")),
        "head": (200, portal.ask("/", method="HEAD")),
        "unchanged": (304, portal.ask("/accessibility/", If_None_Match=etag)),
        "missing slash": (301, portal.ask("/accessibility")),
        "to https": (301, portal.ask("/", secure=False)),
        "to sign in": (302, portal.ask("/workspace/")),
        "no such page": (404, portal.ask("/no-such-page/")),
        "not for you": (404, portal.ask("/documents/1/secret.pdf")),
        "wrong method": (405, portal.ask("/accessibility/", method="OPTIONS")),
        "no token": (403, portal.ask("/workspace/sign-in/", method="POST")),
        "withdrawn": (410, portal.ask(portal.facts["withdrawn"])),
        "foreign host": (400, portal.ask("/", Host="evil.example")),
        "foreign host, plain": (400, portal.ask("/", secure=False, Host="evil.example")),
        "too much": (400, portal.ask("/?" + "&".join(["a=1"] * 250))),
        "fault": (500, portal.ask("/fault/")),
        "static": (200, portal.ask("/static/portal/img/icon.svg")),
        "no static": (404, portal.ask("/static/portal/img/none.svg")),
        "health": (200, portal.ask("/healthz")),
        "pdf": (200, portal.ask(report)),
        "robots": (200, portal.ask("/robots.txt")),
        "security.txt": (200, portal.ask("/.well-known/security.txt")),
        "sign in": (200, portal.ask("/workspace/sign-in/")),
        "workspace": (200, portal.ask("/workspace/", as_="clerk")),
        "admin": (200, portal.ask("/admin/", as_="administrator")),
        "no admin page": (404, portal.ask("/admin/no-such-page/", as_="administrator")),
    }


def test_every_status_carries_every_header_and_the_score_is_high(portal: Hardened) -> None:
    for name, (status, reply) in every_kind(portal).items():
        assert reply.status == status, (name, reply.status)
        assert reply.headers.get("x-content-type-options", "") == "nosniff", name
        assert reply.headers.get("referrer-policy", "") == "same-origin", name
        assert reply.headers.get("x-frame-options", "") in ("DENY", "SAMEORIGIN"), name
        assert directives(reply).get("frame-ancestors"), name
        assert "camera=()" in reply.headers.get("permissions-policy", ""), name
        assert reply.headers.get("cross-origin-opener-policy", "") == "same-origin", name
        assert reply.headers.get("cross-origin-resource-policy", "") == "same-origin", name
        assert not re.search(r"\d", reply.headers.get("server", "")), name
        assert "x-powered-by" not in reply.headers, name
        if not name.endswith(("plain", "to https")):
            assert "max-age=63072000" in reply.headers.get("strict-transport-security", ""), name
    for path, person, least in (
        ("/", "", 125),
        (f"/{PANEL}/", "", 125),
        ("/workspace/sign-in/", "", 125),
        ("/workspace/", "clerk", 125),
        ("/admin/", "administrator", 80),
    ):
        score, points = scored(portal.ask(path, as_=person))
        assert score >= least, (path, points)
        lost = {name for name, one in points.items() if one < 0}
        assert lost == (set() if least > 80 else {"content security policy"}), (path, points)


def test_cookies_belong_to_this_host_alone(portal: Hardened) -> None:
    cookies = portal.ask("/workspace/sign-in/").cookies
    assert cookies
    for cookie in cookies:
        flags = {part.strip().lower() for part in cookie.split(";")[1:]}
        assert cookie.startswith("__Host-"), cookie
        assert {"secure", "httponly", "samesite=lax", "path=/"} <= flags, cookie
        assert not any(flag.startswith("domain") for flag in flags), cookie


def test_private_answers_stay_out_of_search_engines_and_caches(portal: Hardened) -> None:
    for path, person in (("/workspace/", "clerk"), ("/admin/", "administrator"), ("/none/", "")):
        reply = portal.ask(path, as_=person)
        assert reply.headers.get("cache-control", "") == "private, no-store", path
        assert reply.headers.get("x-robots-tag", "") == "noindex", path
    assert "x-robots-tag" not in portal.ask("/").headers


def test_a_fault_tells_the_visitor_nothing(portal: Hardened) -> None:
    reply = portal.ask("/fault/")
    assert reply.status == 500
    for secret in (FAULT_CANARY, "Traceback", "RuntimeError", "site.py", "/portal/", "django"):
        assert secret.lower() not in reply.text.lower(), secret
    assert FAULT_CANARY in portal.log()  # where the people who run it look


def test_a_foreign_host_gets_nothing_and_leaves_no_trace(portal: Hardened) -> None:
    evil = b"evil.example"
    close = b"Connection: close\r\nX-Forwarded-Proto: https\r\n\r\n"
    refused = {
        "foreign": b"GET / HTTP/1.1\r\nHost: evil.example\r\n",
        "two hosts": b"GET / HTTP/1.1\r\nHost: scrutiny.example\r\nHost: evil.example\r\n",
        "ours last": b"GET / HTTP/1.1\r\nHost: evil.example\r\nHost: scrutiny.example\r\n",
        "with an address": b"GET / HTTP/1.1\r\nHost: scrutiny.example@evil.example\r\n",
        "with a path": b"GET / HTTP/1.1\r\nHost: scrutiny.example/evil.example\r\n",
        "none": b"GET / HTTP/1.1\r\n",
        "empty": b"GET / HTTP/1.1\r\nHost:\r\n",
    }
    for name, head in refused.items():
        answer = portal.send(head + close)
        assert answer.split(b" ", 2)[1] == b"400", (name, answer[:200])
        assert evil not in answer, name
    harmless = {
        "forwarded host": b"GET / HTTP/1.1\r\nHost: scrutiny.example\r\n"
        b"X-Forwarded-Host: evil.example\r\nX-Host: evil.example\r\n"
        b"Forwarded: host=evil.example\r\n",
        "absolute form": b"GET http://evil.example/ HTTP/1.1\r\nHost: scrutiny.example\r\n",
        "rewritten": b"GET / HTTP/1.1\r\nHost: scrutiny.example\r\nX-Original-URL: /admin/\r\n"
        b"X-Rewrite-URL: http://evil.example/\r\n",
    }
    for name, head in harmless.items():
        answer = portal.send(head + close)
        assert evil not in answer, name
        assert b"https://scrutiny.example/" in answer or b" 400 " in answer[:20], name
        # A header that anybody can send decides nothing, not even that the visitor is refused.
        assert name != "forwarded host" or b" 200 " in answer[:20]
    assert evil not in portal.send(
        b"GET /accessibility HTTP/1.1\r\nHost: scrutiny.example\r\n"
        b"X-Forwarded-Host: evil.example\r\n" + close
    )


def test_the_server_refuses_what_is_too_long_before_we_see_it(portal: Hardened) -> None:
    close = b"Host: scrutiny.example\r\nX-Forwarded-Proto: https\r\nConnection: close\r\n\r\n"
    for head in (
        b"GET /?q=" + b"x" * 100_000 + b" HTTP/1.1\r\n",
        b"GET / HTTP/1.1\r\nX-Long: " + b"x" * 100_000 + b"\r\n",
        b"GET / HTTP/1.1\r\n" + b"".join(b"X-%d: 1\r\n" % n for n in range(500)),
    ):
        assert portal.send(head + close).split(b" ", 2)[1] in (b"400", b"414", b"431")
    assert portal.ask("/healthz").status == 200


def test_nothing_of_the_workshop_is_served(portal: Hardened) -> None:
    for path in (
        "/.git/HEAD",
        "/.git/config",
        "/.env",
        "/__debug__/",
        "/var/portal.sqlite3",
        "/manage.py",
        "/requirements.txt",
        "/static/../manage.py",
        "/static/%2e%2e/portal/settings/production.py",
        "/static/staticfiles.json",
        "/static/portal/scss/../../../pyproject.toml",
        "/media/documents/a.pdf",
        "/server-status",
    ):
        assert portal.ask(path).status in (301, 404), path


def test_django_has_nothing_to_say_about_the_deployment(tmp_path: Path) -> None:
    """Case 54, under the settings of production themselves."""
    variables = {**environment(tmp_path), "DJANGO_SETTINGS_MODULE": "portal.settings.production"}
    (tmp_path / "static").mkdir()
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    ended = subprocess.run(
        command, cwd=ROOT, env=variables, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0, ended.stderr
