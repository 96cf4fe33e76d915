#!/usr/bin/env python3
"""Command line of the scrutiny portal.

Two kinds of mistake are the operator's and not the program's: a setting that is missing or
wrong, and a database that cannot be used. Both get one clear line for each thing to mend and
exit status 1. Everything else keeps its traceback; ``--traceback`` shows it for these two too.
"""

from __future__ import annotations

import os
import sys


def main(arguments: list[str]) -> int:
    """Run a management command and return the exit status."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.dev")
    try:
        from django.core.exceptions import ImproperlyConfigured
        from django.core.management import execute_from_command_line
        from django.db import DatabaseError, InterfaceError

        from portal.settings.faults import database_fault
    except ModuleNotFoundError as missing:
        print(
            f"manage.py: {missing.name} is not installed. Run 'pip install -r requirements.txt' "
            "first, or 'make setup'.",
            file=sys.stderr,
        )
        return 1
    try:
        execute_from_command_line(arguments)
    except ImproperlyConfigured as error:
        if "--traceback" in arguments:
            raise
        for line in str(error).splitlines():
            print(f"manage.py: {line}", file=sys.stderr)
        return 1
    except (DatabaseError, InterfaceError) as error:
        sentence = database_fault(error)
        if sentence is None or "--traceback" in arguments:
            raise
        print(f"manage.py: {sentence}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv))
