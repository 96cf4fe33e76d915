"""Reads files in this process, as the child does, for the tests."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from portal.contents import understood
from portal.inside.task import run
from portal.rules.disclosure.facts import Contents


def read(content: bytes, ending: str, folder: Path, name: str = "") -> Contents:
    """Everything that some bytes say, as a file with that ending."""
    path = folder / f"file.{ending}"
    path.write_bytes(content)
    said: list[dict[str, Any]] = []
    run({"files": [{"path": str(path), "ending": ending, "name": name}]}, said.append)
    return understood(said[0]["read"])


def places_of(words: str, found: Contents) -> set[str]:
    """The places in which words stand."""
    sought = "".join(words.split())
    return {str(one.place) for one in found.passages if sought in "".join(one.text.split())}


def codes(found: Contents) -> set[str]:
    """The codes of what was odd about the file."""
    return {one.code for one in found.oddities}
