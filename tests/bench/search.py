"""The public search with 30,000 meetings and 175,000 pages of papers beside 1 % of them.

`python -m tests.bench.search`. Rows are made from payloads and page texts by the code that a
release uses, without releases, in a database of their own: SQLite, or the one of DATABASE_URL.
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
from itertools import accumulate, islice
from pathlib import Path
from typing import Any, Final, TextIO

import django

from tests.bench.table import Row, write_table
from tests.bench.trackers import _server_seconds
from tests.template_database import copy_template, template_path

MEETINGS, PAGES, PER_PAPER, BODIES = 30_000, 175_000, 10, 200
#: Different texts of pages.
TEXTS: Final = 5_000
MOST_RATIO: Final = 5
RUNS: Final = 5
TODAY: Final = date(2026, 11, 1)
ROOT: Final = Path(__file__).parent.parent.parent
OFTEN, MISSPELT, SELDOM = "safeguarding", "safegaurding", "zebra"
#: What is asked for: a word of nearly every page, of some, of a few; phrases, several words,
#: misspellings, filters, later pages.
ASKED: Final = (
    f"q={OFTEN}",
    f"q={OFTEN}&page=5",
    f"q={SELDOM}",
    f"q={OFTEN}+{SELDOM}",
    f"q={OFTEN}+children",
    "q=police+children+board",
    "q=%22domestic+abuse%22",
    "q=%22abuse+domestic%22",
    "q=%22safeguarding+children%22",
    "q=%22striped+zebra%22",
    "q=word100+word200",
    "q=word3000",
    f"q={MISSPELT}",
    "q=polcie+childern",
    f"q={OFTEN}&body=body-7",
    f"q={OFTEN}&kind=meetings",
    f"q={OFTEN}&year=2019-20",
    f"q={OFTEN}&kind=papers&year=2016-17&body=body-7",
    "q=word100&theme=theme-3",
    "q=ordinary+meeting",
    "kind=papers",
)


def measure_search(to: TextIO) -> list[Row]:
    """Run the bench in a process for each database, and give the row of each."""
    rows: list[Row] = []
    for name, url in (("SQLite", ""), ("PostgreSQL", os.environ.get("BENCH_POSTGRES", ""))):
        if name == "PostgreSQL" and not url:
            to.write("PostgreSQL was not asked for (BENCH_POSTGRES).\n")
            continue
        environment = {**os.environ, "DATABASE_URL": url, "BENCH_JSON": "1"}
        done = subprocess.run(
            [sys.executable, "-m", "tests.bench.search"],
            cwd=ROOT,
            env=environment,
            check=True,
            capture_output=True,
            text=True,
        )
        rows.append(_row(name, json.loads(done.stdout.splitlines()[-1])))
    return rows


def _row(name: str, found: dict[str, list[float]]) -> Row:
    few = _p95([one[0] for one in found.values()])
    many = _p95([one[1] for one in found.values()])
    what = f"{name}, search p95: {MEETINGS:,} meetings, {PAGES:,} pages"
    return Row(what, many, few * MOST_RATIO, "ms")


def _p95(times: list[float]) -> float:
    return sorted(times)[-max(1, round(len(times) * 0.05))]


def _measured() -> dict[str, list[float]]:
    """For each search what a page costs in milliseconds with 1 % of the rows and with all."""
    few = _times(0.01)
    many = _times(1)
    return {one: [few[one], many[one]] for one in few}


def _times(part: float) -> dict[str, float]:
    from django.core.cache import cache
    from django.db import connection
    from django.test import Client

    started = time.perf_counter()
    _fill(int(MEETINGS * part), int(PAGES * part))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET max_parallel_workers_per_gather = 0")  # all work in one process
            cursor.execute("SELECT gin_clean_pending_list('home_searchentry_text')")
            cursor.execute("VACUUM home_searchentry")
        cursor.execute("ANALYZE")
    sys.stderr.write(f"filled {part:.0%} in {time.perf_counter() - started:.0f} s\n")
    cache.clear()
    client = Client()
    return {one: _cost(client, f"/search/?{one}") for one in ASKED}


def _cost(client: Any, address: str) -> float:
    """Milliseconds of CPU for one page, here and in the database server, as a mean of many."""
    response = client.get(address)
    assert response.status_code == 200, address
    assert b"There is a problem" not in response.content, address
    assert b"results__one" in response.content or b"Did you mean" in response.content, address
    started = time.process_time() + _server_seconds()
    for _run in range(RUNS):
        client.get(address)
    return (time.process_time() + _server_seconds() - started) / RUNS * 1000


def _fill(meetings: int, pages: int) -> None:
    from home.search.counting import set_values, set_words
    from home.search.text import vocabulary
    from home.search_tables import SearchEntry

    SearchEntry.objects.all().delete()
    rows = _rows(meetings, pages)
    while batch := list(islice(rows, 2_000)):
        SearchEntry.objects.bulk_create(batch)
    set_words(vocabulary())
    set_values(SearchEntry.objects.filter(page__isnull=True))


def _rows(meetings: int, pages: int) -> Iterator[Any]:
    from home.search.entries import entry_of, page_entries
    from portal.models import PublicRecord, Release
    from scrutiny.rules.search_words import search_words

    draw = random.Random(7)
    pieces = _pieces(draw)
    texts = [". ".join(draw.choices(pieces, k=5)) for _text in range(TEXTS)]
    known = {text: " ".join(search_words(text)) for text in texts}  # normalised once, used often
    papers = pages // PER_PAPER
    for number in range(meetings):
        yield entry_of(_meeting(PublicRecord, number, meetings, draw, pieces))
    for number in range(papers):
        paper = PublicRecord(
            release=Release(number=meetings + number),
            kind="paper",
            key=f"paper-{number}",
            body=f"body-{number % BODIES}",
            path=f"meetings/m-{number}/papers/paper.pdf",
            title=f"Paper {number} on {draw.choice(pieces)[:60]}",
            happened_on=_day(number, papers),
            payload={},
        )
        yield entry_of(paper)
        rare = " A striped zebra." if number < 15 else ""
        (first,) = page_entries(paper, [(1, draw.choice(texts) + rare)])
        yield first
        for page in range(2, PER_PAPER + 1):
            text = draw.choice(texts)
            yield copied(first, page=page, text=text, words=known[text])


def copied(entry: Any, **changes: Any) -> Any:
    """Another row like this one, which is not saved yet."""
    values = {field.attname: getattr(entry, field.attname) for field in entry._meta.fields}
    return type(entry)(**{**values, "id": None, **changes})


def _meeting(model: Any, number: int, count: int, draw: random.Random, pieces: list[str]) -> Any:
    from portal.models import Release

    return model(
        release=Release(number=number + 1),
        kind="meeting",
        key=f"meeting-{number}",
        body=f"body-{number % BODIES}",
        path=f"meetings/m-{number}/",
        title="Ordinary meeting" if number % 5 else f"Meeting on {OFTEN}",
        happened_on=_day(number, count),
        payload={
            "place": "County Hall",
            "themes": [{"slug": f"theme-{number % 30}", "name": f"Theme {number % 30}"}],
            "agenda": {"items": [{"title": draw.choice(pieces)} for _item in range(4)]},
        },
    )


def _pieces(draw: random.Random) -> list[str]:
    """Forty words each, five of which make a page; common words are as common as in reports."""
    known = [OFTEN, "children", "police", "board", "domestic", "abuse", "notices"]
    known += [f"word{number}" for number in range(20_000)]
    weights = list(accumulate(1 / (rank + 8) for rank in range(len(known))))
    return [" ".join(draw.choices(known, cum_weights=weights, k=40)) for _piece in range(5_000)]


def _day(number: int, count: int) -> date:
    """A day in ten years up to today, later for higher numbers."""
    return TODAY - timedelta(days=3650 - 3650 * number // max(count, 1))


def main() -> int:
    """Measure on the database of the environment; 1 if the ratio is missed."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings.test"
    os.environ["PORTAL_TODAY"] = TODAY.isoformat()
    django.setup()
    import time_machine
    from django.db import connection
    from django.test.utils import setup_test_environment

    from tests.bench.trackers import _release_bodies

    setup_test_environment()
    name = connection.settings_dict["NAME"]
    kept = ROOT / ".pytest_cache" / "d" / "migrated-database"
    if connection.vendor == "sqlite":  # the tests have migrated one already, as a rule
        copy_template(template_path(kept), Path(connection.settings_dict["TEST"]["NAME"]))
    connection.creation.create_test_db(verbosity=0, keepdb=True, serialize=False)
    try:
        with time_machine.travel(TODAY, tick=True):
            _release_bodies()
            found = _measured()
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)
    if os.environ.get("BENCH_JSON"):
        sys.stdout.write(json.dumps(found) + "\n")
        return 0
    for address, (few, many) in found.items():
        sys.stdout.write(f"{few:8.1f} {many:8.1f} ms  {address}\n")
    rows = [_row(connection.vendor, found)]
    write_table(rows, sys.stdout)
    return 0 if all(row.holds for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
