"""Who may sign the Welsh words, what is told of it, and that changed words bring the mark back."""

from __future__ import annotations

import struct
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.test import Client

from boards import kinds
from boards.models import ScrutinyBody, WelshCheck
from boards.operations.bodies import update_body
from boards.operations.welsh import sign_welsh, withdraw_welsh
from portal.models import LogEntry, PublicRecord, User
from portal.operations import Conflict, Refused
from portal.welsh import catalogue, shown
from portal.welsh.catalogue import hash_of
from tests import builders
from tests.boards.look.test_look import a_panel

pytestmark = pytest.mark.django_db

WHO = {"name": " Mair  Morgan", "post": "translator"}
SIGNED = ("Gwiriwyd", "gan Mair Morgan, translator, 12 Medi 2025", "12 September 2025")


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> Any:
    words_of(monkeypatch, "a" * 64)
    with time_machine.travel("2025-09-12T09:00:00Z", tick=False):
        yield


def words_of(monkeypatch: pytest.MonkeyPatch, digest: str) -> None:
    """The software speaks other Welsh words."""
    for module in ("portal.welsh.shown", "boards.operations.welsh", "boards.desk.welsh_forms"):
        monkeypatch.setattr(f"{module}.catalogue_hash", lambda: digest)


def with_welsh() -> tuple[ScrutinyBody, User]:
    """A body that shows its pages in Welsh, and its clerk."""
    body, clerk = a_panel()
    return update_body(body, by=clerk, expected_version=1, has_welsh=True), clerk


def payload(body: ScrutinyBody) -> Any:
    return PublicRecord.objects.current().get(kind=kinds.BODY, body=body.slug).payload["welsh"]


def said(client: Client, body: ScrutinyBody) -> str:
    page = BeautifulSoup(client.get(f"/cy/{body.slug}/").content.decode(), "html.parser")
    [line] = page.select(".welsh-words")
    return " ".join(line.get_text().split())


def test_the_mark_goes_with_a_signature_and_returns_with_other_words(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    body, clerk = a_panel()
    assert payload(body) is None
    with pytest.raises(Refused, match="First let the details"):
        sign_welsh(body=body, by=clerk, expected_version=None, **WHO)
    body = update_body(body, by=clerk, expected_version=1, has_welsh=True)
    assert payload(body) == {"checked": None}
    assert "have not been checked by a person" in said(client, body)
    check = sign_welsh(body=body, by=clerk, expected_version=None, **WHO)
    told = {"name": "Mair Morgan", "post": "translator", "on": "2025-09-12", "words": "a" * 64}
    assert payload(body) == {"checked": told}
    assert all(one in said(client, body) for one in SIGNED), said(client, body)
    front = client.get("/cy/").content.decode()
    assert "gan Mair Morgan" in front
    words_of(monkeypatch, "b" * 64)
    assert "have not been checked by a person" in said(client, body)
    again = sign_welsh(
        body=body, by=clerk, expected_version=check.version, name="Huw", post="clerk"
    )
    assert "gan Huw, clerk" in said(client, body)
    for stale in (None, check.version):
        with pytest.raises(Conflict):
            sign_welsh(body=body, by=clerk, expected_version=stale, **WHO)
    with pytest.raises(Conflict):
        withdraw_welsh(again, by=clerk, expected_version=check.version)
    withdraw_welsh(again, by=clerk, expected_version=again.version)
    assert payload(body) == {"checked": None}
    assert "have not been checked by a person" in said(client, body)
    sentences = " ".join(LogEntry.objects.values_list("sentence", flat=True))
    assert "were signed as checked" in sentences
    assert "was taken back" in sentences


def test_the_clerk_of_the_body_and_the_portal_may_sign_and_nobody_else() -> None:
    body, clerk = with_welsh()
    others = (
        builders.user(),
        builders.clerk_of(builders.body()),
        builders.with_role(body, "member"),
        builders.with_role(body, "proper_officer"),
        builders.former_clerk_of(body),
    )
    for stranger in others:
        with pytest.raises(Refused, match="Your role"):
            sign_welsh(body=body, by=stranger, expected_version=None, **WHO)
    for empty in ({"name": " "}, {"post": ""}):
        with pytest.raises(Refused, match="Give the name"):
            sign_welsh(body=body, by=clerk, expected_version=None, **WHO | empty)
    check = sign_welsh(body=body, by=builders.administrator(), expected_version=None, **WHO)
    for stranger in others:
        with pytest.raises(Refused, match="Your role"):
            withdraw_welsh(check, by=stranger, expected_version=check.version)
    assert WelshCheck.objects.count() == 1


def test_without_words_nobody_signs(monkeypatch: pytest.MonkeyPatch) -> None:
    body, clerk = with_welsh()
    words_of(monkeypatch, "")
    with pytest.raises(Refused, match="no Welsh words"):
        sign_welsh(body=body, by=clerk, expected_version=None, **WHO)
    one = {"name": "x", "post": "y", "on": "2025-09-12", "words": ""}
    assert shown.said_of([one]) == shown.said_of([])


def test_the_clerk_signs_and_takes_back_on_the_screen_of_the_body(client: Client) -> None:
    body, clerk = with_welsh()
    client.force_login(clerk)
    desk = f"/admin/bodies/{body.slug}/"
    assert f"{desk}welsh/add/" in client.get(desk).content.decode()
    assert client.post(f"{desk}welsh/add/", {"name": "", "post": "x"}).status_code == 422
    assert client.post(f"{desk}welsh/add/", WHO).status_code == 302
    check = WelshCheck.objects.get()
    page = client.get(desk).content.decode()
    assert "Mair Morgan, translator, 12 September 2025" in page
    taken = client.post(f"{desk}welsh/{check.pk}/remove/", {"expected_version": check.version})
    assert taken.status_code == 302
    assert not WelshCheck.objects.exists()
    client.force_login(builders.with_role(body, "proper_officer"))
    assert f"{desk}welsh/add/" not in client.get(desk).content.decode()
    assert client.post(f"{desk}welsh/add/", WHO).status_code in (403, 404, 422)
    assert not WelshCheck.objects.exists()


def compiled(entries: dict[str, str], order: str = "<") -> bytes:
    """A compiled catalogue of some entries."""
    texts = [one.encode() for pair in sorted(entries.items()) for one in pair]
    sources, translations = texts[::2], texts[1::2]
    count, place = len(sources), 28 + 16 * len(sources)
    tables, data = b"", b""
    for one in (*sources, *translations):
        tables += struct.pack(f"{order}2I", len(one), place + len(data))
        data += one + b"\0"
    head = struct.pack(f"{order}7I", 0x950412DE, 0, count, 28, 28 + 8 * count, 0, 0)
    return head + tables + data


@pytest.mark.once
def test_one_changed_word_is_another_hash_and_a_changed_date_is_not() -> None:
    entries = {"": "PO-Revision-Date: 2025", "Menu": "Dewislen", "Page": "Tudalen"}
    known = hash_of(compiled(entries))
    assert known == hash_of(compiled(entries | {"": "PO-Revision-Date: 2026"}))
    assert known == hash_of(compiled(entries, ">"))
    others = [
        entries | {"Page": "Tudalenn"},
        entries | {"New": "Newydd"},
        {name: text for name, text in entries.items() if name != "Menu"},
    ]
    assert len({known, *(hash_of(compiled(one)) for one in others)}) == 4
    assert len(catalogue.catalogue_hash()) in (0, 64)
