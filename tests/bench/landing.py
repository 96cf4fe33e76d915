"""The landing of a member with 10,000 open actions beside 100: `python -m tests.bench.landing`.

200 bodies; the member sits on one of them and owns the same few actions in both cases, so that only
the looking-up differs. A database of its own: SQLite, or the one of DATABASE_URL.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final, TextIO

import django

from tests.bench.table import Row, write_table
from tests.template_database import copy_template, template_path

FEW, MANY, BODIES = 100, 10_000, 200
OWN: Final = 5
MOST_RATIO: Final = 1.5
MOST_QUERIES: Final = 15
RUNS: Final = 40
TODAY: Final = date(2026, 11, 1)
ROOT: Final = Path(__file__).parent.parent.parent


def measure_landing(to: TextIO) -> list[Row]:
    """Run the bench in a process for each database, and give the rows of both."""
    rows: list[Row] = []
    for name, url in (("SQLite", ""), ("PostgreSQL", os.environ.get("BENCH_POSTGRES", ""))):
        if name == "PostgreSQL" and not url:
            to.write("PostgreSQL was not asked for (BENCH_POSTGRES).\n")
            continue
        done = subprocess.run(
            [sys.executable, "-m", "tests.bench.landing"],
            cwd=ROOT,
            env={**os.environ, "DATABASE_URL": url, "BENCH_JSON": "1"},
            check=True,
            capture_output=True,
            text=True,
        )
        rows += _rows(name, json.loads(done.stdout.splitlines()[-1]))
    return rows


def _rows(name: str, found: dict[str, float]) -> list[Row]:
    what = f"{name}, landing of a member: {MANY:,} open actions"
    return [
        Row(what, found["many"], found["few"] * MOST_RATIO, "ms"),
        Row(f"{name}, its queries", found["queries"], MOST_QUERIES, "queries"),
    ]


def measured() -> dict[str, float]:
    """Milliseconds of the page with few actions and with many, and its queries."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    member, bodies, owners = _people()
    browser = Client()
    browser.force_login(member)
    _fill(FEW, member, bodies, owners)
    few = _cost(browser)
    _fill(MANY, member, bodies, owners)
    many = _cost(browser)
    with CaptureQueriesContext(connection) as found:
        browser.get("/workspace/")
    return {"few": few, "many": many, "queries": float(len(found))}


def _cost(browser: Any) -> float:
    """Milliseconds of CPU for one page, here and in the database server, as a mean of many."""
    from django.db import connection

    from tests.bench.trackers import _server_seconds

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    page = browser.get("/workspace/").content.decode()
    assert f"{OWN} open actions" in page, page
    started = time.process_time() + _server_seconds()
    for _run in range(RUNS):
        browser.get("/workspace/")
    return (time.process_time() + _server_seconds() - started) / RUNS * 1000


def _people() -> tuple[Any, list[Any], list[Any]]:
    from boards.models import Meeting, Person, ScrutinyBody
    from tests import builders

    first = builders.body("Body 0")
    member = builders.with_role(first, "member")
    others = [
        ScrutinyBody(
            slug=f"bench-{number}",
            name=f"Body {number}",
            short_name=f"B{number}",
            legal_form="panel",
            jurisdiction="england",
            access_regime="lga72_england",
            purpose="Scrutinises.",
            valid_from=builders.LONG_AGO,
        )
        for number in range(1, BODIES)
    ]
    bodies = [first, *ScrutinyBody.objects.bulk_create(others)]
    owners = Person.objects.bulk_create(
        [Person(body=body, name=f"Owner {body.slug}") for body in bodies]
    )
    builders.person(first, "The member", user=member)
    Meeting.objects.bulk_create(
        [
            Meeting(
                body=body,
                title="Next meeting",
                slug="next-meeting",
                held_on=TODAY + timedelta(days=30),
                state="scheduled",
            )
            for body in bodies
        ]
    )
    return member, bodies, list(owners)


def _fill(size: int, member: Any, bodies: list[Any], owners: list[Any]) -> None:
    """So many open actions over all bodies, of which the member owns a few."""
    from boards.models import Person
    from scrutiny.models import Action

    Action.objects.all().delete()
    own = Person.objects.get(user=member)

    def task(number: int, body: Any, owner: Any) -> Action:
        return Action(
            body=body,
            owner=owner,
            number=number,
            municipal_year="2026/27",
            text=f"Task {number}.",
            due_on=TODAY + timedelta(days=number % 60 - 20),
        )

    places = (number % BODIES for number in range(size - OWN))
    tasks = [task(n, bodies[at], owners[at]) for n, at in enumerate(places, start=1)]
    tasks += [task(size + number, bodies[0], own) for number in range(OWN)]
    Action.objects.bulk_create(tasks)


def main() -> int:
    """Measure on the database of the environment; 1 if a floor is missed."""
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
            found = measured()
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)
    if os.environ.get("BENCH_JSON"):
        sys.stdout.write(json.dumps(found) + "\n")
        return 0
    rows = _rows(connection.vendor, found)
    write_table(rows, sys.stdout)
    return 0 if all(row.holds for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
