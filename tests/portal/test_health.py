from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError
from django.test import Client
from pytest_django.fixtures import Settings

from portal import clock, health
from portal.models.jobs import WorkerBeat


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


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("age", "word"),
    [(None, "silent"), (timedelta(seconds=119), "ok"), (timedelta(seconds=121), "silent")],
)
def test_the_worker_is_told_of_and_does_not_decide(
    client: Client, settings: Settings, age: timedelta | None, word: str
) -> None:
    settings.BACKGROUND_WORKER = True
    with time_machine.travel("2025-09-12T09:00:00Z", tick=False):
        if age is not None:
            WorkerBeat.objects.create(name="one", beat_at=clock.now() - age)
        answer = client.get("/readyz")
    assert answer.json()["worker"] == word
    assert answer.status_code == 200


@pytest.mark.django_db
def test_without_a_worker_none_is_missed(client: Client, settings: Settings) -> None:
    settings.BACKGROUND_WORKER = False
    assert client.get("/readyz").json()["worker"] == "not used"


@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
def test_only_reading_is_allowed(client: Client, address: str) -> None:
    assert client.post(address).status_code == 405
