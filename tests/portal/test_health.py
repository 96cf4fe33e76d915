from __future__ import annotations

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError
from django.test import Client

from portal import health


def test_alive_needs_no_database(client: Client) -> None:
    """Without the database fixture any query would raise here."""
    answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok\n")
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.django_db
def test_ready_when_every_probe_is_ok(client: Client) -> None:
    answer = client.get("/readyz")
    assert answer.status_code == 200, answer.content
    assert answer.json()["ready"] is True
    assert {"database", "migrations", "storage"} <= answer.json().keys()


@pytest.mark.django_db
@pytest.mark.parametrize("fault", [OperationalError("secret.host"), PermissionError("/secret")])
def test_not_ready_when_a_probe_fails_and_no_detail_is_given(
    client: Client, monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    def broken() -> str:
        raise fault

    monkeypatch.setitem(health.PROBES, "storage", broken)
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["storage"] == "failed"
    assert b"secret" not in answer.content


@pytest.mark.django_db
def test_a_fault_of_the_program_is_not_hidden(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def wrong() -> str:
        raise ImproperlyConfigured

    monkeypatch.setitem(health.PROBES, "storage", wrong)
    with pytest.raises(ImproperlyConfigured):
        client.get("/readyz")


@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
def test_only_reading_is_allowed(client: Client, address: str) -> None:
    assert client.post(address).status_code == 405
