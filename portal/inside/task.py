"""The task `contents` of the child: everything that one file says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from portal.inside.gathering import Gathering
from portal.inside.kinds import read_file, read_within
from portal.pdf.apart.tasks import Report
from portal.pdf.inspect.bounds import Bounds, bounds_from
from portal.rules.disclosure.facts import Place


def run(request: dict[str, Any], report: Report) -> dict[str, Any]:
    """Read files, one after the other.

    Args:
        request: `files`, each with its `path`, the `ending` of its name, and `name`, the whole
            name as it was typed; `bounds`, fields of `portal.pdf.inspect.bounds.Bounds`.
        report: told what `Gathering.as_json` says of each, as `read`.

    Returns:
        how many were read, as `count`.
    """
    bounds = bounds_from(request)
    for one in request["files"]:
        report({"read": _read(one, bounds)})
    return {"count": len(request["files"])}


def _read(file: dict[str, Any], bounds: Bounds) -> dict[str, Any]:
    found = gathering(bounds)
    if file.get("name"):
        found.say(file["name"], Place.FILE_NAME)
    read_file(Path(file["path"]), file["ending"], found, bounds)
    return found.as_json()


def gathering(bounds: Bounds) -> Gathering:
    """A gathering that reads attached files too."""
    found = Gathering()
    found.read_inner = lambda content, name: read_within(content, name, found, bounds)
    return found
