"""Searching the words of tracked records: the one place that knows how each database does it.

The databases keep their indexes themselves, so every way of writing a row is found: SQLite in an
FTS5 table beside it, by triggers; PostgreSQL in a computed column with a GIN index. Both are made
by migration 0003 and hold the words as `scrutiny.rules.search_words` gives them.
"""

from __future__ import annotations

from typing import Final

from django.db import connections
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import QuerySet
from django.db.models.sql.where import ExtraWhere

from scrutiny.public_tables import TrackedRecord
from scrutiny.rules.search_words import wanted_words

__all__ = ["create_index", "drop_index", "matching"]

#: A word of this many letters also finds longer words that begin with it.
BEGINNING_FROM: Final = 3

_TABLE: Final = "scrutiny_trackedrecord"
_TEXT: Final = f"{_TABLE}_text"

_SQLITE: Final = (
    """
    CREATE VIRTUAL TABLE scrutiny_trackedrecord_text USING fts5(
        tracker, words, content='scrutiny_trackedrecord', content_rowid='id', prefix='3 4'
    )
    """,
    """
    CREATE TRIGGER scrutiny_trackedrecord_text_insert AFTER INSERT ON scrutiny_trackedrecord
    BEGIN
        INSERT INTO scrutiny_trackedrecord_text(rowid, tracker, words)
        VALUES (new.id, new.tracker, new.words);
    END
    """,
    """
    CREATE TRIGGER scrutiny_trackedrecord_text_delete AFTER DELETE ON scrutiny_trackedrecord
    BEGIN
        INSERT INTO scrutiny_trackedrecord_text(
            scrutiny_trackedrecord_text, rowid, tracker, words
        ) VALUES ('delete', old.id, old.tracker, old.words);
    END
    """,
    """
    CREATE TRIGGER scrutiny_trackedrecord_text_update AFTER UPDATE ON scrutiny_trackedrecord
    BEGIN
        INSERT INTO scrutiny_trackedrecord_text(
            scrutiny_trackedrecord_text, rowid, tracker, words
        ) VALUES ('delete', old.id, old.tracker, old.words);
        INSERT INTO scrutiny_trackedrecord_text(rowid, tracker, words)
        VALUES (new.id, new.tracker, new.words);
    END
    """,
)
_SQLITE_BACK: Final = (
    "DROP TRIGGER IF EXISTS scrutiny_trackedrecord_text_insert",
    "DROP TRIGGER IF EXISTS scrutiny_trackedrecord_text_delete",
    "DROP TRIGGER IF EXISTS scrutiny_trackedrecord_text_update",
    "DROP TABLE IF EXISTS scrutiny_trackedrecord_text",
)
_POSTGRESQL: Final = (
    """
    ALTER TABLE scrutiny_trackedrecord ADD COLUMN words_found tsvector
    GENERATED ALWAYS AS (array_to_tsvector(string_to_array(words, ' '))) STORED
    """,
    """
    CREATE INDEX scrutiny_trackedrecord_text ON scrutiny_trackedrecord USING gin (words_found)
    """,
)
_POSTGRESQL_BACK: Final = (
    "DROP INDEX IF EXISTS scrutiny_trackedrecord_text",
    "ALTER TABLE scrutiny_trackedrecord DROP COLUMN IF EXISTS words_found",
)


def matching(rows: QuerySet[TrackedRecord], tracker: str, text: str) -> QuerySet[TrackedRecord]:
    """The rows of a tracker in which every word of a text occurs; none if it holds no word.

    Newest first, each database in the order of an index of its own, so that a page of a common
    word costs no more than one of a rare word: PostgreSQL by date, SQLite in the order in which
    the records were first listed.
    """
    words = wanted_words(text)
    if not words:
        return rows.none()
    if connections[rows.db].vendor == "sqlite":
        match = " AND ".join(_sqlite_word(word) for word in words)
        # Safe: what is searched for is a parameter, and its words hold letters and figures alone.
        return rows.extra(  # nosec B610 # noqa: S610
            tables=[_TEXT],
            where=[f"{_TEXT} MATCH %s", f"{_TEXT}.rowid = {_TABLE}.id"],
            params=[f'tracker : "{tracker}" AND words : ({match})'],
            order_by=[f"-{_TEXT}.rowid"],
        )
    wanted = " & ".join(_postgresql_word(word) for word in words)
    # Safe as above: the names are our own, the words a parameter.
    return rows.extra(  # nosec B610 # noqa: S610
        where=[f"{_TABLE}.words_found @@ %s::tsquery"], params=[wanted]
    ).order_by("-sort_on", "place")


def is_by_words(rows: QuerySet[TrackedRecord]) -> bool:
    """Whether rows are those of `matching`. They cannot stand inside of another query."""
    return any(isinstance(one, ExtraWhere) for one in rows.query.where.children)


def create_index(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Make the index of the words, as the database at hand does it; for the migration."""
    _execute(schema_editor, sqlite=_SQLITE, postgresql=_POSTGRESQL)


def drop_index(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take the index of the words away again; for the migration."""
    _execute(schema_editor, sqlite=_SQLITE_BACK, postgresql=_POSTGRESQL_BACK)


def _execute(
    schema_editor: BaseDatabaseSchemaEditor,
    *,
    sqlite: tuple[str, ...],
    postgresql: tuple[str, ...],
) -> None:
    is_sqlite = schema_editor.connection.vendor == "sqlite"
    for statement in sqlite if is_sqlite else postgresql:
        schema_editor.execute(statement)


def _sqlite_word(word: str) -> str:
    return f'"{word}"*' if len(word) >= BEGINNING_FROM else f'"{word}"'


def _postgresql_word(word: str) -> str:
    return f"'{word}':*" if len(word) >= BEGINNING_FROM else f"'{word}'"
