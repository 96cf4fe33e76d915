"""The task `inspect` of the child: looks at files in turn, and reports each when it is done."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from portal.pdf.apart.tasks import Report
from portal.pdf.inspect.bounds import bounds_from
from portal.pdf.inspect.looking import inspect_path

if TYPE_CHECKING:
    from portal.inside.along import AlongReader


def run(request: dict[str, Any], report: Report) -> dict[str, Any]:
    """Look at `files`, a list of paths; each answer is reported with its place in the list.

    Args:
        request: `files`; `allow_restricted`; `bounds`, fields of `Bounds`; `personal_data`, whether
            to look for that too.
        report: told `{"place": …, "looked": …}` after each file, and `{"place": …,
            "personal_data": …}` where that was asked for.
    """
    bounds = bounds_from(request)
    along = _along(request)
    for place, name in enumerate(request["files"]):
        reader = along(bounds) if along else None
        with _plainly_named(name) as path:
            looked = inspect_path(
                path, bounds, allow_restricted=bool(request.get("allow_restricted")), reader=reader
            )
        report({"place": place, "looked": looked})
        if reader is not None:
            report({"place": place, "personal_data": reader.personal_data(looked)})
    return {"files": len(request["files"])}


def _along(request: dict[str, Any]) -> type[AlongReader] | None:
    """What reads along; the recognisers with their tables are loaded only where they are asked."""
    if not request.get("personal_data"):
        return None
    reader: type[AlongReader] = import_module("portal.inside.along").AlongReader
    return reader


@contextmanager
def _plainly_named(name: str) -> Iterator[Path]:
    """A path that the libraries take: they cannot open a name whose bytes are no text."""
    try:
        name.encode()
    except UnicodeEncodeError:
        with tempfile.TemporaryDirectory() as folder:
            link = Path(folder) / "paper.pdf"
            link.symlink_to(name)
            yield link
    else:
        yield Path(name)
