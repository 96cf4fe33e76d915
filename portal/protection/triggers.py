"""The triggers themselves, in the SQL of both databases.

They are made from the columns that a table has when they are put in place, so that a column that
comes later is protected as well. SQLite drops them when a migration remakes a table, so they are
put back after every `migrate`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from django.db.backends.base.base import BaseDatabaseWrapper

from portal.protection.session import POSTGRES_SETTING, SQLITE_FUNCTION, Purpose
from portal.protection.tables import TABLES, Protected

_POSTGRES_FUNCTION: Final = "portal_refuse_rewriting"


def install(connection: BaseDatabaseWrapper) -> None:
    """Put every trigger in place, anew where there is one, on the tables that there are."""
    remove(connection)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_postgres_function())
        present = set(connection.introspection.table_names(cursor))
        for one in TABLES:
            if one.table in present:
                columns = connection.introspection.get_table_description(cursor, one.table)
                for sql in _statements(connection.vendor, one, [row.name for row in columns]):
                    cursor.execute(sql)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take every trigger away, for a migration backwards."""
    with connection.cursor() as cursor:
        present = set(connection.introspection.table_names(cursor))
        for one in TABLES:
            if one.table in present:
                on = f" ON {one.table}" if connection.vendor == "postgresql" else ""
                for name in _names(connection.vendor, one):
                    cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")


def missing_triggers(connection: BaseDatabaseWrapper) -> list[str]:
    """The triggers that should be in place and are not, or are switched off."""
    if connection.vendor == "postgresql":
        sql = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
    else:
        sql = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    with connection.cursor() as cursor:
        cursor.execute(sql)
        there = {row[0] for row in cursor.fetchall()}
    return [name for one in TABLES for name in _names(connection.vendor, one) if name not in there]


def _names(vendor: str, one: Protected) -> Iterator[str]:
    acts = ("update", "delete", "truncate") if vendor == "postgresql" else ("update", "delete")
    return (f"{one.table}_no_{act}" for act in acts)


def _statements(vendor: str, one: Protected, columns: Iterable[str]) -> Iterator[str]:
    allowed = _allowed(vendor, one, columns)
    if vendor == "postgresql":
        yield from _for_postgres(one, allowed)
    else:
        yield from _for_sqlite(one, allowed)


def _allowed(vendor: str, one: Protected, columns: Iterable[str]) -> str:
    """The condition under which an UPDATE is what publishing does; empty where none ever is."""
    if not one.changes:
        return ""
    fixed = [name for name in columns if name not in one.changes]
    said = [name for name in one.changes if name != "is_current"]
    payload = "NEW.payload::text" if vendor == "postgresql" else "NEW.payload"
    rule = one.rule.format(same=_same(vendor, said), payload=payload)
    return f"{_same(vendor, fixed)} AND ({rule})"


def _same(vendor: str, columns: Iterable[str]) -> str:
    same = "IS NOT DISTINCT FROM" if vendor == "postgresql" else "IS"
    return " AND ".join(f'NEW."{name}" {same} OLD."{name}"' for name in columns)


def _message(one: Protected, act: str) -> str:
    return f"The record is protected: {one.words} cannot be {act}."


def _for_sqlite(one: Protected, allowed: str) -> Iterator[str]:
    unless = f" AND NOT ({allowed})" if allowed else ""
    for act, words, extra in (("UPDATE", "changed", unless), ("DELETE", "deleted", "")):
        yield (
            f"CREATE TRIGGER {one.table}_no_{act.lower()} BEFORE {act} ON {one.table} "
            f"WHEN NOT {SQLITE_FUNCTION}(){extra} "
            f"BEGIN SELECT RAISE(ABORT, '{_message(one, words)}'); END"
        )


def _for_postgres(one: Protected, allowed: str) -> Iterator[str]:
    unless = f" WHEN (NOT ({allowed}))" if allowed else ""
    for act, words, each in (
        ("UPDATE", "changed", f"FOR EACH ROW{unless}"),
        ("DELETE", "deleted", "FOR EACH ROW"),
        ("TRUNCATE", "emptied", "FOR EACH STATEMENT"),
    ):
        yield (
            f"CREATE TRIGGER {one.table}_no_{act.lower()} BEFORE {act} ON {one.table} {each} "
            f"EXECUTE FUNCTION {_POSTGRES_FUNCTION}('{_message(one, words)}')"
        )


def _postgres_function() -> str:
    purposes = ", ".join(f"'{one.value}'" for one in Purpose)
    return f"""
        CREATE OR REPLACE FUNCTION {_POSTGRES_FUNCTION}() RETURNS trigger AS $$
        BEGIN
            IF coalesce(current_setting('{POSTGRES_SETTING}', true), '') IN ({purposes}) THEN
                IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
                RETURN NEW;
            END IF;
            RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'restrict_violation';
        END
        $$ LANGUAGE plpgsql
    """
