"""A public portal of two bodies whose pages are kept whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import date
from typing import Any

import pytest
import time_machine

from tests.builders_public import front_page, release_board, release_body, release_meeting
from tests.home.test_public_walk import BOARD, HOST, PANEL

Committing = Callable[..., AbstractContextManager[Any]]


@pytest.fixture
def kept(
    db: None,
    settings: Any,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: Committing,
) -> Iterator[time_machine.Traveller]:
    """Two bodies with a meeting each, released and committed; yields the clock."""
    settings.PAGE_CACHE_SECONDS = 600
    settings.ALLOWED_HOSTS = ["testserver", ".localhost"]
    monkeypatch.setattr("portal.page_cache.entries.STARTED", 0.0)
    with time_machine.travel("2026-04-01T09:00:00Z", tick=False) as clock:
        with django_capture_on_commit_callbacks(execute=True):
            release_body(PANEL)
            release_board(BOARD)
            front_page(PANEL)
            front_page(BOARD, host=HOST)
            for body in (PANEL, BOARD):
                release_meeting(body, date(2026, 3, 2))
        clock.shift(5)
        yield clock


@pytest.fixture
def committing(django_capture_on_commit_callbacks: Committing) -> Committing:
    """Do what happens after a commit at the end of the block, as a real transaction does."""
    return lambda: django_capture_on_commit_callbacks(execute=True)
