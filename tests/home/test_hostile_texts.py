"""Texts that a browser would run are shown as they were written, on every public page (case 40)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import pytest
import time_machine
from django.test import Client
from wagtail.rich_text import expand_db_html

from home.models import HomePage, StandardPage
from tests import builders, builders_public
from tests.home import test_public_walk as walk

pytestmark = [pytest.mark.django_db, pytest.mark.once]

POISON: Final = "\"'></script></title>--><q-x onclick=q()>"
LIVE: Final = "<q-x"


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel("2026-04-01T09:00:00Z", tick=False):
        yield


def poisoned(value: Any) -> Any:
    """Free text, which is what has a space in it, with the poison at its end."""
    if isinstance(value, dict):
        return {key: poisoned(one) for key, one in value.items()}
    if isinstance(value, list):
        return [poisoned(one) for one in value]
    if isinstance(value, str) and " " in value:
        return value + POISON
    return value


def test_no_public_page_runs_a_text(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = builders_public._release

    def release_poisoned(*words: Any, **named: Any) -> Any:
        kind, body, path, title, payload = words
        return plain(kind, body, path, poisoned(title + " "), poisoned(payload), **named)

    monkeypatch.setattr(builders_public, "_release", release_poisoned)
    walk.everything(2)
    shown = 0
    for path in [*walk.public_paths(), "/search/?q=" + POISON, f"/{POISON}/"]:
        response = client.get(path, {"q": POISON, "year": POISON, "page": POISON})
        text = response.content.decode()
        assert LIVE not in text, path
        assert response.status_code in (200, 404), path
        shown += "&lt;q-x" in text
    assert shown > 8


def test_an_editors_page_keeps_what_is_on_the_list_and_no_more(client: Client) -> None:
    """What comes in by the form of the admin; Wagtail's editor sends its blocks as JSON."""
    home = HomePage.objects.get()
    page = home.add_child(instance=StandardPage(title="Contact", text="<p>Ask us.</p>"))
    client.force_login(builders.administrator())
    sent = {
        "title": "Contact",
        "slug": page.slug,
        "text": _blocks(POISON, "javascript:alert(1)"),
        "action-publish": "1",
        "seo_title": "",
        "search_description": "",
        "comment_notifications": "",
    }
    answer = client.post(f"/admin/pages/{page.pk}/edit/", sent)
    assert answer.status_code == 302, answer.content[:2000]
    page.refresh_from_db()
    assert "Mark" in page.text
    assert LIVE not in page.text
    assert "javascript:" not in expand_db_html(page.text)
    text = Client().get(f"/{page.slug}/").content.decode()
    assert LIVE not in text
    assert "javascript:" not in text


def _blocks(text: str, address: str) -> str:
    import json

    block = {
        "key": "a",
        "text": f"Mark {text}",
        "type": "unstyled",
        "depth": 0,
        "inlineStyleRanges": [],
        "entityRanges": [{"offset": 0, "length": 4, "key": 0}],
        "data": {},
    }
    entity = {"type": "LINK", "mutability": "MUTABLE", "data": {"url": address}}
    return json.dumps({"blocks": [block], "entityMap": {"0": entity}})
