"""The browser of the journeys: the machine's own Chromium, offline but for this machine."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from typing import Any

import pytest

from tests.demonstration.building import Site, built_site
from tests.demonstration.serving import Served, served

# Playwright runs an event loop in the thread of the tests, and Django then refuses its ordinary
# database calls there. Nothing of ours is asynchronous, so that guard has nothing to guard.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if chromium is None:
        pytest.fail("Chromium is missing: apt-get install chromium, or set CHROMIUM to its path.")
    return {
        **browser_type_launch_args,
        "executable_path": chromium,
        "args": [
            "--no-sandbox",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--no-first-run",
            "--disable-dev-shm-usage",
            # Nothing but this machine answers; a page that asks elsewhere fails its journey.
            (
                "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE *.localhost, "
                "EXCLUDE 127.0.0.1"
            ),
        ],
    }


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return {
        **browser_context_args,
        "locale": "en-GB",
        "timezone_id": "Europe/London",
        "viewport": {"width": 1280, "height": 900},
        "reduced_motion": "reduce",
    }


@pytest.fixture(scope="session")
def built() -> Site:
    """The demonstration of this run."""
    return built_site()


@pytest.fixture(scope="session")
def served_demonstration(built: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A real server on a copy of the demonstration, for journeys that leave its records as is.

    They share it: a server takes seconds to start. A journey that changes what others look at
    asks for `served_with_worker`.
    """
    with served(built.copy_to(tmp_path_factory.mktemp("served") / "site")) as here:
        yield here


@pytest.fixture(scope="module")
def served_with_worker(built: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server of its own with a worker process beside it, as on a real machine."""
    copy = built.copy_to(tmp_path_factory.mktemp("served") / "site")
    with served(copy, worker=True) as here:
        yield here
