"""Changing the record behind the portal's back, as a test of what is found afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from portal.protection import Purpose, rewriting


@contextmanager
def behind_the_back() -> Iterator[None]:
    """Let the test rewrite what the database protects."""
    with rewriting(Purpose.TEST_HARNESS):
        yield
