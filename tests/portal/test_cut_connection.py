"""A web server whose database connection is cut goes on serving (fault case 26)."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPException
from pathlib import Path

import pytest
from django.conf import settings

from tests.portal.own_database import cut_connections, own_database

PROJECT = Path(__file__).parents[2]
SETTINGS = """
from {base} import *
DATABASES = {{"default": {database!r}}}
"""


def readyz(port: int) -> int:
    """Ask for /readyz, which asks the database; 0 stands for no answer."""
    asking = HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        asking.request("GET", "/readyz", headers={"Host": "localhost"})
        return asking.getresponse().status
    except (OSError, HTTPException):
        return 0
    finally:
        asking.close()


@pytest.fixture
def server(tmp_path: Path, transactional_db: None) -> Iterator[int]:
    """One gunicorn worker on a database of its own; yields the port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    with own_database(tmp_path) as database:
        text = SETTINGS.format(base=settings.SETTINGS_MODULE, database=database)
        (tmp_path / "server_settings.py").write_text(text)
        path = os.pathsep.join([str(tmp_path), str(PROJECT)])
        process = subprocess.Popen(
            [
                *(sys.executable, "-m", "gunicorn", "portal.wsgi", "--no-control-socket"),
                *("--bind", f"127.0.0.1:{port}", "--workers", "1", "--log-level", "error"),
            ],
            cwd=PROJECT,
            env=os.environ | {"DJANGO_SETTINGS_MODULE": "server_settings", "PYTHONPATH": path},
        )
        yield port
        process.terminate()
        process.wait(timeout=20)


if settings.DATABASES["default"]["ENGINE"].endswith("postgresql"):

    def test_at_most_one_request_fails(server: int) -> None:
        for _ in range(200):
            if readyz(server) == 200:
                break
            time.sleep(0.1)
        assert cut_connections() == 1  # the server keeps its connection between requests
        answers = [readyz(server) for _ in range(5)]
        assert answers[1:] == [200] * 4
        assert answers[0] in {200, 500, 503}
