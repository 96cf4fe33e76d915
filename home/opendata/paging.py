"""One page of a data set, from a place in it that never moves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from home.opendata.building import Building
from home.opendata.choosing import Wanted, records_of, rows_of
from home.opendata.columns import Row
from home.opendata.data_set import DataSet
from portal.models import PublicRecord

#: A place: the number of the kind, the key of a record, and how many of its rows were given.
PLACE: Final = r"^[0-9]-[0-9A-Za-z_-]{1,80}(\.[0-9]{1,3})?$"
#: So many records are looked at for one page, though few of them should give a row.
_LOOKED_AT: Final = 1_000
_WHOLE: Final = -1


@dataclass(frozen=True)
class Slice:
    """Some rows of a set, and the place after them; empty when nothing comes after."""

    rows: list[Row]
    next_place: str


def one_slice(one: DataSet, wanted: Wanted, at: Building, *, after: str, limit: int) -> Slice:
    """At most `limit` rows after a place; from the beginning when `after` is empty.

    `after` has the form of `PLACE`; a place that is behind everything gives no rows.
    """
    rows: list[Row] = []
    place = after
    records = _records_after(one, wanted, at, after=after, size=limit + 1)
    for looked_at, (number, record, given) in enumerate(records, start=1):
        for index, row in enumerate(rows_of(one, record, at)):
            if index < given:
                continue
            if len(rows) == limit:
                return Slice(rows, place)
            rows.append(row)
            place = f"{number}-{record.key}.{index + 1}"
        place = f"{number}-{record.key}"
        if looked_at == _LOOKED_AT:
            return Slice(rows, place)
    return Slice(rows, "")


def _records_after(
    one: DataSet, wanted: Wanted, at: Building, *, after: str, size: int
) -> Iterator[tuple[int, PublicRecord, int]]:
    """Records after a place, with the number of their kind and how many rows were given of them."""
    first, begin, given = _read(after)
    for number in range(first, len(one.kinds)):
        if wanted.asked.get("kind", one.kinds[number]) != one.kinds[number]:
            continue
        found = records_of(one, one.kinds[number], wanted, at.today)
        key = begin if number == first else ""
        if key and given != _WHOLE:
            for record in found.filter(key=key):
                yield number, record, given
        while batch := list((found.filter(key__gt=key) if key else found)[:size]):
            for record in batch:
                yield number, record, 0
            key = batch[-1].key
            if len(batch) < size:
                break


def _read(after: str) -> tuple[int, str, int]:
    """Number of the kind, key of the record, and how many of its rows were given."""
    found = re.fullmatch(r"([0-9])-([^.]+)(?:\.([0-9]+))?", after)
    if found is None:
        return 0, "", _WHOLE
    return int(found[1]), found[2], int(found[3]) if found[3] else _WHOLE
