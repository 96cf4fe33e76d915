"""Plain words for a database that cannot be used, for the command line."""

from __future__ import annotations

from django.db import DatabaseError, InterfaceError, OperationalError, ProgrammingError

_NOT_MIGRATED = ("no such table", "no such column", "does not exist")
_NOT_A_DATABASE = ("file is not a database", "malformed")


def database_fault(error: Exception) -> str | None:
    """Return one sentence for an operator, or None where the fault is the program's own.

    The words of the driver are kept (they name the file or the server) and never hold the
    password, because neither SQLite nor libpq prints it.
    """
    words = " ".join(str(error).split())
    if any(sign in words for sign in _NOT_MIGRATED) and isinstance(
        error, OperationalError | ProgrammingError
    ):
        return f"The database has not been migrated ({words}). Run 'python manage.py migrate'."
    unusable = isinstance(error, OperationalError | InterfaceError) or (
        isinstance(error, DatabaseError) and any(sign in words for sign in _NOT_A_DATABASE)
    )
    if unusable:
        return f"The database cannot be used: {words}. Check DATABASE_URL."
    return None
