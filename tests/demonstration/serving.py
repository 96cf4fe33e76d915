"""A real web server, and a real worker, on a copy of the demonstration."""

from __future__ import annotations

import contextlib
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.demonstration.building import Site
from tests.template_database import ROOT

START_WITHIN = 90
"""Seconds within which the server must answer, on a busy machine."""


@dataclass(frozen=True)
class Served:
    """A copy of the demonstration and where it is served."""

    site: Site
    port: int

    @property
    def url(self) -> str:
        """The main host."""
        return f"http://localhost:{self.port}"

    @property
    def board_url(self) -> str:
        """The host of the board."""
        return f"http://board.localhost:{self.port}"


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def served(site: Site, *, worker: bool = False) -> Iterator[Served]:
    """Serve a copy until the block ends; with a worker process beside it if asked for."""
    here = Served(site, free_port())
    environment = site.environment(here.url) | {"BACKGROUND_WORKER": "on" if worker else "off"}
    gunicorn = [sys.executable, "-m", "gunicorn", "portal.wsgi:application"]
    commands = [
        [*gunicorn, "--bind", f"127.0.0.1:{here.port}", "--threads", "4", "--no-control-socket"]
    ]
    if worker:
        commands.append([sys.executable, "manage.py", "worker"])
    with contextlib.ExitStack() as stack:
        for number, command in enumerate(commands):
            log = stack.enter_context((site.folder / f"process-{number}.log").open("w"))
            process = subprocess.Popen(
                command, cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT
            )
            stack.callback(_stop, process)
        _wait_for(here, site.folder / "process-0.log")
        yield here


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(timeout=20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _wait_for(here: Served, log: Path) -> None:
    patience = time.monotonic() + START_WITHIN
    while time.monotonic() < patience:
        with (
            contextlib.suppress(OSError),
            urllib.request.urlopen(f"{here.url}/healthz", timeout=5) as answer,
        ):
            if answer.status == 200:
                return
        time.sleep(0.2)
    raise RuntimeError(f"The server does not answer:\n{log.read_text()}")
