"""What the disclosure gate finds: on the labelled set as contents and as files, and on the samples.

`python -m tests.bench.gate` prints a line for each kind, each stop in an ordinary paper with the
words around it, so that somebody can look whether it is true, and what looking costs.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path
from typing import Final, TextIO

import django

from portal.rules.disclosure import Known, concerns
from portal.rules.disclosure.facts import Concern, Contents, Level
from tests.bench.inspecting import ORDINARY, SAMPLES
from tests.bench.table import Row, write_table
from tests.disclosure_set.figures import Figures, measured
from tests.disclosure_set.generate import cases
from tests.disclosure_set.reading import as_files, read_here

MOST_MISSED, MOST_HIDDEN_MISSED, MOST_FALSE = 0.05, 0.02, 0.1
PAPERS: Final = (*(f"pdf/{kind}" for kind in ORDINARY), "packs", "actionlogs")
ENDINGS: Final = frozenset({".pdf", ".odt"})
MAKE: Final = frozenset(
    {"hidden_text", "invisible_text", "outside_page", "tracked_changes", "comments", "attachment"}
    | {"hidden_rows", "hidden_columns", "hidden_sheet", "pivot_cache", "gps", "unread"}
)
"""Stops about the make of a file, which are true whatever its words say."""


def measure_gate(to: TextIO) -> list[Row]:
    """Print the figures of the set and the stops of the samples; rows with their floors."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.test")
    django.setup()  # the reader's sentences are translatable
    every = list(cases())
    rows = _rows("contents", measured(every), to)
    with tempfile.TemporaryDirectory() as folder:
        read = as_files(every, Path(folder))
    rows += _rows("files", measured(read, read.__getitem__), to)
    papers = ordinary_papers()
    return rows + _on_papers(papers, to) if papers else rows


def ordinary_papers() -> list[Path]:
    """The sample files that are ordinary papers."""
    return sorted(
        path
        for part in PAPERS
        for path in (SAMPLES / part).rglob("*")
        if path.suffix.lower() in ENDINGS
    )


def _rows(what: str, figures: dict[str, Figures], to: TextIO) -> list[Row]:
    rows = []
    for kind, found in figures.items():
        to.write(
            f"{what:9} {kind:20} {found.data + found.alike:4} cases, recall at stop "
            f"{found.recall:.3f}, false stops {found.false} of {found.alike}\n"
        )
        most = MOST_HIDDEN_MISSED if kind == "hidden_text" else MOST_MISSED
        rows.append(Row(f"gate, {what}, {kind}: missed", 1 - found.recall, most, ""))
        if found.alike:
            rows.append(Row(f"gate, {what}, {kind}: false", found.false_rate, MOST_FALSE, ""))
    return rows


def _on_papers(papers: list[Path], to: TextIO) -> list[Row]:
    stops = spent = pages = 0.0
    for path in papers:
        contents = read_here(path)
        started = time.process_time()
        found = concerns(contents, known=Known(), watch=())
        spent += time.process_time() - started
        pages += len({one.page for one in contents.passages})
        grave = [one for one in found if one.level == Level.STOP]
        stops += any(one.code not in MAKE for one in grave)
        to.writelines(
            f"stop: {path.name}, page {one.page}: {one.code} {_around(contents, one)}\n"
            for one in grave
        )
    to.write(f"{len(papers)} ordinary papers, {pages:.0f} pages, {stops:.0f} with a stop\n")
    return [
        Row("gate, ordinary papers with a stop for their words", stops / len(papers), 0.1, ""),
        Row("gate, looking at a page", spent / max(pages, 1) * 1000, 5.0, "ms"),
    ]


def _around(contents: Contents, concern: Concern) -> str:
    """The words around a datum of a sample, which is public."""
    if concern.at is None:
        return concern.shown
    start, end = concern.at
    for passage in contents.passages:
        if (passage.page, passage.place) == (concern.page, concern.place):
            return repr(passage.text[max(0, start - 40) : end + 20])
    return concern.shown


def main() -> int:
    """Print everything; 1 if a floor was missed."""
    rows = measure_gate(sys.stdout)
    write_table(rows, sys.stdout)
    return 0 if all(row.holds for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
