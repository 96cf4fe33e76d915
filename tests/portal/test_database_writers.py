"""Several processes that write at once, with this project's database settings (fault cases 6, 7).

Each is shown beside its control: the careless way, which must go wrong, or the test shows nothing.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from portal.settings.databases import SQLITE_OPTIONS
from tests.portal.own_database import own_database

WRITERS, TIMES = 6, 40
ALL = WRITERS * TIMES


class Writers:
    """Processes that write into one table with one number in it."""

    def __init__(self, databases: dict[str, Any]) -> None:
        program = Path(__file__).with_name("database_writer.py")
        self.processes = [
            subprocess.Popen(
                [sys.executable, str(program)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
            for _ in range(WRITERS)
        ]
        self._tell(databases)
        assert self._hear() == ["ready"] * WRITERS

    def at_once(self, way: str, *, alias: str = "default") -> tuple[int, list[str], int]:
        """Let them count up together; return commits, errors, and the number there is then."""
        with connection.cursor() as cursor:
            cursor.execute("UPDATE tally SET number = 0, version = 1")
        self._tell({"alias": alias, "way": way, "times": TIMES})
        answers = self._hear()
        with connection.cursor() as cursor:
            cursor.execute("SELECT number FROM tally")
            number: int = cursor.fetchone()[0]
        commits = sum(answer["commits"] for answer in answers)
        return commits, [error for answer in answers for error in answer["errors"]], number

    def dismiss(self) -> None:
        """End them all."""
        for process in self.processes:
            process.communicate(timeout=20)

    def _tell(self, order: dict[str, Any]) -> None:
        for process in self.processes:
            assert process.stdin is not None
            process.stdin.write(f"{json.dumps(order)}\n")
            process.stdin.flush()

    def _hear(self) -> list[Any]:
        heard = []
        for process in self.processes:
            assert process.stdout is not None
            heard.append(json.loads(process.stdout.readline()))
        return heard


@pytest.fixture
def writers(tmp_path: Path, transactional_db: None) -> Iterator[Writers]:
    """Six writers: `default` as this project sets it up, `careless` as Django would."""
    with own_database(tmp_path) as database:
        with connection.cursor() as cursor:
            cursor.execute("CREATE TABLE tally (number int, version int)")
            cursor.execute("INSERT INTO tally VALUES (0, 1)")
        own = database
        journal = {"init_command": SQLITE_OPTIONS["init_command"]}
        options = journal if connection.vendor == "sqlite" else own["OPTIONS"]
        started = Writers({"default": own, "careless": own | {"OPTIONS": options}})
        yield started
        started.dismiss()


@pytest.mark.once
def test_nobody_is_locked_out(writers: Writers) -> None:
    """Fault case 6: 240 transactions on SQLite that read, then write.

    With Django's default many of them see "database is locked", write-ahead log or not.
    """
    if connection.vendor != "sqlite":
        pytest.skip("this is about SQLite's locks")
    assert writers.at_once("read and write") == (ALL, [], ALL)

    commits, errors, _ = writers.at_once("read and write", alias="careless")
    assert set(errors) == {"database is locked"}
    assert commits < ALL


def test_nothing_is_lost_where_the_version_is_checked(writers: Writers) -> None:
    """Fault case 7: the same on PostgreSQL, where a plain read and write loses most of them."""
    assert writers.at_once("check the version") == (ALL, [], ALL)

    if connection.vendor == "postgresql":
        commits, errors, number = writers.at_once("read and write")
        assert (commits, errors) == (ALL, [])
        assert number < ALL
