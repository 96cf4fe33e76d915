"""The flag that lets one piece of work pass the triggers, for as long as it runs.

On PostgreSQL it is a setting of the transaction; on SQLite a function that the portal registers on
each of its connections and that answers from the state of this process. Another program that opens
the SQLite file has no such function, so its statement is refused: closed when in doubt.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from enum import Enum
from typing import Any, Final

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections, transaction

#: The function that the SQLite triggers ask.
SQLITE_FUNCTION: Final = "portal_may_rewrite"
#: The setting that the PostgreSQL triggers read.
POSTGRES_SETTING: Final = "portal.rewriting"


class Purpose(Enum):
    """Who may pass. `tests/architecture/test_protection.py` names the modules that use each."""

    DISPOSAL = "disposal"
    TEST_HARNESS = "test harness"


class NotAllowedHere(RuntimeError):
    """The harness's flag was asked for outside a test run."""


_passing: ContextVar[Purpose | None] = ContextVar("portal_rewriting", default=None)


def purpose_now() -> Purpose | None:
    """What the triggers are passed for at the moment; None as nearly always."""
    return _passing.get()


@contextmanager
def rewriting(purpose: Purpose, *, using: str = DEFAULT_DB_ALIAS) -> Iterator[None]:
    """Let everything inside rewrite the record, in one transaction.

    Ends with the block, and on PostgreSQL with the transaction at the latest, so that it can
    never stay on for the next request. Raises NotAllowedHere for the harness's purpose where
    the settings are not those of a test run.
    """
    may_test = getattr(settings, "PROTECTION_MAY_BE_TESTED", False)
    if purpose is Purpose.TEST_HARNESS and not may_test:
        raise NotAllowedHere("Only a test run may rewrite the record for the sake of a test.")
    with transaction.atomic(using=using):
        before = _passing.get()
        token = _passing.set(purpose)
        try:
            _tell_postgres(purpose.value, using)
            yield
            _tell_postgres(before.value if before else "", using)
        finally:
            _passing.reset(token)


def answer_sqlite(connection: Any, **kwargs: Any) -> None:
    """Give a new SQLite connection the function that the triggers ask; for `connection_created`."""
    if connection.vendor == "sqlite":
        connection.connection.create_function(SQLITE_FUNCTION, 0, _may_rewrite)


def _may_rewrite() -> int:
    return 0 if _passing.get() is None else 1


def _tell_postgres(value: str, using: str) -> None:
    """Set it for this transaction only; a rolled back savepoint takes it back as well."""
    connection = connections[using]
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config(%s, %s, true)", [POSTGRES_SETTING, value])
