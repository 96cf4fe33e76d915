"""A section of the sitemap with 30,000 released meetings: `python -m tests.bench.sitemap`.

Beside it stands a page of twelve queries: the same middleware, the same database, twelve looks at
released records by an index, and a template of ordinary length. CPU, not seconds.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final, TextIO

import django

from tests.bench.table import Row, write_table
from tests.template_database import copy_template, template_path

MEETINGS, BODIES = 30_000, 200
MOST_RATIO: Final = 3.0
RUNS: Final = 15
ROOT: Final = Path(__file__).parent.parent.parent
TODAY: Final = date(2026, 11, 1)


def measure_sitemap(to: TextIO) -> list[Row]:
    """Run the bench in a process of its own, and give its rows."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.sitemap"],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": "", "BENCH_JSON": "1"},
        check=True,
        capture_output=True,
        text=True,
    )
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return _rows(found)


def _rows(found: dict[str, float]) -> list[Row]:
    page = found.pop("page")
    return [
        Row(f"sitemap, {what}: {MEETINGS:,} meetings", taken, page * MOST_RATIO, "ms")
        for what, taken in found.items()
    ]


def fill() -> None:
    """Release the meetings: rows as a release writes them, without the chain."""
    from django.utils import timezone

    from boards import kinds
    from portal.models import PublicRecord, Release
    from tests.builders_public import body_payload

    act = Release.objects.create(number=1, act="release", released_at=timezone.now(), hash="0" * 64)
    common = {"version": 1, "payload_hash": "0" * 64, "released_at": act.released_at}

    def bodies() -> Any:
        for number in range(BODIES):
            slug = f"body-{number}"
            yield PublicRecord(
                kind=kinds.BODY,
                key=slug,
                body=slug,
                path="",
                title=slug,
                payload=body_payload(slug),
                release=act,
                **common,
            )

    def meetings() -> Any:
        for number in range(MEETINGS):
            held_on = TODAY - timedelta(days=number % 3650)
            yield PublicRecord(
                kind=kinds.MEETING,
                key=f"meeting-{number:06}",
                body=f"body-{number % BODIES}",
                path=f"meetings/{held_on.isoformat()}-ordinary-{number}/",
                title=f"Ordinary meeting {number}",
                happened_on=held_on,
                payload={
                    "title": f"Ordinary meeting {number}",
                    "title_cy": "",
                    "kind": "ordinary",
                    "held_on": held_on.isoformat(),
                    "starts_at": "10:30",
                    "place": "County Hall",
                    "state": "concluded",
                    "agenda_published_on": None,
                    "packs": [],
                    "certificates": [{"counted": [held_on.isoformat()] * 60}],
                },
                release=act,
                **common,
            )

    PublicRecord.objects.bulk_create(bodies())
    PublicRecord.objects.bulk_create(meetings(), batch_size=2_000)


def page_of_twelve_queries(request: Any) -> Any:
    """What a section is measured by: twelve queries and a page that lists what they found."""
    from django.shortcuts import render

    from boards import kinds
    from portal.public import records
    from portal.responses import public

    @public
    def page(request: Any) -> Any:
        found = [list(records(kinds.MEETING, body=f"body-{number}")[:25]) for number in range(10)]
        context = {
            "title": "Meetings",
            "body_slug": "body-0",
            "rows": [row for rows in found for row in rows],
        }
        return render(request, "404.html", context)

    return page(request)


def measured() -> dict[str, float]:
    """Milliseconds of CPU for the page, for sections, and for the index before and after."""
    from django.core.cache import cache
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext
    from django.urls import path

    from portal import urls

    fill()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    cache.clear()
    urls.urlpatterns.insert(0, path("bench/twelve/", page_of_twelve_queries))
    client = Client()
    client.get("/bench/twelve/")
    with CaptureQueriesContext(connection) as asked:
        assert client.get("/bench/twelve/").status_code == 200
    assert len(asked) <= 12, len(asked)
    sections = [f"/sitemap-records-{number}.xml" for number in (1, 7, 14)]
    for address in sections:
        assert client.get(address).content.count(b"<url>") > 1_900, address
    found = {"page": _cost(lambda: client.get("/bench/twelve/"))}
    for address in sections:
        found[f"section {address}"] = _cost(lambda address=address: client.get(address))  # type: ignore[misc]
    found["the index"] = _cost(lambda: client.get("/sitemap.xml"))
    return found


def _cost(ask: Callable[[], Any]) -> float:
    """The median of some runs, after one that is not counted."""
    ask()
    taken = []
    for _run in range(RUNS):
        started = time.process_time()
        ask()
        taken.append((time.process_time() - started) * 1000)
    return sorted(taken)[RUNS // 2]


def main() -> int:
    """Measure on SQLite; 1 if a ratio is missed."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings.test"
    django.setup()
    from django.db import connection
    from django.test.utils import setup_test_environment

    setup_test_environment()
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":  # the tests have migrated one already, as a rule
        kept = ROOT / ".pytest_cache" / "d" / "migrated-database"
        copy_template(template_path(kept), Path(connection.settings_dict["TEST"]["NAME"]))
    connection.creation.create_test_db(verbosity=0, keepdb=True, serialize=False)
    try:
        found = measured()
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)
    if os.environ.get("BENCH_JSON"):
        sys.stdout.write(json.dumps(found) + "\n")
        return 0
    rows = _rows(found)
    write_table(rows, sys.stdout)
    return 0 if all(row.holds for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
