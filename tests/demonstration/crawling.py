"""Following every link of the public site, on the main host and on the host of the board."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import urldefrag, urljoin, urlsplit

from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

MAIN = "http://localhost:8000"
BOARD = "http://board.localhost:8000"
#: Doors for people with an account; nothing public lies behind them. The same pages in Welsh are
#: walked in `tests/home/welsh`.
DOORS = ("/workspace/", "/admin/", "/cy/")
#: More answers than this would mean that links breed links.
ENOUGH = 3000


@dataclass
class Answer:
    """What one address answered."""

    url: str
    status: int
    kind: str
    body: bytes
    headers: dict[str, str]
    cookies: list[str]
    queries: int
    found_on: str

    @property
    def is_page(self) -> bool:
        """Whether it is a page to be read."""
        return self.kind == "text/html"

    @property
    def text(self) -> str:
        """The answer as text."""
        return self.body.decode()

    @cached_property
    def soup(self) -> BeautifulSoup:
        """The page, taken apart. Whoever changes it takes a copy."""
        return BeautifulSoup(self.text, "html.parser")

    def links(self) -> list[str]:
        """Every address that the page leads to, in full and without its anchor."""
        return [
            urldefrag(urljoin(self.url, str(tag["href"]))).url
            for tag in self.soup.find_all(["a", "link"], href=True)
        ]


@dataclass
class Crawl:
    """All answers by address."""

    answers: dict[str, Answer] = field(default_factory=dict)

    @property
    def pages(self) -> list[Answer]:
        """Those that are pages."""
        return [one for one in self.answers.values() if one.is_page]

    def of_host(self, host: str) -> list[Answer]:
        """The pages of one host."""
        return [one for one in self.pages if one.url.startswith(host + "/")]

    @property
    def documents(self) -> list[Answer]:
        """Those that are PDFs, each once: the pack in force has two addresses."""
        found = {one.body: one for one in self.answers.values() if one.kind == "application/pdf"}
        return list(found.values())

    def ending(self, end: str) -> list[Answer]:
        """Answers whose path ends so."""
        return [one for url, one in self.answers.items() if urlsplit(url).path.endswith(end)]


def is_ours(url: str) -> bool:
    """Whether an address is one of the public site's pages or files."""
    split = urlsplit(url)
    if f"{split.scheme}://{split.netloc}" not in (MAIN, BOARD):
        return False
    return not split.path.startswith(("/static/", *DOORS))


def crawl() -> Crawl:
    """Ask for every address that can be reached from the two front pages."""
    found = Crawl()
    waiting = [(f"{MAIN}/", ""), (f"{BOARD}/", "")]
    while waiting:
        url, source = waiting.pop(0)
        if url in found.answers:
            continue
        answer = found.answers[url] = _ask(url, source)
        if len(found.answers) > ENOUGH:
            raise AssertionError(f"There is no end of addresses, the last of them {url}")
        following = answer.links() if answer.is_page else []
        if 300 <= answer.status < 400:
            following = [urljoin(url, answer.headers["Location"])]
        waiting += [(link, url) for link in following if is_ours(link)]
    return found


def _ask(url: str, source: str) -> Answer:
    split = urlsplit(url)
    client = Client()
    path = f"{split.path}?{split.query}" if split.query else split.path
    with CaptureQueriesContext(connection) as queries:
        response = client.get(path, headers={"host": split.netloc})
        streams = getattr(response, "streaming", False)
        body = b"".join(response.streaming_content) if streams else response.content  # type: ignore[attr-defined]
    return Answer(
        url=url,
        status=response.status_code,
        kind=response.get("Content-Type", "").partition(";")[0],
        body=body,
        headers=dict(response.headers),
        cookies=list(response.cookies),
        queries=len(queries),
        found_on=source,
    )
