"""What all tests of actions share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import time_machine

from tests.scrutiny.actions.acting import Acting


@pytest.fixture
def today() -> Iterator[time_machine.Traveller]:
    """Friday 12 September 2025, ten in the morning."""
    with time_machine.travel("2025-09-12T09:00:00Z", tick=False) as clock:
        yield clock


@pytest.fixture
def acting(today: time_machine.Traveller) -> Acting:
    """A body and its people."""
    return Acting()
