"""What a public record is linked with, before and after it, over any number of steps: two queries.

Only what is public now is found; a link that leads to anything else leads nowhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.db import connection

from portal.models import PublicRecord
from scrutiny import kinds
from scrutiny.public_tables import PublicLink
from scrutiny.rules.thread import Ref

#: More links than this are not followed; the page says that there is more.
MOST_LINKS: Final = 600
_KINDS: Final = (
    kinds.SOURCE,
    kinds.EXTERNAL_FINDING,
    kinds.LINE,
    kinds.FINDING,
    kinds.RECOMMENDATION,
    kinds.RESPONSE,
    kinds.ACTION,
)
#: Both databases know this; UNION ends at what was seen, so a circle ends too.
_AROUND: Final = """
WITH RECURSIVE
back(kind, ref) AS (
    SELECT CAST(%s AS varchar(40)), CAST(%s AS varchar(80))
    UNION
    SELECT one.from_kind, one.from_key
    FROM back JOIN scrutiny_publiclink one ON one.to_key = back.ref AND one.to_kind = back.kind
),
onward(kind, ref) AS (
    SELECT CAST(%s AS varchar(40)), CAST(%s AS varchar(80))
    UNION
    SELECT one.to_kind, one.to_key
    FROM onward JOIN scrutiny_publiclink one
    ON one.from_key = onward.ref AND one.from_kind = onward.kind
)
SELECT one.from_kind, one.from_key, one.to_kind, one.to_key
FROM back JOIN scrutiny_publiclink one ON one.to_key = back.ref AND one.to_kind = back.kind
UNION
SELECT one.from_kind, one.from_key, one.to_kind, one.to_key
FROM onward JOIN scrutiny_publiclink one
ON one.from_key = onward.ref AND one.from_kind = onward.kind
LIMIT %s
"""


@dataclass(frozen=True)
class Linked:
    """Public records by kind and key, the links among them, and whether there were too many."""

    records: dict[Ref, PublicRecord]
    links: frozenset[tuple[Ref, Ref]]
    is_more: bool


def linked(record: PublicRecord) -> Linked:
    """Everything that led to a record, and everything that came of it."""
    here: Ref = (record.kind, record.key)
    with connection.cursor() as cursor:
        cursor.execute(_AROUND, [*here, *here, MOST_LINKS + 1])
        rows = cursor.fetchall()
    links = frozenset(((one[0], one[1]), (one[2], one[3])) for one in rows[:MOST_LINKS])
    wanted = {ref for pair in links for ref in pair} - {here}
    found = PublicRecord.objects.current().filter(
        kind__in=_KINDS, key__in={key for _kind, key in wanted}
    )
    records = {(one.kind, one.key): one for one in found if (one.kind, one.key) in wanted}
    return Linked({here: record, **records}, links, is_more=len(rows) > MOST_LINKS)


def leads_to(record: PublicRecord, kind: str) -> list[str]:
    """The keys of records of a kind that came straight of a record; not all need be public."""
    rows = PublicLink.objects.filter(from_kind=record.kind, from_key=record.key, to_kind=kind)
    return sorted(set(rows.values_list("to_key", flat=True)))
