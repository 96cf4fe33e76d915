"""Every word of the built demonstration that anybody can read is fit to be read."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from pypdfium2 import PdfDocument

from portal.models import LogEntry, Release
from tests.demonstration.building import Site
from tests.demonstration.crawling import BOARD, MAIN, Crawl
from tests.demonstration.words import faults_of, passages

#: Values that a program reads: days, instants, keys, hashes, single codes and addresses.
MACHINE = re.compile(
    r"\d{4}-\d\d-\d\d(T[\d:.]+(Z|[+-]\d\d:\d\d)?)?|[0-9a-f-]{32,}|[a-z]+(_[a-z]+)+|https?://\S+"
    r"|[\w-]+\.(pdf|txt)|\w+\.[0-9a-f-]{36}\.\w+"
)
#: What programs read, and the pages that tell how: tests/home/opendata.
FOR_PROGRAMS = ("/data/", "/api/")
pytestmark = [pytest.mark.once, pytest.mark.django_db]


def wrong(texts: dict[str, list[str]]) -> list[str]:
    """All faults, each with where it stands."""
    return [
        f"{where}: {fault}" for where in texts for text in texts[where] for fault in faults_of(text)
    ]


def kind_of(url: str) -> str:
    """What a PDF is, by its address."""
    above, _slash, name = url.rpartition("/")
    folder = above.rpartition("/")[2]
    kinds = {"packs": "pack", "papers": "paper", "background": "background paper"}
    return kinds.get(folder) or name.removesuffix(".pdf")


def strings(value: object, where: str = "") -> Iterator[tuple[str, str]]:
    """Every string in plain data, with the way to it."""
    if isinstance(value, str):
        yield where, value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from strings(inner, f"{where}.{name}")
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner, f"{where}[]")


def test_every_page_reads_well(pages: Crawl) -> None:
    assert len(pages.of_host(MAIN)) > 30
    assert len(pages.of_host(BOARD)) > 3
    to_read = [one for one in pages.pages if not urlsplit(one.url).path.startswith(FOR_PROGRAMS)]
    assert wrong({one.url: list(passages(one.soup)) for one in to_read}) == []


def test_the_documents_read_well(pages: Crawl) -> None:
    kinds = Counter(kind_of(one.url) for one in pages.documents)
    assert kinds == {"report": 4, "pack": 5, "notice": 8, "paper": 9}
    for one in pages.documents:
        opened = PdfDocument(one.body)
        texts = [opened[number].get_textpage().get_text_bounded() for number in range(len(opened))]
        lines = [line for text in texts for line in text.splitlines()]
        # A line may end in the middle of a sentence, so stops are looked for in whole pages too.
        whole = [" ".join(text.split()) for text in texts]
        leaders = re.compile(r"\s*(\.\s?){3,}\s*")
        assert wrong({one.url: [leaders.sub(" ", text) for text in lines + whole]}) == []


def test_the_data_reads_well(pages: Crawl) -> None:
    files = [one for one in pages.answers.values() if one.kind == "application/json"]
    files = [one for one in files if not urlsplit(one.url).path.startswith(FOR_PROGRAMS)]
    assert files
    for one in files:
        found = dict(strings(json.loads(one.body)))
        human = {where: [text] for where, text in found.items() if not MACHINE.fullmatch(text)}
        assert len(human) > 30
        assert wrong(human) == [], one.url


def test_the_tables_read_well(pages: Crawl) -> None:
    files = [one for one in pages.answers.values() if one.kind == "text/csv"]
    assert len(files) > 3
    for one in files:
        rows = list(csv.reader(io.StringIO(one.body.decode("utf-8-sig"))))
        assert rows, one.url  # a tracker may have little or nothing to list
        assert all(len(row) == len(rows[0]) for row in rows), one.url
        cells = [cell for row in rows[1:] for cell in row if not MACHINE.fullmatch(cell)]
        assert wrong({one.url: cells}) == []


def test_every_sentence_of_the_log_reads_well(demonstration: Site) -> None:
    entries = list(LogEntry.objects.all())
    assert len(entries) > 100
    silent = [f"{one.action} {one.label}" for one in entries if not one.sentence.strip()]
    assert silent == []
    texts = {f"{one.pk}": [one.sentence, one.reason, one.label] for one in entries}
    assert wrong(texts) == []
    # A minute may be named in brackets after the full stop.
    unended = {
        one.sentence for one in entries if not re.search(r"[.?!]( \([^()]+\))?$", one.sentence)
    }
    assert unended == set()


def test_every_reason_of_a_release_reads_well(demonstration: Site) -> None:
    releases = list(Release.objects.all())
    assert len(releases) > 10
    assert wrong({str(one.pk): [one.reason] for one in releases}) == []
