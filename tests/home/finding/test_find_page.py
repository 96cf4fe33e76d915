"""`/find/`: from a council to the bodies of its area, out of released records alone."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from typing import Any

import pytest
from django.test import Client

from boards.area_copy import area_of
from boards.models import Organisation
from boards.public import body_copy
from home.front import first_sentence
from tests import builders as make
from tests.builders_public import front_page, release_body

pytestmark = pytest.mark.django_db
MaxQueries = Callable[[int], AbstractContextManager[object]]
THAMES: dict[str, Any] = {
    "force": {"code": "force-thames-valley", "name": "Thames Valley Police"},
    "councils": [
        {"code": "council-buc", "name": "Buckinghamshire Council"},
        {"code": "council-nowhere", "name": "Nowhere Town Council"},
    ],
}


def found(client: Client, typed: str, status: int = 200) -> str:
    response = client.get("/find/", {"q": typed})
    assert response.status_code == status
    return " ".join(response.content.decode().split())


def bodies() -> None:
    release_body("panel", name="Valley Panel", area=THAMES)
    release_body(
        "partnership",
        name="Bucks Partnership",
        is_safeguarding=True,
        legal_form="partnership",
        area={"force": THAMES["force"], "councils": THAMES["councils"][:1]},
    )
    release_body("old", name="Old Board", is_safeguarding=True, valid_to="2019-09-28", area=THAMES)
    release_body("part", name="A Part", parent={"slug": "panel", "name": "P"}, area=THAMES)
    release_body("kent", name="Kent Panel", host="Kent County Council")


def test_a_resident_learns_who_answers_for_their_area(
    client: Client, django_assert_max_num_queries: MaxQueries
) -> None:
    bodies()
    with django_assert_max_num_queries(12):
        text = found(client, "Wycombe")
    assert "Wycombe is part of Buckinghamshire, whose police force is Thames Valley Police." in text
    assert 'href="/panel/">Valley Panel</a>' in text
    assert text.index(">Bucks Partnership</a>") < text.index(">Old Board</a>, until 28 September")
    assert "A Part" not in text
    assert "Kent Panel" not in text
    assert 'href="/panel/">Valley Panel</a>' in found(client, "Nowhere")
    assert 'href="/partnership/"' not in found(client, "Nowhere")
    assert 'href="/panel/">Valley Panel</a>' in found(client, "Oxford")  # by the force alone


def test_a_body_released_before_areas_were_told_is_found_by_its_host(client: Client) -> None:
    bodies()
    text = found(client, "Maidstone")
    assert "Maidstone is part of Kent, whose police force is Kent Police." in text
    assert 'href="/kent/">Kent Panel</a>' in text
    assert "No safeguarding board or partnership of this area publishes here." in text


def test_what_cannot_be_answered_is_said(client: Client) -> None:
    bodies()
    nobody = found(client, "Gwynedd")
    assert "No panel of this area publishes here." in nobody
    force = "Thames Valley Police"
    assert f"{force} is held to account by the bodies below." in found(client, force)
    alone = found(client, "North Wales Police")
    assert "No panel of this area publishes here." in alone
    assert "held to account" not in alone
    area = {"force": {"code": "force-northmere", "name": "Northmere Police"}, "councils": []}
    release_body("northmere", name="Northmere Safeguarding Board", area=area)
    named = found(client, "Northmere Safeguarding")
    assert "Northmere Safeguarding Board</a>" in named
    assert "Did you mean" not in named
    assert "is called" not in named
    assert "Did you mean" in found(client, "Oxfrod")
    assert "Enter the name of a council, a county or a police force" in found(client, " ", 400)
    assert "postcodes are not known here" in found(client, "HP11 1BB", 400)
    unknown = found(client, "<Xyzzyville>")
    assert "is called “&lt;Xyzzyville&gt;”" in unknown
    assert "?q=Buckinghamshire%20Council" in found(client, "Buckinhamshire")
    assert "Of this name" in found(client, "Kent Panel")


def test_on_a_bodys_own_host_the_reader_is_led_to_the_main_one(client: Client) -> None:
    release_body("panel", area=THAMES)
    front_page("panel", host="panel.localhost")
    response = client.get("/find/?q=B%26b", headers={"host": "panel.localhost"})
    assert response.headers["Location"] == "http://localhost:8000/find/?q=B%26b"


def test_the_public_copy_tells_the_area() -> None:
    force = Organisation.objects.create(
        code="force-x", kind=Organisation.Kind.POLICE_FORCE, name="X Police"
    )
    council, agency = (
        Organisation.objects.create(code=f"{kind}-x", kind=kind, name=f"X {kind}", force=force)
        for kind in (Organisation.Kind.COUNCIL, Organisation.Kind.AGENCY)
    )
    body = make.body(host=agency)
    today = date(2026, 1, 1)
    body.seats.create(kind="appointed", appointed_by=council, valid_from=date(2020, 5, 1))
    body.seats.create(kind="appointed", appointed_by=agency, valid_from=date(2020, 5, 1))
    told = {
        "force": {"code": "force-x", "name": "X Police"},
        "councils": [{"code": "council-x", "name": "X council"}],
    }
    assert area_of(body, on=today) == told
    assert body_copy(body, on=today).payload["area"] == told
    body.seats.update(valid_to=date(2025, 1, 1))
    assert area_of(body, on=today)["councils"] == []


def test_two_hundred_bodies_are_no_wall(
    client: Client, django_assert_max_num_queries: MaxQueries
) -> None:
    for number in range(21):
        release_body(f"b{number}", name=f"{'ABC'[number % 3]} panel {number}")
    with django_assert_max_num_queries(12):
        text = " ".join(client.get("/").content.decode().split())
    assert text.index('id="place"') < text.index('id="bodies"')
    assert "A: 7 bodies" in text
    assert text.count("<details") == 3
    assert first_sentence("Holds No. 1 to account. And more.") == "Holds No. 1 to account."
