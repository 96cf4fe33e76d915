"""Which council, county or force somebody means, out of the shipped registers."""

from __future__ import annotations

import pytest

from home.finding.answers import find
from home.finding.names import is_postcode, match
from home.finding.register import register

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("typed", "official", "force"),
    [
        ("Bucks", "Buckinghamshire Council", "Thames Valley Police"),
        ("buckinghamshire", "Buckinghamshire Council", "Thames Valley Police"),
        ("Wycombe", "Wycombe District Council", "Thames Valley Police"),
        ("Sir Gaerfyrddin", "Carmarthenshire County Council", "Dyfed Powys Police"),
        ("ynys môn", "Isle of Anglesey County Council", "North Wales Police"),
        ("King\u2019s Lynn & West Norfolk", "Borough Council of", "Norfolk Constabulary"),
        ("London Borough of Camden", "Camden", "Metropolitan Police Service"),
        ("city of london", "City of London Corporation", "City of London Police"),
        ("Cumbria", "Cumbria County Council", "Cumbria Constabulary"),
        ("Gloucestershire", "Gloucestershire County Council", "Gloucestershire Constabulary"),
    ],
)
def test_one_answer(typed: str, official: str, force: str) -> None:
    (answer,) = find(typed, []).answers
    assert official in answer.place.official
    assert answer.force is not None
    assert answer.force.official == force


def test_forces_are_found_by_their_names_in_both_languages() -> None:
    for typed in ("Thames Valley Police", "thames valley", "Heddlu De Cymru", "Dorset Police"):
        (answer,) = find(typed, []).answers
        assert answer.place.is_force, typed


def test_former_councils_lead_to_what_took_their_place() -> None:
    (wycombe,) = find("Wycombe", []).answers
    assert wycombe.successor is not None
    assert (wycombe.place.ended_in, wycombe.successor.name) == (2020, "Buckinghamshire")
    (forest_heath,) = find("Forest Heath", []).answers
    assert forest_heath.successor is not None
    assert forest_heath.successor.name == "West Suffolk"
    (cumbria,) = find("Cumbria", []).answers
    assert cumbria.successor is None
    assert [one.name for one in cumbria.now] == ["Cumberland", "Westmorland and Furness"]
    (twice,) = find("West Somerset", []).answers
    assert [one.name for one in twice.now] == ["Somerset"]


def test_a_district_stands_in_its_county() -> None:
    (adur,) = find("Adur", []).answers
    assert adur.part_of is not None
    assert adur.part_of.name == "West Sussex"


def test_names_alike_are_all_offered() -> None:
    newcastle = find("Newcastle", [])
    offered = {one.place.name for one in newcastle.answers} | {one.name for one in newcastle.alike}
    assert offered == {"Newcastle upon Tyne", "Newcastle-under-Lyme"}
    assert {one.place.name for one in find("Berkshire", []).answers} >= {"Reading", "Slough"}
    assert [one.name for one in find("Gloucestershire", []).alike] == ["South Gloucestershire"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Buckinhamshire", "council-buc"),
        ("High Wycombe", "council-wyo"),
        ("Brimingham", "council-bir"),
    ],
)
def test_slips_are_led_back(typed: str, meant: str) -> None:
    assert match(typed, register().forms).instead[0] == meant


def test_nothing_fits() -> None:
    found = find("Xyzzyville", [])
    assert (found.answers, found.alike, found.instead, found.bodies) == ((), (), (), ())
    assert match("the council", register().forms).exact == ()
    assert is_postcode("HP11 1BB")
    assert is_postcode("hp11")
    assert not is_postcode("Bath")


def test_every_council_has_a_force() -> None:
    known = register()
    assert len(known.places) > 400
    assert [one.name for one in known.places.values() if one.force not in known.places] == []
    assert all(code in known.places for one in known.places.values() for code in one.replaced_by)
