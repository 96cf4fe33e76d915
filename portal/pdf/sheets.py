"""The portal's own print sheets: the only files that a document may load."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

SHEETS: Final = Path(__file__).resolve().parents[2] / "static" / "portal" / "print"
NAME: Final = re.compile(r"[a-z0-9][a-z0-9-]*\.(css|woff2|ttf)")


def read_sheet(name: str) -> bytes:
    """The bytes of a print sheet or font, by its bare name.

    Raises:
        ValueError: the name is none, or leads elsewhere.
        FileNotFoundError: there is no such sheet.
    """
    if not NAME.fullmatch(name):
        raise ValueError(f"no name of a print sheet: {name[:80]!a}")
    return (SHEETS / name).read_bytes()
