"""Invented requests against the description of the interface: every answer is one that it gives."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
import time_machine
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, reset_queries
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode

from portal.wsgi import application
from tests.home.opendata.world import world

pytestmark = [pytest.mark.django_db, pytest.mark.once]
EXAMPLES = 2


@pytest.fixture(autouse=True)
def _answered_here(settings: Any) -> Iterator[None]:
    """The connection of the test stays open between requests, and nobody has to wait."""
    settings.API_REQUESTS_A_MINUTE = 0
    for signal, listener in (
        (request_started, close_old_connections),
        (request_finished, close_old_connections),
        (request_started, reset_queries),
    ):
        signal.disconnect(listener)
    with time_machine.travel("2026-04-20T09:00:00Z", tick=False):
        yield
    request_started.connect(reset_queries)
    request_started.connect(close_old_connections)
    request_finished.connect(close_old_connections)


def test_every_answer_is_as_described() -> None:
    world()
    for mode in GenerationMode:
        every_answer_is_as_described(mode)


def every_answer_is_as_described(mode: GenerationMode) -> None:
    schema = schemathesis.openapi.from_wsgi("/api/openapi.json", application)
    asked: list[str] = []
    for found in schema.get_all_operations():
        operation: Any = found.ok()  # type: ignore[union-attr]

        @settings(
            max_examples=EXAMPLES,
            deadline=None,
            database=None,
            derandomize=True,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy(generation_mode=mode))
        def holds(case: Any) -> None:
            case.call_and_validate(headers={"Accept-Encoding": "identity"})
            asked.append(case.operation.label)

        holds()
    assert len(set(asked)) == 18
