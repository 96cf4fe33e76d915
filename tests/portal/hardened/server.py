"""Starting the portal behind gunicorn, and asking it byte by byte."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.template_database import ROOT, copy_template

HOST = "scrutiny.example"
START_WITHIN = 90
"""Seconds within which the server must answer, on a busy machine."""


@dataclass(frozen=True)
class Reply:
    """One answer: headers with lower-case names, cookies apart."""

    status: int
    headers: dict[str, str]
    cookies: list[str]
    body: bytes

    @property
    def text(self) -> str:
        """Head and body as one text, to look for what must not be there."""
        head = "\n".join(f"{name}: {value}" for name, value in self.headers.items())
        return "\n".join([head, *self.cookies, self.body.decode(errors="replace")])


@dataclass(frozen=True)
class Hardened:
    """A served portal: its port, its log and what was put into it."""

    port: int
    folder: Path
    facts: dict[str, str] = field(default_factory=dict)

    def ask(
        self, path: str, *, method: str = "GET", as_: str = "", secure: bool = True, **headers: str
    ) -> Reply:
        """Ask as a browser behind the council's proxy would."""
        sent = {"Host": HOST, **{name.replace("_", "-"): text for name, text in headers.items()}}
        if secure:
            sent["X-Forwarded-Proto"] = "https"
        if as_:
            sent["Cookie"] = f"__Host-sessionid={self.facts[as_]}"
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        with contextlib.closing(connection):
            connection.request(method, path, headers=sent)
            answer = connection.getresponse()
            pairs = [(name.lower(), value) for name, value in answer.getheaders()]
            cookies = [value for name, value in pairs if name == "set-cookie"]
            return Reply(answer.status, dict(pairs), cookies, answer.read())

    def send(self, request: bytes) -> bytes:
        """Send bytes as they are and read until the server closes."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=30) as wire:
            wire.sendall(request)
            found = b""
            while part := wire.recv(65536):
                found += part
            return found

    def log(self) -> str:
        """Everything that the server has said."""
        return (self.folder / "server.log").read_text()


def environment(folder: Path) -> Mapping[str, str]:
    """A production environment and nothing of the test run's own."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return kept | {
        "DJANGO_SETTINGS_MODULE": "tests.portal.hardened.settings",
        "SECRET_KEY": "for-tests-only-0123456789-" * 3,
        "ALLOWED_HOSTS": HOST,
        "BASE_URL": f"https://{HOST}",
        "BEHIND_HTTPS_PROXY": "on",
        "DATABASE_URL": f"sqlite:///{folder / 'portal.sqlite3'}",
        "STORAGE_ROOT": str(folder / "storage"),
        "STATIC_ROOT": str(folder / "static"),
        "CACHE_URL": f"filecache://{folder / 'cache'}",
        "SECURITY_CONTACT": "mailto:security@scrutiny.example",
        "BACKGROUND_WORKER": "off",
        "HARDENED_FOLDER": str(folder),
    }


@contextlib.contextmanager
def hardened(folder: Path, template: Path) -> Iterator[Hardened]:
    """Serve a portal of its own until the block ends."""
    variables = environment(folder)
    (folder / "static").mkdir()
    if not copy_template(template, folder / "portal.sqlite3"):
        subprocess.run(
            [sys.executable, "manage.py", "migrate", "--verbosity", "0"],
            cwd=ROOT,
            env=variables,
            check=True,
        )
    port = _free_port()
    command = [sys.executable, "-m", "gunicorn", "tests.portal.hardened.site:application"]
    command += ["--bind", f"127.0.0.1:{port}", "--threads", "4", "--no-control-socket"]
    with (folder / "server.log").open("w") as log:
        process = subprocess.Popen(
            command, cwd=ROOT, env=variables, stdout=log, stderr=subprocess.STDOUT
        )
        try:
            yield _started(process, port, folder)
        finally:
            process.terminate()
            process.wait(timeout=20)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _started(process: subprocess.Popen[bytes], port: int, folder: Path) -> Hardened:
    patience = time.monotonic() + START_WITHIN
    while time.monotonic() < patience and process.poll() is None:
        with contextlib.suppress(OSError, http.client.HTTPException):
            if Hardened(port, folder).ask("/healthz").status == 200:
                return Hardened(port, folder, json.loads((folder / "facts.json").read_text()))
        time.sleep(0.1)
    raise RuntimeError(f"The server does not answer:\n{(folder / 'server.log').read_text()}")
