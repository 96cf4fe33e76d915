"""A portal behind gunicorn with two sync workers, and what asking it costs its processes."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.demonstration.building import Site
from tests.demonstration.serving import free_port
from tests.template_database import ROOT

_START_WITHIN: Final = 90
_TICKS: Final = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Cost:
    """What one address cost: milliseconds of CPU an answer, and answers a second."""

    cpu: float
    rate: float


@dataclass(frozen=True)
class Server:
    """A running gunicorn."""

    port: int
    pid: int

    def ask(self, path: str, *, cookie: str = "") -> tuple[bytes, bytes]:
        """One answer, as head and body, on a connection of its own."""
        lines = [f"GET {path} HTTP/1.1", f"Host: localhost:{self.port}", "Connection: close"]
        lines += [f"Cookie: {cookie}"] if cookie else []
        with socket.create_connection(("127.0.0.1", self.port), timeout=60) as wire:
            wire.sendall("\r\n".join([*lines, "", ""]).encode())
            parts = []
            while part := wire.recv(262_144):
                parts.append(part)
        head, _empty, body = b"".join(parts).partition(b"\r\n\r\n")
        assert b" 200 " in head[:20], (path, head[:200])
        return head, body

    def cost(self, path: str, *, cookie: str = "", times: int = 400) -> Cost:
        """Ask `times` times on four connections at once; the first ones do not count."""
        with ThreadPoolExecutor(4) as pool:
            ask = lambda _number: self.ask(path, cookie=cookie)  # noqa: E731
            list(pool.map(ask, range(20)))
            cpu, begun = self._cpu(), time.perf_counter()
            list(pool.map(ask, range(times)))
            taken = time.perf_counter() - begun
        return Cost((self._cpu() - cpu) / times * 1000, times / taken)

    def _cpu(self) -> float:
        """Seconds of CPU that the workers have spent so far."""
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()
        return sum(_seconds(int(child)) for child in children)


def _seconds(pid: int) -> float:
    after_name = Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].split()
    return (int(after_name[11]) + int(after_name[12])) / _TICKS


@contextlib.contextmanager
def served_for_bench(site: Site, *, kept_seconds: int) -> Iterator[Server]:
    """Serve a site with the addresses of the bench; `kept_seconds` is PAGE_CACHE_SECONDS."""
    port = free_port()
    environment = site.environment(f"http://localhost:{port}") | {
        "DJANGO_SETTINGS_MODULE": "tests.bench.page_settings",
        "PAGE_CACHE_SECONDS": str(kept_seconds),
        "BENCH_TEMPLATES": str(site.folder / "start"),
    }
    log = (site.folder / "bench.log").open("w")
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "gunicorn",
            "portal.wsgi:application",
            "--workers",
            "2",
            "--bind",
            f"127.0.0.1:{port}",
            "--no-control-socket",
        ],
        cwd=ROOT,
        env=environment,
        stdout=log,
        stderr=subprocess.STDOUT,
    )
    try:
        server = Server(port, process.pid)
        patience = time.monotonic() + _START_WITHIN
        while True:
            with contextlib.suppress(OSError, AssertionError):
                server.ask("/healthz")
                break
            if time.monotonic() > patience:
                raise RuntimeError("The server of the bench does not answer; see bench.log.")
            time.sleep(0.3)
        yield server
    finally:
        process.terminate()
        process.wait(timeout=30)
        log.close()
