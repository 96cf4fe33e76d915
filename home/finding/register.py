"""The shipped registers as places: councils that are and were, counties, police forces.

They are static files and hold nothing that anybody entered, so public pages may read them. A
council without social services (a district) leads through its county to the force of the area, and
one that has ended through the council that took its place.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Final

import boards
from home.finding.names import forms_of

_FOLDER: Final = Path(boards.__file__).resolve().parent / "registers"
_AUTHORITIES: Final = "local_authorities.csv"
_FORCE_OF: Final = "authority_to_force.csv"
_FORCES: Final = "police_forces_43.csv"
#: Nothing in the register leads further than from a district over two successors to a county.
_MOST_STEPS: Final = 6
#: What the forces of Wales call themselves in Welsh.
_WELSH: Final = {
    "dyfed-powys": "Heddlu Dyfed-Powys",
    "gwent": "Heddlu Gwent",
    "north-wales": "Heddlu Gogledd Cymru",
    "south-wales": "Heddlu De Cymru",
}


@dataclass(frozen=True)
class Place:
    """A council or a police force, present or past.

    Attributes:
        code: as in the register of organisations: `council-buc`, `force-thames-valley`.
        name: the usual short name of the area.
        official: the full name of the council or force.
        other_names: Welsh names, older names.
        kind: `county`, `district`, `unitary`, `metropolitan`, `london_borough`, `city_of_london`
            or `force`.
        county: the code of the county council above a district; empty elsewhere.
        ended_in: the year in which others took its place; 0 while it exists.
        replaced_by: the codes of those others.
        force: the code of the police force of its area; a force's own.
    """

    code: str
    name: str
    official: str
    kind: str
    nation: str
    other_names: tuple[str, ...] = ()
    county: str = ""
    ended_in: int = 0
    replaced_by: tuple[str, ...] = ()
    force: str = ""

    @property
    def is_force(self) -> bool:
        """Whether it is a police force and no council."""
        return self.kind == "force"

    @property
    def names(self) -> tuple[str, ...]:
        """Everything it is called."""
        return (self.name, self.official, *self.other_names)


@dataclass(frozen=True)
class Register:
    """Every place by its code."""

    places: Mapping[str, Place] = field(default_factory=dict)
    forms: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def chain(self, place: Place) -> list[Place]:
        """The place, what took its place, and the counties above: who answers for the area now."""
        found: dict[str, Place] = {}
        waiting = [place]
        while waiting:
            one = waiting.pop(0)
            if one.code in found:
                continue
            found[one.code] = one
            above = one.replaced_by or ((one.county,) if one.county else ())
            waiting += [self.places[code] for code in above if code in self.places]
        return list(found.values())

    def named(self, official: str) -> Place | None:
        """The council of exactly this full name."""
        found = (one for one in self.places.values() if official in (one.official, one.name))
        return next(found, None)


@lru_cache(maxsize=1)
def register() -> Register:
    """The registers, read once in each process."""
    forces = {one.code: one for one in _forces()}
    force_of = {row["authority_code"]: f"force-{row['force_code']}" for row in _rows(_FORCE_OF)}
    rows = {row["code"]: row for row in _rows(_AUTHORITIES)}
    councils = [_council(row, _force(code, rows, force_of)) for code, row in rows.items()]
    places = {**{one.code: one for one in councils}, **forces}
    return Register(places, forms_of({code: one.names for code, one in places.items()}))


def _rows(name: str) -> list[dict[str, str]]:
    with (_FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _forces() -> Iterator[Place]:
    for row in _rows(_FORCES):
        code = f"force-{row['force_code']}"
        welsh = _WELSH.get(row["force_code"], "")
        yield Place(
            code=code,
            name=row["pfa_name_ons"],
            official=row["force_name"],
            kind="force",
            nation=row["nation"],
            other_names=(welsh,) if welsh else (),
            force=code,
        )


def _council(row: Mapping[str, str], force: str) -> Place:
    return Place(
        code=_code(row["code"]),
        name=row["name"],
        official=row["official_name"],
        kind=row["type"],
        nation=row["nation"],
        other_names=tuple(name for name in row["other_names"].split("|") if name),
        county=_code(row["county"]),
        ended_in=int(row["ended_on"][:4]) if row["ended_on"] else 0,
        replaced_by=tuple(_code(code) for code in row["replaced_by"].split()),
        force=force,
    )


def _force(
    code: str, rows: Mapping[str, Mapping[str, str]], force_of: Mapping[str, str], step: int = 0
) -> str:
    """The force of a council: its own row, or that of what took its place or stands above it."""
    if code in force_of:
        return force_of[code]
    if code not in rows or step > _MOST_STEPS:
        return ""
    above = (*rows[code]["replaced_by"].split(), rows[code]["county"])
    found = (_force(one, rows, force_of, step + 1) for one in above if one)
    return next((one for one in found if one), "")


def _code(short: str) -> str:
    return f"council-{short.lower()}" if short else ""
