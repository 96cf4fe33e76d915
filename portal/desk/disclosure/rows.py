"""Concerns as rows of a screen: each datum once, with all its places."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from portal.disclosure.clearing import may_clear
from portal.disclosure.found import Found
from portal.models import DisclosureClearing
from portal.rules.disclosure.facts import Level

LEVELS = {
    Level.STOP: (_("Stop"), "problem"),
    Level.LOOK: (_("Look"), "waiting"),
    Level.NOTE: (_("Note"), "open"),
}
PLACES = {
    "text": "",
    "record": "",
    "hidden": _("hidden text"),
    "metadata": _("properties of the file"),
    "file_name": _("the name of the file, or an address"),
    "comment": _("a comment"),
    "tracked_change": _("a tracked change"),
    "notes": _("notes"),
    "form": _("a form field"),
    "attachment": _("an attached file"),
    "hidden_sheet": _("a hidden sheet"),
    "hidden_rows": _("hidden rows"),
    "hidden_columns": _("hidden columns"),
    "pivot_cache": _("the data behind a pivot table"),
    "picture": _("what a picture says beside its pixels"),
}


@dataclass(frozen=True)
class PlaceRow:
    """One place where a datum stands."""

    source: str
    where: str
    kind: object
    page: int
    sha256: str
    is_shown: bool


@dataclass
class ConcernRow:
    """One datum of a matter."""

    digest: str
    level: Level
    title: str
    advice: str
    shown: str
    is_open: bool
    may_clear: bool
    clearing: DisclosureClearing | None
    places: list[PlaceRow] = field(default_factory=list)

    @property
    def level_words(self) -> object:
        """The word of its level."""
        return LEVELS[self.level][0]

    @property
    def family(self) -> str:
        """The colour of its level; the word always stands beside it."""
        return "done" if self.clearing else LEVELS[self.level][1]

    @property
    def has_pictures(self) -> bool:
        """Whether any of its places can be shown on its page."""
        return any(place.is_shown for place in self.places)


def rows_of(found: Iterable[Found], *, roles: frozenset[str]) -> list[ConcernRow]:
    """The concerns of a matter in the order of the gate, each datum once."""
    rows: dict[str, ConcernRow] = {}
    for one in found:
        row = rows.get(one.digest)
        if row is None or (one.is_open and not row.is_open and row.clearing is None):
            row = ConcernRow(
                digest=one.digest,
                level=one.level,
                title=one.title,
                advice=one.advice,
                shown=str(one.facts["shown"]),
                is_open=one.is_open,
                may_clear=one.is_open and may_clear(one.level, roles),
                clearing=one.clearing,
                places=row.places if row else [],
            )
            rows[one.digest] = row
        place = _place(one)
        if place not in row.places:
            row.places.append(place)
    return list(rows.values())


def _place(one: Found) -> PlaceRow:
    where = str(one.facts["where"])
    return PlaceRow(
        source=one.source,
        where=where if where != one.source else "",
        kind=PLACES.get(str(one.facts["place"]), ""),
        page=int(one.facts["page"]),
        sha256=one.sha256,
        is_shown=bool(one.facts["page"] and one.stored.endswith(".pdf")),
    )
