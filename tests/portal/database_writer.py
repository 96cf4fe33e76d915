"""One process that counts up a number in a table again and again, for test_database_writers.py.

The first line that it reads is DATABASES in JSON, each further line an order; it answers each with
one line. It uses Django's own connections with the settings it is given, and nothing of ours.
"""

from __future__ import annotations

import json
import sys
import time
from typing import Any

from django.conf import settings
from django.db import OperationalError, connections, transaction

PAUSE = 0.002
"""Between reading and writing, in seconds: what the operation in between would take."""


def read(alias: str) -> tuple[int, int]:
    with connections[alias].cursor() as cursor:
        cursor.execute("SELECT number, version FROM tally")
        number, version = cursor.fetchone()
    time.sleep(PAUSE)
    return number, version


def write(alias: str, sql: str, values: list[int]) -> bool:
    with connections[alias].cursor() as cursor:
        cursor.execute(sql, values)
        return bool(cursor.rowcount == 1)


def read_and_write(alias: str) -> None:
    """Read, count up and write in one transaction, without a thought for others."""
    with transaction.atomic(using=alias):
        number, _ = read(alias)
        write(alias, "UPDATE tally SET number = %s", [number + 1])


def check_the_version(alias: str) -> None:
    """Count up only the version that was read, else read again: what our operations do."""
    while True:
        with transaction.atomic(using=alias):
            number, version = read(alias)
            done = write(
                alias,
                "UPDATE tally SET number = %s, version = %s WHERE version = %s",
                [number + 1, version + 1, version],
            )
        if done:
            return


WAYS = {"read and write": read_and_write, "check the version": check_the_version}


def work(alias: str, way: str, times: int) -> dict[str, Any]:
    """Count up so many times; say how many commits there were and which errors."""
    commits, errors = 0, []
    for _ in range(times):
        try:
            WAYS[way](alias)
            commits += 1
        except OperationalError as error:
            errors.append(str(error))
    return {"commits": commits, "errors": errors}


def say(answer: object) -> None:
    """Answer with one line."""
    sys.stdout.write(f"{json.dumps(answer)}\n")
    sys.stdout.flush()


def main() -> None:
    """Connect, then carry out one order after another until there are no more."""
    settings.configure(DATABASES=json.loads(sys.stdin.readline()), USE_TZ=True)
    for alias in connections:
        connections[alias].ensure_connection()
    say("ready")
    for line in sys.stdin:
        say(work(**json.loads(line)))


if __name__ == "__main__":
    main()
