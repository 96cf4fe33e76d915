"""Digests of rows: one text for equal values, and its SHA-256. Pure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any


def row_digest(values: Mapping[str, Any]) -> str:
    """The SHA-256 of the values of a row, by column, in hexadecimal.

    Values are what JSON knows. Empty ones are left out, so that a column that is added later, and
    is empty in every row there is, leaves the digests of those rows as they were.
    """
    said = {name: value for name, value in values.items() if value not in (None, "", False, [], {})}
    text = json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def rows_digest(rows: Iterable[tuple[int, str]]) -> tuple[int, str]:
    """How many rows there are, and one digest over their numbers and digests in their order."""
    digest, count = hashlib.sha256(), 0
    for number, of_row in rows:
        digest.update(f"{number}:{of_row}\n".encode())
        count += 1
    return count, digest.hexdigest()
