"""The full text of the search index: the one place that knows how each database does it.

The databases keep their indexes themselves, so every way of writing a row is found: SQLite in an
FTS5 table beside it, by triggers; PostgreSQL in a computed column with a GIN index. Both are made
by migration 0003 and hold words as `scrutiny.rules.search_words` gives them, in their order.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from django.db import connection
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

__all__ = ["Matched", "create_index", "drop_index", "matching", "renew_index", "vocabulary"]

#: Words that follow each other, or a single one; of the phrases of a condition one must occur.
Phrase = tuple[str, ...]
Condition = tuple[Phrase, ...]

_SQLITE: Final = (
    """
    CREATE VIRTUAL TABLE IF NOT EXISTS home_searchentry_text USING fts5(
        words, tags, content='home_searchentry', content_rowid='id'
    )
    """,
    """
    CREATE TRIGGER IF NOT EXISTS home_searchentry_text_insert AFTER INSERT ON home_searchentry
    BEGIN
        INSERT INTO home_searchentry_text(rowid, words, tags) VALUES (new.id, new.words, new.tags);
    END
    """,
    """
    CREATE TRIGGER IF NOT EXISTS home_searchentry_text_delete AFTER DELETE ON home_searchentry
    BEGIN
        INSERT INTO home_searchentry_text(home_searchentry_text, rowid, words, tags)
        VALUES ('delete', old.id, old.words, old.tags);
    END
    """,
    """
    CREATE TRIGGER IF NOT EXISTS home_searchentry_text_update AFTER UPDATE ON home_searchentry
    BEGIN
        INSERT INTO home_searchentry_text(home_searchentry_text, rowid, words, tags)
        VALUES ('delete', old.id, old.words, old.tags);
        INSERT INTO home_searchentry_text(rowid, words, tags) VALUES (new.id, new.words, new.tags);
    END
    """,
)
_SQLITE_BACK: Final = (
    "DROP TRIGGER IF EXISTS home_searchentry_text_insert",
    "DROP TRIGGER IF EXISTS home_searchentry_text_delete",
    "DROP TRIGGER IF EXISTS home_searchentry_text_update",
    "DROP TABLE IF EXISTS home_searchentry_text",
)
_SQLITE_RENEW: Final = "INSERT INTO home_searchentry_text(home_searchentry_text) VALUES ('rebuild')"
#: Texts lie apart from their rows and the words unpacked, so that many rows are looked at fast.
_POSTGRESQL: Final = (
    """
    ALTER TABLE home_searchentry ADD COLUMN IF NOT EXISTS words_found tsvector
    GENERATED ALWAYS AS (to_tsvector('simple', words) || to_tsvector('simple', tags)) STORED
    """,
    "ALTER TABLE home_searchentry ALTER COLUMN words_found SET STORAGE EXTERNAL",
    "ALTER TABLE home_searchentry SET (toast_tuple_target = 256)",
    """
    CREATE INDEX IF NOT EXISTS home_searchentry_text ON home_searchentry USING gin (words_found)
    """,
)
_POSTGRESQL_BACK: Final = (
    "DROP INDEX IF EXISTS home_searchentry_text",
    "ALTER TABLE home_searchentry DROP COLUMN IF EXISTS words_found",
)
_SQLITE_MATCH: Final = """
SELECT rowid FROM home_searchentry_text WHERE home_searchentry_text MATCH %s
ORDER BY rowid DESC LIMIT %s
"""
#: Of the newest rows alone, however often the words occur in older ones.
_SQLITE_NEW: Final = """
SELECT rowid FROM home_searchentry_text WHERE home_searchentry_text MATCH %s AND rowid >= %s
ORDER BY rowid DESC LIMIT %s
"""
_POSTGRESQL_FOUND: Final = (
    "SELECT id FROM home_searchentry WHERE words_found @@ to_tsquery('simple', %s)"
)
#: Few rows: they are found by their words first, and then put in order.
_POSTGRESQL_FEW: Final = (
    f"WITH found AS MATERIALIZED ({_POSTGRESQL_FOUND}) "  # nosec B608 # noqa: S608 (our own words)
    "SELECT id FROM found ORDER BY id DESC LIMIT %s"
)
#: Many rows: the newest are looked at one after the other until there are enough.
_POSTGRESQL_MANY: Final = f"{_POSTGRESQL_FOUND} ORDER BY id DESC LIMIT %s"
_POSTGRESQL_NEW: Final = f"{_POSTGRESQL_FOUND} AND id >= %s ORDER BY id DESC LIMIT %s"
_MANY: Final = 20_000
#: For words that follow each other each row is unpacked, so no more of the newest than these.
_POSTGRESQL_PHRASE: Final = """
SELECT id FROM (
    SELECT id, words_found FROM home_searchentry ORDER BY id DESC LIMIT %s
) newest WHERE words_found @@ to_tsquery('simple', %s) ORDER BY id DESC LIMIT %s
"""
_UNPACKED: Final = 20_000


class Matched(NamedTuple):
    """Ids of rows, the newest first, and whether all rows were looked at for them."""

    ids: list[int]
    is_whole: bool = True


def matching(
    conditions: Sequence[Condition],
    tags: Sequence[str],
    *,
    at_most: int,
    in_title: Sequence[Sequence[str]] = (),
    since: int | None = None,
) -> Matched:
    """The rows that meet every condition and have every tag: newest first, as their ids.

    `in_title` are tags of which each group needs one; with `since` only rows of that id or a
    later one are looked at. Words and tags hold letters and figures alone, as
    `search_words` gives them; so nothing in them is an order to the database.
    """
    if not conditions and not tags:
        return Matched([])
    if connection.vendor == "sqlite":
        asked = [" OR ".join(f'words : "{" ".join(one)}"' for one in some) for some in conditions]
        asked += [" OR ".join(f'tags : "{one}"' for one in some) for some in in_title]
        asked += [f'tags : "{tag}"' for tag in tags]
        wanted = " AND ".join(f"({one})" for one in asked)
        if since is not None:
            return Matched(_numbers(_SQLITE_NEW, wanted, since, at_most))
        return Matched(_numbers(_SQLITE_MATCH, wanted, at_most))
    asked = [
        " | ".join("(" + " <-> ".join(f"'{word}'" for word in one) + ")" for one in some)
        for some in conditions
    ]
    asked += [" | ".join(f"'{one}'" for one in some) for some in in_title]
    asked += [f"'{tag}'" for tag in tags]
    wanted = " & ".join(f"({one})" for one in asked)
    if since is not None:
        return Matched(_numbers(_POSTGRESQL_NEW, wanted, since, at_most))
    has_phrase = any(len(one) > 1 for some in conditions for one in some)
    return _in_postgresql(wanted, at_most, has_phrase=has_phrase)


def vocabulary() -> dict[str, int]:
    """Every word and tag in the index, and in how many rows it stands, as the database knows."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TABLE IF EXISTS temp.home_search_vocabulary")
            cursor.execute(
                "CREATE VIRTUAL TABLE temp.home_search_vocabulary "
                "USING fts5vocab(main, home_searchentry_text, row)"
            )
            cursor.execute("SELECT term, doc FROM temp.home_search_vocabulary")
            found = dict(cursor.fetchall())
            cursor.execute("DROP TABLE temp.home_search_vocabulary")
            return found
        cursor.execute("SELECT word, ndoc FROM ts_stat('SELECT words_found FROM home_searchentry')")
        return dict(cursor.fetchall())


