"""Public pages, kept and made anew, beside a bare view and Wagtail's own start page.

`python -m tests.bench.pages`. All in one run behind the same middleware, so that the ratios say
something on any machine; CPU is that of the server's processes, read from the system.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final, TextIO

import wagtail
from django.conf import settings
from django.template import Context, Engine

from tests.bench.serving import Cost, Server, served_for_bench
from tests.bench.table import Row, write_table
from tests.demonstration.building import Site, built_site
from tests.template_database import ROOT

LEAST_RATE: Final = 0.8
MOST_CPU: Final = 2.0
MOST_QUERIES: Final = 12
COOKIE: Final = "sessionid=abcdefghijklmnopqrstuvwxyz012345"
_KINDS: Final = ("meeting", "report")
_ROUNDS: Final = 3


def measure_pages(to: TextIO) -> list[Row]:
    """Measure on a copy of the demonstration, and give the rows."""
    with tempfile.TemporaryDirectory(prefix="bench-pages-") as folder:
        os.environ.setdefault("TEST_SCRATCH_DIR", str(Path(folder) / "scratch"))
        return measured(built_site().copy_to(Path(folder) / "site"), to)


def measured(site: Site, to: TextIO) -> list[Row]:
    """The rows for one site."""
    _write_start_templates(site.folder / "start")
    asked = json.loads(_in_the_site(site, "paths"))
    rows = [
        Row(f"{kind}, uncached", float(count), MOST_QUERIES, "queries")
        for kind, count in json.loads(_in_the_site(site, "queries")).items()
    ]
    with served_for_bench(site, kept_seconds=600) as server:
        for kind, path in asked.items():
            rows += _kept(server, kind, path, to)
    with served_for_bench(site, kept_seconds=0) as server:
        start = _best(server, "/bench/start/", times=200)
        to.write(f"Wagtail's start page: {start.cpu:.2f} ms of CPU\n")
        for kind, path in asked.items():
            ours = _best(server, path, times=200)
            rows.append(Row(f"{kind}, uncached", ours.cpu, MOST_CPU * start.cpu, "ms CPU"))
    return rows


def _kept(server: Server, kind: str, path: str, to: TextIO) -> list[Row]:
    """A kept page with and without a session beside a bare view of the same length.

    The floor is the rate: ours may take the bare view's time divided by `LEAST_RATE`.
    """
    _head, body = server.ask(path)
    rows = []
    for words, cookie in (("", ""), (" with a session", COOKIE)):
        bare = _best(server, f"/bench/bare/{len(body)}/", cookie=cookie)
        ours = _best(server, path, cookie=cookie)
        to.write(
            f"{kind}{words}, kept, {len(body) // 1024} KB: {ours.rate:.0f} answers a second, "
            f"bare view {bare.rate:.0f}; CPU {ours.cpu:.2f} and {bare.cpu:.2f} ms\n"
        )
        rows += [
            Row(
                f"{kind}{words}, kept: time", 1000 / ours.rate, 1000 / bare.rate / LEAST_RATE, "ms"
            ),
            Row(f"{kind}{words}, kept: CPU", ours.cpu, bare.cpu / LEAST_RATE, "ms"),
        ]
    return rows


def _best(server: Server, path: str, *, cookie: str = "", times: int = 400) -> Cost:
    """The best of some rounds: other work on the machine only ever adds."""
    found = [server.cost(path, cookie=cookie, times=times) for _round in range(_ROUNDS)]
    return Cost(min(one.cpu for one in found), max(one.rate for one in found))


def _in_the_site(site: Site, what: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.pages", what],
        cwd=ROOT,
        env=site.environment(),
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout.splitlines()[-1]


def _paths() -> dict[str, str]:
    from portal.models import PublicRecord

    rows = PublicRecord.objects.current()
    longest = {
        kind: max(rows.filter(kind=kind), key=lambda one: len(json.dumps(one.payload)))
        for kind in _KINDS
    }
    found = {kind: f"/{one.body}/{one.path}" for kind, one in longest.items()}
    return found | {"tracker": "/recommendations/"}


def _queries() -> dict[str, int]:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    found = {}
    for kind, path in _paths().items():
        Client().get(path, headers={"host": "localhost:8000"})
        with CaptureQueriesContext(connection) as captured:
            answer = Client().get(path, headers={"host": "localhost:8000", "authorization": "none"})
        assert answer.status_code == 200, path
        found[kind] = len(captured)
    return found


def _write_start_templates(folder: Path) -> None:
    """Wagtail's own start page, as `wagtail start` writes it, under names of its own."""
    project = Path(wagtail.__file__).parent / "project_template"
    sources = {
        "base.html": project / "project_name/templates/base.html",
        "home_page.html": project / "home/templates/home/home_page.html",
        "welcome_page.html": project / "home/templates/home/welcome_page.html",
    }
    (folder / "start").mkdir(parents=True, exist_ok=True)
    values = {
        "project_name": "start",
        "wagtail_documentation_path": "#",
        "wagtail_release_notes_path": "#",
    }
    for name, source in sources.items():
        text = str(Engine().from_string(source.read_text()).render(Context(values)))
        text = text.replace('"base.html"', '"start/base.html"')
        text = text.replace("'home/welcome_page.html'", "'start/welcome_page.html'")
        (folder / "start" / name).write_text(text)


def main(arguments: list[str]) -> int:
    """Measure and print; or, inside of a site, say what is to be asked."""
    if arguments:
        import django

        django.setup()
        found = {"paths": _paths, "queries": _queries}[arguments[0]]()
        sys.stdout.write(json.dumps(found) + "\n")
        return 0
    if not settings.configured:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.test")
    rows = (
        measured(Site(Path(os.environ["BENCH_SITE"])), sys.stdout)
        if os.environ.get("BENCH_SITE")
        else measure_pages(sys.stdout)
    )
    write_table(rows, sys.stdout)
    return 0 if all(row.holds for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
