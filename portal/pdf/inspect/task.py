"""The task `inspect` of the child: looks at files in turn, and reports each when it is done."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from portal.pdf.apart.tasks import Report
from portal.pdf.inspect.bounds import bounds_from
from portal.pdf.inspect.looking import inspect_path


def run(request: dict[str, Any], report: Report) -> dict[str, Any]:
    """Look at `files`, a list of paths; each answer is reported with its place in the list.

    Args:
        request: `files`; `allow_restricted`; `bounds`, fields of `Bounds`.
        report: told `{"place": …, "looked": …}` after each file.
    """
    bounds = bounds_from(request)
    for place, name in enumerate(request["files"]):
        with _plainly_named(name) as path:
            looked = inspect_path(
                path, bounds, allow_restricted=bool(request.get("allow_restricted"))
            )
        report({"place": place, "looked": looked})
    return {"files": len(request["files"])}


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
