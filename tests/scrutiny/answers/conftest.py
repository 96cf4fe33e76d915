"""What all tests of answers share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import time_machine

from scrutiny.report import render
from tests.scrutiny.answers.asking import Asked


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Without drawing reports, on Friday 12 September 2025."""
    monkeypatch.setattr(render, "pdf", lambda _document: b"%PDF-1.7 test")
    with time_machine.travel("2025-09-12T09:00:00Z", tick=False):
        yield


@pytest.fixture
def asked(quick: None, files_say_nothing: None) -> Asked:
    """A report with two recommendations to one office, not yet published."""
    return Asked()
