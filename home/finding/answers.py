"""Who answers for an area: places of the registers joined with what bodies have released.

The registers say which county and which force a council belongs to; the released copy of a body
says which councils and which force it answers for (`area`). A body that was last released before
copies said so is found by its host authority.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from boards.shown import ShownBody
from home.finding.names import folded, forms_of, is_of_police, match
from home.finding.register import Place, Register, register

#: Beyond so many places a list of links is more use than their answers.
_ANSWERED_AT_ONCE = 6


@dataclass(frozen=True)
class Answer:
    """What is known of one place.

    Attributes:
        place: what was asked about.
        part_of: the county above a district.
        now: the councils that took the place of one that has ended.
        force: the police force of the area; None where no register knows it.
        panels: bodies that hold the police of the area to account.
        boards: bodies that watch over safeguarding there.
    """

    place: Place
    part_of: Place | None = None
    now: tuple[Place, ...] = ()
    force: Place | None = None
    panels: tuple[ShownBody, ...] = ()
    boards: tuple[ShownBody, ...] = ()

    @property
    def successor(self) -> Place | None:
        """The one council of another name that took its place; None where there are several."""
        found = [one for one in self.now if one.code in self.place.replaced_by]
        is_one = len(found) == len(self.place.replaced_by) == 1
        return found[0] if is_one and found[0].name != self.place.name else None


@dataclass(frozen=True)
class Found:
    """The answers, other places with the words in their name, and bodies that bear the name."""

    answers: tuple[Answer, ...] = ()
    alike: tuple[Place, ...] = ()
    instead: tuple[Place, ...] = ()
    bodies: tuple[ShownBody, ...] = ()


@dataclass(frozen=True)
class _Area:
    body: ShownBody
    force: str
    councils: frozenset[str]
    named: tuple[Place, ...] = field(default=())


def find(typed: str, bodies: Sequence[ShownBody]) -> Found:
    """Everything that the typed words may mean; `bodies` are those that are public."""
    known = register()
    areas = [_area(one, known) for one in bodies]
    told = {
        place.code: place
        for area in areas
        for place in area.named
        if place.code not in known.places
    }
    places = {**told, **known.places}
    forms = {**forms_of({code: one.names for code, one in told.items()}), **known.forms}
    found = match(typed, forms)
    meant = _present([places[key] for key in found.exact], is_of_police=is_of_police(typed))
    alike = [places[key] for key in found.alike if not places[key].ended_in]
    if not meant and len(alike) == 1:
        meant, alike = alike, []
    at = _Asked(known, told, areas)
    words = set(folded(typed).split())
    bearing = tuple(one for one in bodies if _bears(one, words))
    return Found(
        answers=tuple(at.answer(one) for one in meant[:_ANSWERED_AT_ONCE]),
        alike=tuple(one for one in alike if one not in meant),
        instead=() if bearing else tuple(places[key] for key in found.instead),
        bodies=bearing,
    )


def _present(found: Sequence[Place], *, is_of_police: bool) -> list[Place]:
    """Without those that nobody means: the old council beside the new one of the same name.

    A force that shares its name with a council is meant where the police was asked for.
    """
    forces = [one for one in found if one.is_force]
    if forces and is_of_police:
        return forces
    codes = {one.code for one in found}
    councils = [
        one for one in found if not one.is_force and not codes.intersection(one.replaced_by)
    ]
    covered = {one.force for one in councils}
    return [*(one for one in forces if one.code not in covered), *councils]


def _bears(body: ShownBody, words: set[str]) -> bool:
    """Whether a body has all the words in its name."""
    named = f"{body.name} {body.text.get('name_cy', '')} {body.text.get('short_name', '')}"
    return bool(words) and words <= set(folded(named).split())


def _area(body: ShownBody, known: Register) -> _Area:
    told: Mapping[str, Any] = body.text.get("area") or {}
    force = told.get("force") or {}
    councils = list(told.get("councils") or ())
    if not told:
        host = known.named(str(body.text.get("host") or ""))
        if host:
            force = {"code": host.force, "name": ""}
            councils = [{"code": host.code, "name": host.official}]
    named = [_place(one, "unitary", force) for one in councils]
    if force.get("name"):
        named.append(_place(force, "force", force))
    return _Area(
        body=body,
        force=str(force.get("code") or ""),
        councils=frozenset(str(one["code"]) for one in councils),
        named=tuple(named),
    )


def _place(one: Mapping[str, str], kind: str, force: Mapping[str, str]) -> Place:
    """A place that no shipped register knows, as a body names it."""
    return Place(
        code=one["code"],
        name=one["name"],
        official=one["name"],
        kind=kind,
        nation="",
        force=str(force.get("code") or ""),
    )


@dataclass(frozen=True)
class _Asked:
    known: Register
    told: Mapping[str, Place]
    areas: Sequence[_Area]

    def answer(self, place: Place) -> Answer:
        """What is known of one place."""
        chain = self.known.chain(place)
        codes = {one.code for one in chain}
        force = self.known.places.get(place.force) or self.told.get(place.force)
        of_force = [one for one in self.areas if place.force and one.force == place.force]
        of_council = [one for one in self.areas if one.councils & codes]
        present = tuple(one for one in chain if one.ended_in == 0 and one is not place)
        return Answer(
            place=place,
            part_of=self.known.places.get(place.county) if not place.ended_in else None,
            now=present if place.ended_in else (),
            force=None if place.is_force else force,
            panels=_bodies([*of_force, *of_council], is_safeguarding=False),
            boards=_bodies(of_council, is_safeguarding=True)
            or _bodies(of_force, is_safeguarding=True),
        )


def _bodies(areas: Iterable[_Area], *, is_safeguarding: bool) -> tuple[ShownBody, ...]:
    """Each once, those that have ended last; sub-committees are found at their body."""
    found = {
        one.body.slug: one.body
        for one in areas
        if not one.body.text["parent"] and bool(one.body.text["is_safeguarding"]) == is_safeguarding
    }
    return tuple(sorted(found.values(), key=lambda one: (one.has_ended, one.name)))
