"""The public trackers with 50,000 recommendations beside 500: `python -m tests.bench.trackers`.

The tables are filled straight from payloads, without releases, in a database of their own: SQLite,
or the one of DATABASE_URL. Every value that is asked for is that of every tenth record, so that the
page is full with 500 as with 50,000 and only the looking-up differs.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final, TextIO

import django

from tests.bench.table import Row, write_table
from tests.template_database import copy_template, template_path

FEW, MANY, BODIES = 500, 50_000, 200
MOST_RATIO: Final = 1.5
RUNS: Final = 20
TODAY: Final = date(2026, 11, 1)
ROOT: Final = Path(__file__).parent.parent.parent
WORDS: Final = [
    "notice",
    "council",
    "police",
    "child",
    "panel",
    "report",
    "school",
    "home",
    "risk",
    "plan",
    "visit",
    "court",
    "officer",
    "family",
    "record",
    "review",
    "letter",
    "service",
    "health",
    "board",
    "quarter",
    "training",
    "referral",
    "conference",
]
STATES: Final = ("accepted", "rejected", "in_progress", "closed_implemented", "partly_accepted")
OFTEN, SELDOM = "safeguarding", "zebra"
#: What is asked for; {addressee} is filled in when the rows are there.
ADDRESSES: Final = (
    "recommendations/",
    "responses/",
    "findings/",
    "actions/",
    "recommendations/?body=body-0",
    "recommendations/?addressee={addressee}",
    "recommendations/?theme=theme-0",
    "recommendations/?status=issued",
    "recommendations/?decision=rejected",
    "recommendations/?late=now",
    "recommendations/?late=met",
    "recommendations/?year=2019-20",
    f"recommendations/?q={OFTEN}",
    f"recommendations/?q={SELDOM}",
    "responses/?late=now",
    "findings/?found_by=inspectorate-0",
    "findings/?theme=theme-0",
    "actions/?status=open",
)


def measure_trackers(to: TextIO) -> list[Row]:
    """Run the bench in a process for each database, and give the rows of both."""
    rows: list[Row] = []
    for name, url in (("SQLite", ""), ("PostgreSQL", os.environ.get("BENCH_POSTGRES", ""))):
        if name == "PostgreSQL" and not url:
            to.write("PostgreSQL was not asked for (BENCH_POSTGRES).\n")
            continue
        environment = {**os.environ, "DATABASE_URL": url, "BENCH_JSON": "1"}
        done = subprocess.run(
            [sys.executable, "-m", "tests.bench.trackers"],
            cwd=ROOT,
            env=environment,
            check=True,
            capture_output=True,
            text=True,
        )
        found: dict[str, list[float]] = json.loads(done.stdout.splitlines()[-1])
        rows += [_row(name, address, few, many) for address, (few, many) in found.items()]
    return rows


def measured() -> dict[str, list[float]]:
    """For each address what a page costs in milliseconds with few rows and with many."""
    few = _times(FEW)
    many = _times(MANY)
    return {address: [few[address], many[address]] for address in few}


def _row(name: str, address: str, few: float, many: float) -> Row:
    return Row(f"{name}, {address}: {MANY:,} rows", many, few * MOST_RATIO, "ms")


def _times(size: int) -> dict[str, float]:
    from django.core.cache import cache
    from django.db import connection
    from django.test import Client

    _fill(size)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    cache.clear()
    client = Client()
    addressee = _addressee()
    asked = {one: "/" + one.format(addressee=addressee) for one in ADDRESSES}
    return {one: _cost(client, address) for one, address in asked.items()}


def _cost(client: Any, address: str) -> float:
    """Milliseconds of CPU for one page, here and in the database server, as a mean of many.

    CPU, not seconds: other work on the machine changes it less.
    """
    response = client.get(address)
    assert response.status_code == 200, address
    assert b"There is a problem" not in response.content, address
    assert response.content.count(b'scope="row"') == 25, address
    started = time.process_time() + _server_seconds()
    for _run in range(RUNS):
        client.get(address)
    return (time.process_time() + _server_seconds() - started) / RUNS * 1000


def _server_seconds() -> float:
    """The CPU that the database server has spent on this connection; 0 where it is in here."""
    from django.db import connection

    if connection.vendor != "postgresql":
        return 0.0
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (pid,) = cursor.fetchone()
    after_name = Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].split()
    user, system = int(after_name[11]), int(after_name[12])
    return (user + system) / os.sysconf("SC_CLK_TCK")


def _addressee() -> str:
    from scrutiny.tracking.values import named_value

    return named_value("Office 0, Commissioner")


def _fill(size: int) -> None:
    from scrutiny.public_tables import PublicLink, TrackedRecord, TrackedTag, TrackedValue
    from scrutiny.tracking.writing import fill

    for model in (TrackedTag, TrackedValue, PublicLink, TrackedRecord):
        model._default_manager.all().delete()
    fill(_records(size))


def _records(size: int) -> Iterator[Any]:
    """Recommendations, and a fifth as many of everything else, oldest first."""
    from portal.models import PublicRecord
    from scrutiny import kinds

    draw = random.Random(size)
    others = max(FEW, size // 5)
    made = {
        kinds.RECOMMENDATION: (_recommendation, size),
        kinds.EXTERNAL_FINDING: (_finding, others),
        kinds.RESPONSE: (_response, others),
        kinds.ACTION: (_action, others),
    }
    for kind, (make, count) in made.items():
        for number in range(count):
            # Every tenth has the value that is asked for; the tenths are drawn apart.
            payload = make(number, count, lambda: draw.randrange(10) and draw.randrange(1, 200))
            key = f"{kind}-{number}"
            yield PublicRecord(
                kind=kind,
                key=key,
                body=f"body-{payload.pop('body')}",
                path=f"recommendations/{key}/",
                title=payload["text"],
                payload=payload,
            )


def _text(number: int) -> str:
    draw = random.Random(number)
    words = draw.choices(WORDS, k=18)
    words += [OFTEN] if number % 3 == 0 else []
    words += [SELDOM] if number % 500 < 30 and number < 500 else []
    return " ".join(words).capitalize() + "."


def _day(number: int, count: int) -> date:
    """A day in ten years up to today, later for higher numbers."""
    return TODAY - timedelta(days=3650 - 3650 * number // count)


def _common(number: int, count: int, pick: Any) -> dict[str, Any]:
    return {
        "body": pick(),
        "number": number,
        "text": _text(number),
        "review": {"title": f"Review {number // 8}", "path": f"reviews/review-{number // 8}/"},
    }


def _recommendation(number: int, count: int, pick: Any) -> dict[str, Any]:
    asked, tenth = _day(number, count), pick()
    is_open, due = tenth == 0, asked + timedelta(days=28)
    late = timedelta(days=40 if pick() == 0 else 20)
    decided = pick()
    return _common(number, count, pick) | {
        "addressee": {"name": f"Office {pick()}", "post": "Commissioner"},
        "state": "issued" if is_open else STATES[tenth % len(STATES)],
        "issued_on": asked.isoformat(),
        "response_due": due.isoformat(),
        "answer": None
        if is_open
        else {
            "decision": "rejected" if decided == 0 else "accepted",
            "answered_on": (asked + late).isoformat(),
        },
        "themes": [{"slug": f"theme-{pick() % 30}", "name": f"Theme {number % 30}"}],
    }


def _finding(number: int, count: int, pick: Any) -> dict[str, Any]:
    theme, author = pick() % 30, pick() % 10
    return _common(number, count, pick) | {
        "kind": "finding",
        "dated_on": _day(number, count).isoformat(),
        "theme": {"slug": f"theme-{theme}", "name": f"Theme {theme}"},
        "source": {
            "title": f"Report {number // 9}",
            "path": f"sources/source-{number // 9}/",
            "authors": [{"code": f"inspectorate-{author}", "name": f"Inspectorate {author}"}],
        },
    }


def _response(number: int, count: int, pick: Any) -> dict[str, Any]:
    asked = _day(number, count)
    return _common(number, count, pick) | {
        "addressee": {"name": f"Office {pick()}", "post": "Commissioner"},
        "state": "requested" if pick() == 0 else "published",
        "requested_on": asked.isoformat(),
        "due_on": (asked + timedelta(days=28)).isoformat(),
        "received_on": (asked + timedelta(days=20)).isoformat(),
    }


def _action(number: int, count: int, pick: Any) -> dict[str, Any]:
    asked = _day(number, count)
    return _common(number, count, pick) | {
        "owner": {"name": f"Office {pick()}", "post": "Commissioner"},
        "state": "open" if pick() == 0 else "closed",
        "entered_on": asked.isoformat(),
        "due_on": (asked + timedelta(days=90)).isoformat(),
    }


def _release_bodies() -> None:
    from django.utils import timezone

    from boards import kinds
    from portal.models import PublicRecord, Release
    from tests.builders_public import body_payload

    act = Release.objects.create(number=1, act="release", released_at=timezone.now(), hash="0")
    PublicRecord.objects.bulk_create(
        PublicRecord(
            kind=kinds.BODY,
            key=f"body-{number}",
            version=1,
            body=f"body-{number}",
            path="",
            title=f"Body {number}",
            payload=body_payload(f"body-{number}"),
            payload_hash="0",
            released_at=act.released_at,
            release=act,
        )
        for number in range(BODIES)
    )


def main() -> int:
    """Measure on the database of the environment; 1 if a ratio is missed."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings.test"
    os.environ["PORTAL_TODAY"] = TODAY.isoformat()
    django.setup()
    import time_machine
    from django.db import connection
    from django.test.utils import setup_test_environment

    setup_test_environment()
    name = connection.settings_dict["NAME"]
    kept = ROOT / ".pytest_cache" / "d" / "migrated-database"
    if connection.vendor == "sqlite":  # the tests have migrated one already, as a rule
        copy_template(template_path(kept), Path(connection.settings_dict["TEST"]["NAME"]))
    connection.creation.create_test_db(verbosity=0, keepdb=True, serialize=False)
    try:
        with time_machine.travel(TODAY, tick=True):
            _release_bodies()
            found = measured()
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)
    if os.environ.get("BENCH_JSON"):
        sys.stdout.write(json.dumps(found) + "\n")
        return 0
    rows = [_row(connection.vendor, one, few, many) for one, (few, many) in found.items()]
    write_table(rows, sys.stdout)
    return 0 if all(row.holds for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
