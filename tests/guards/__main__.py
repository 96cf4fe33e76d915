"""`python -m tests.guards [words]`: every guard of the table, or those whose line has the words."""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue

from tests.guards.copying import copy_project
from tests.guards.guard import Guard, MissingTextError
from tests.guards.results import Outcome, tests_not_green
from tests.guards.running import Workshop
from tests.guards.table import GUARDS
from tests.template_database import ROOT

AT_ONCE = 2
#: Where pytest keeps the migrated database of earlier runs (tests/template_database.py).
KEPT = ".pytest_cache/d/migrated-database"


def main(words: Sequence[str]) -> int:
    """Check the table, see every test green, then take away one guard after the other."""
    chosen = [
        one
        for one in GUARDS
        if all(
            word.lower() in f"{one.name} {one.cases} {one.file} {one.test}".lower()
            for word in words
        )
    ]
    lost = lines_without_text(chosen)
    for line in lost:
        say(f"LOST    {line}")
    if lost or not chosen:
        say(
            f"{len(lost)} lines of the table no longer fit the project."
            if lost
            else "No such line."
        )
        return 1
    with tempfile.TemporaryDirectory(prefix="portal-guards-") as folder:
        return _all(chosen, Path(folder))


def lines_without_text(guards: Sequence[Guard]) -> list[str]:
    """Lines whose file, text or test is no longer there."""
    found = []
    for one in guards:
        try:
            one.removed_from((ROOT / one.file).read_text())
        except (OSError, MissingTextError) as error:
            found.append(str(error))
        if not (ROOT / one.test.partition("::")[0]).exists():
            found.append(f"{one.test} of “{one.name}” is not there")
    return found


def _all(guards: Sequence[Guard], folder: Path) -> int:
    workshops = [_workshop(folder / f"copy-{number}") for number in range(AT_ONCE)]
    began = time.monotonic()
    not_green = _not_green(guards, workshops)
    for test in not_green:
        say(f"NOT GREEN while every guard stands: {test}")
    say(f"{time.monotonic() - began:.0f} seconds with every guard in place. Without them:")
    guards = [one for one in guards if one.test not in not_green]
    missed = _missed(guards, workshops)
    say(f"{len(guards) - len(missed)} of {len(guards)} guards are seen when they are gone.")
    for one in missed:
        say(f"NOT RED {one.cases:8} {one.name} ({one.test})")
    return 1 if missed or not_green else 0


def _not_green(guards: Sequence[Guard], workshops: Sequence[Workshop]) -> list[str]:
    """The tests of the table that do not pass with every guard in place."""
    tests = sorted({one.test for one in guards})
    say(f"Are {len(tests)} tests green while every guard stands?")
    shares = [tests[number::AT_ONCE] for number in range(AT_ONCE)]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        outcomes = list(pool.map(_seen_green, workshops, shares))
    return sorted(test for found in outcomes for test in found)


def _seen_green(workshop: Workshop, tests: Sequence[str]) -> set[str]:
    if not tests:
        return set()
    outcome = workshop.run(tests, stop=False)
    if outcome.is_green:
        return set()
    return tests_not_green(workshop.report) or set(tests)


def _missed(guards: Sequence[Guard], workshops: Sequence[Workshop]) -> list[Guard]:
    """The guards whose test does not go red when they are gone."""
    free: SimpleQueue[Workshop] = SimpleQueue()
    for workshop in workshops:
        free.put(workshop)

    def without(guard: Guard) -> Outcome:
        workshop = free.get()
        try:
            outcome = workshop.without(guard)
        finally:
            free.put(workshop)
        say(f"{outcome.word:7} {guard.cases:8} {guard.name}: {outcome.reason}")
        return outcome

    with ThreadPoolExecutor(AT_ONCE) as pool:
        after = list(pool.map(without, guards))
    return [one for one, outcome in zip(guards, after, strict=True) if not outcome.is_red]


def _workshop(folder: Path) -> Workshop:
    migrated = ROOT / KEPT
    if migrated.is_dir():
        shutil.copytree(migrated, folder / "scratch" / "cache" / "d" / "migrated-database")
    return Workshop(copy_project(folder / "project"), folder / "scratch")


def say(line: str) -> None:
    """Print at once, whole lines only."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
