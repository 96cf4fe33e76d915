"""One process withdraws, another reads: the very next request knows (security case 9)."""

from __future__ import annotations

import http.client
import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.demonstration.building import Site
from tests.demonstration.serving import Served, served
from tests.template_database import ROOT, copy_template, template_path

pytestmark = [pytest.mark.django_db, pytest.mark.once]

_PREPARE = """
import django; django.setup()
from datetime import date
from tests.builders_public import front_page, release_body, release_meeting
front_page("northmere-panel")
release_body("northmere-panel")
row = release_meeting("northmere-panel", date(2026, 3, 2), name="quorum", title="Canary sitting")
print(row.key, row.path)
"""
_WITHDRAW = """
import django; django.setup()
from portal.publishing import withdraw
withdraw(kind="meeting", key={key!r}, body="northmere-panel", by=None, reason="Released too early.")
"""
#: Where a withdrawn meeting could still stand. Those that are not there answer 404, which is fine.
_ELSEWHERE = (
    "/northmere-panel/meetings/",
    "/",
    "/feeds/all.atom",
    "/feeds/bodies/northmere-panel.atom",
    "/search/?q=canary",
    "/data/meetings.csv",
    "/data/meetings.json",
    "/api/v1/meetings",
    "/sitemap.xml",
    "/sitemap-records-0.xml",
    "/calendar.ics",
)


@pytest.fixture
def portal(
    request: pytest.FixtureRequest, tmp_path: Path, django_db_setup: None
) -> Iterator[tuple[Served, str, str]]:
    site = Site(tmp_path / "site")
    site.folder.mkdir()
    copy_template(template_path(request.config.cache.mkdir("migrated-database")), site.database)
    with served(site) as here:
        key, path = in_a_process(here, _PREPARE).split()
        yield here, key, path


def in_a_process(here: Served, code: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=here.site.environment(here.url),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()[-1] if done.stdout.strip() else ""


def ask(here: Served, path: str, **headers: str) -> tuple[int, dict[str, str], str]:
    with closing(http.client.HTTPConnection("localhost", here.port, timeout=60)) as wire:
        wire.request(
            "GET", path, headers={name.replace("_", "-"): v for name, v in headers.items()}
        )
        answer = wire.getresponse()
        found = {name.lower(): value for name, value in answer.getheaders()}
        return answer.status, found, answer.read().decode(errors="replace")


def test_the_next_request_after_a_withdrawal_knows(portal: tuple[Served, str, str]) -> None:
    here, key, path = portal
    page = f"/northmere-panel/{path}"
    asked = (page, *_ELSEWHERE)
    before = {one: ask(here, one) for one in asked for _twice in range(2)}
    assert before[page][0] == 200
    assert before[page][1]["last-modified"]  # it came from what is kept
    shown = [one for one in _ELSEWHERE if "Canary sitting" in before[one][2]]
    assert {*_ELSEWHERE} - {"/", "/sitemap.xml"} <= {
        one for one in _ELSEWHERE if "Canary sitting" in before[one][2] or path in before[one][2]
    }, json.dumps(shown)
    in_a_process(here, _WITHDRAW.format(key=key))
    status, _headers, text = ask(here, page, If_None_Match=before[page][1]["etag"])
    assert status == 410
    assert "Released too early." in text
    for one in _ELSEWHERE:
        status, _headers, text = ask(here, one, If_None_Match=before[one][1].get("etag", '"none"'))
        assert status != 304 or one not in shown, one
        assert "Canary sitting" not in text, one
        assert path not in text, one
