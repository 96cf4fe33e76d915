"""One released version that somebody is to be told of."""

from __future__ import annotations

from typing import NamedTuple

from portal.models.releases import PublicRecordQuerySet

__all__ = ["Piece", "pieces_among"]


class Piece(NamedTuple):
    """The number of its release, by which it is new or not, its row, and what it is a version of.

    They sort by age.
    """

    number: int
    record: int
    kind: str
    key: str

    @property
    def thing(self) -> tuple[str, str]:
        """The same for all versions of one record."""
        return self.kind, self.key


def pieces_among(rows: PublicRecordQuerySet, *, after: int, up_to: int) -> list[Piece]:
    """The versions of these releases among rows; one query."""
    new = rows.filter(release__number__gt=after, release__number__lte=up_to)
    return [
        Piece(*one) for one in new.order_by().values_list("release__number", "pk", "kind", "key")
    ]
