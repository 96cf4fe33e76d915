"""Public forms need no cookie, and take nothing that another site sends."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client, RequestFactory

from boards.models import FormatRequest
from home.alerts.models import AlertSignUp
from portal.public_forms import came_from_here
from scrutiny.models import Submission
from tests.scrutiny.calls.calling import calling

HERE: Final = "http://testserver"
#: What a browser says of a form, and whether the form is one of ours: on any page, and on one
#: that sends no referrer and carries a secret.
SAID: Final[list[tuple[dict[str, str], bool, bool]]] = [
    ({}, True, True),
    ({"origin": HERE}, True, True),
    ({"origin": HERE, "sec-fetch-site": "same-origin"}, True, True),
    ({"sec-fetch-site": "none"}, True, True),
    ({"referer": f"{HERE}/alerts/"}, True, True),
    ({"origin": "null", "sec-fetch-site": "same-origin"}, True, True),
    ({"origin": "null"}, False, True),
    ({"origin": "null", "referer": f"{HERE}/alerts/"}, False, True),
    ({"origin": "null", "sec-fetch-site": "none"}, False, False),
    ({"origin": "null", "sec-fetch-site": "cross-site"}, False, False),
    ({"origin": "https://evil.example"}, False, False),
    ({"origin": "https://evil.example", "sec-fetch-site": "same-origin"}, False, False),
    ({"origin": "https://testserver"}, False, False),
    ({"origin": f"{HERE}.evil.example"}, False, False),
    ({"origin": ""}, False, False),
    ({"origin": HERE, "sec-fetch-site": "cross-site"}, False, False),
    ({"sec-fetch-site": "cross-site"}, False, False),
    ({"sec-fetch-site": "same-site"}, False, False),
    ({"sec-fetch-site": "Same-Origin, cross-site"}, False, False),
    ({"referer": "https://evil.example/"}, False, False),
    ({"referer": f"{HERE}.evil.example/"}, False, False),
]
#: What only a form of another site comes with.
ELSEWHERE: Final[list[dict[str, str]]] = [
    {"origin": "https://evil.example"},
    {"origin": "null"},
    {"sec-fetch-site": "cross-site"},
]


@pytest.fixture
def traveller() -> Iterator[time_machine.Traveller]:
    cache.clear()
    with time_machine.travel("2025-09-12T09:00:00Z", tick=False) as moving:
        yield moving


@pytest.mark.once
def test_where_a_form_comes_from(settings: Any) -> None:
    for said, anywhere, hushed in SAID:
        request = RequestFactory().post("/", headers=said)
        assert came_from_here(request) is anywhere, said
        assert came_from_here(request, is_hushed=True) is hushed, said
    settings.CSRF_TRUSTED_ORIGINS = ["https://front.example"]
    front = RequestFactory().post("/", headers={"origin": "https://front.example"})
    assert came_from_here(front)


@pytest.mark.django_db
@pytest.mark.once
def test_no_public_form_is_taken_from_elsewhere(traveller: time_machine.Traveller) -> None:
    at = calling()
    forms: dict[str, tuple[dict[str, str], Any]] = {
        "/alerts/?feed=all": ({"email": "typed@example.org", "rhythm": "daily"}, AlertSignUp),
        f"/{at.body.slug}/formats/": (
            {"about": "Minutes", "format": "braille", "email": "typed@example.org"},
            FormatRequest,
        ),
        at.path: ({"text": "Notices come late.", "email": "typed@example.org"}, Submission),
    }
    for path, (typed, model) in forms.items():
        browser = Client(enforce_csrf_checks=True)
        shown = browser.get(path)
        assert not shown.cookies, path
        stamp = re.search(r'name="begun" value="([^"]+)"', shown.content.decode())
        assert stamp, path
        fields = {**typed, "begun": stamp[1]}
        traveller.shift(10)
        for headers in ELSEWHERE:
            refused = browser.post(path, fields, headers=headers)
            text = refused.content.decode()
            assert refused.status_code == 403, (path, headers)
            assert "Please press the button again" in text, (path, headers)
            assert 'value="typed@example.org"' in text, (path, headers)
            assert stamp[1] in text, (path, headers)
        for forged in ({**fields, "begun": ""}, {**fields, "begun": "1:forged"}):
            assert browser.post(path, forged).status_code == 422, path
        assert not model.objects.exists(), path
        ours = {"origin": HERE, "sec-fetch-site": "same-origin"}
        sent = browser.post(path, fields, headers=ours)
        assert (sent.status_code, model.objects.count()) == (200, 1), path
        assert not browser.cookies, path
    assert "The public pages set no cookie" in Client().get("/privacy/").content.decode()
