"""The door with everything that production demands."""

from __future__ import annotations

import pytest
from pytest_django.fixtures import Settings


@pytest.fixture(autouse=True)
def demanded(settings: Settings) -> None:
    """Second factor and limits of a session as in production."""
    settings.REQUIRE_SECOND_FACTOR = True
    settings.SESSION_IDLE_MINUTES = 60
    settings.SESSION_LONGEST_HOURS = 12
