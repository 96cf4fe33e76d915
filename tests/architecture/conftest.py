"""The walk leaves nothing behind that a later test would be told of."""

from __future__ import annotations

import gc
import warnings


def pytest_runtest_logfinish(nodeid: str) -> None:
    """Collect the files that Wagtail's forms left open, once the test has let go of its world."""
    if "test_admin_walk" in nodeid:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ResourceWarning)
            gc.collect()