def renew_index() -> None:
    """Make the index of the words anew from the rows where the database cannot vouch for it.

    PostgreSQL computes its column from the row; SQLite keeps a table beside it, which may have
    been lost or damaged.
    """
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            for statement in (*_SQLITE, _SQLITE_RENEW):
                cursor.execute(statement)


def create_index(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Make the index of the words, as the database at hand does it; for the migration."""
    is_sqlite = schema_editor.connection.vendor == "sqlite"
    for statement in _SQLITE if is_sqlite else _POSTGRESQL:
        schema_editor.execute(statement)


def drop_index(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take the index of the words away again; for the migration."""
    is_sqlite = schema_editor.connection.vendor == "sqlite"
    for statement in _SQLITE_BACK if is_sqlite else _POSTGRESQL_BACK:
        schema_editor.execute(statement)


def _in_postgresql(wanted: str, at_most: int, *, has_phrase: bool) -> Matched:
    """Ask in the way that costs less; how many rows there are, the database estimates itself.

    It does not reckon with what it costs to unpack the words of a row, so it is told the way.
    """
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (FORMAT JSON) {_POSTGRESQL_FOUND}", [wanted])
        (plan,) = cursor.fetchone()
    is_many = plan[0]["Plan"]["Plan Rows"] > _MANY
    if is_many and has_phrase:
        ids = _numbers(_POSTGRESQL_PHRASE, _UNPACKED, wanted, at_most)
        return Matched(ids, is_whole=len(ids) >= at_most)
    return Matched(_numbers(_POSTGRESQL_MANY if is_many else _POSTGRESQL_FEW, wanted, at_most))


def _numbers(statement: str, *values: str | int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return [row[0] for row in cursor.fetchall()]
