"""Reads the files of the set with the portal's reader, without a process for each of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from portal.contents import understood
from portal.inside.task import run
from portal.rules.disclosure.facts import Contents
from tests.disclosure_set.files import write
from tests.disclosure_set.generate import Case


def read_here(path: Path) -> Contents:
    """What the reader says of a file."""
    said: list[dict[str, Any]] = []
    asked = {"path": str(path), "ending": path.suffix[1:], "name": ""}
    run({"files": [asked], "bounds": {}}, said.append)
    return understood(said[0]["read"])


def as_files(cases: Sequence[Case], folder: Path) -> dict[Case, Contents]:
    """The cases that can be written as files, as they were read back."""
    read = {}
    for case in cases:
        try:
            path = write(case, folder)
        except ValueError:
            continue
        read[case] = read_here(path)
    return read
