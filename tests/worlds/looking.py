"""Somebody asks for an address, and what of a world's canaries comes back, wherever it hides."""

from __future__ import annotations

import io
import re
import zipfile
from collections import defaultdict
from html import unescape
from typing import Final
from urllib.parse import urljoin, urlsplit

from django.test import Client

from portal.models import User
from tests.worlds.oracle import VIEWERS
from tests.worlds.plan import CANARY

_LINK: Final = re.compile(r'(?:href|src|action)="([^"#]+)')
#: More than this would mean that links breed links.
ENOUGH: Final = 2000


class Looking:
    """What everybody met: for each canary and each viewer the first address that showed it."""

    def __init__(self, people: dict[str, User]) -> None:
        self.met: dict[str, dict[str, str]] = defaultdict(dict)
        self.asked = 0
        self._clients: dict[str, Client] = {}
        for name in VIEWERS:
            self._clients[name] = Client(raise_request_exception=True)
            if name in people:
                self._clients[name].force_login(people[name])

    def ask(self, viewer: str, url: str) -> list[str]:
        """Ask once; returns where the answer leads to, inside the portal."""
        self.asked += 1
        response = self._clients[viewer].get(url)
        body = b"".join(response) if response.streaming else response.content
        heads = "\n".join(f"{name}: {value}" for name, value in response.items())
        typed = set() if response.status_code == 200 else set(_found(url.encode()))
        for part in (heads.encode(), body, *_unpacked(body)):
            for word in set(_found(part)) - typed:  # a refusal may repeat what was typed
                self.met[word].setdefault(viewer, url)
        if response.status_code in (301, 302):
            return [urljoin(url, response["Location"])]
        if not response.get("Content-Type", "").startswith("text/html"):
            return []
        return [urljoin(url, unescape(link)) for link in _LINK.findall(body.decode())]

    def walk(self, viewer: str, starts: list[str]) -> set[str]:
        """Follow every public link from these addresses; returns all that were asked for.

        One month and one filter of a list look like the others, so each path is asked once.
        """
        waiting, seen = list(starts), set[str]()
        while waiting:
            url = waiting.pop()
            path = urlsplit(url).path
            if path in seen or path.startswith(("/static/", "/admin/", "/workspace/")):
                continue
            if urlsplit(url).netloc not in ("", "localhost:8000", "testserver"):
                continue
            seen.add(path)
            assert len(seen) < ENOUGH, f"There is no end of addresses, the last of them {url}"
            waiting += self.ask(viewer, url)
        return seen


def _found(part: bytes) -> list[str]:
    return [word.decode() for word in CANARY.findall(part.lower())]


def _unpacked(body: bytes) -> list[bytes]:
    """The parts of a packed sheet."""
    if not body.startswith(b"PK\x03\x04"):
        return []
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        return [archive.read(name) for name in archive.namelist()]
