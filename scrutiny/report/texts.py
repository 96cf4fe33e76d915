"""Every text of a document, for those who look through all of it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any


def texts_of(value: Any) -> Iterator[str]:
    """All non-empty texts of a dataclass, a tuple or a text, depth first."""
    if isinstance(value, str):
        if value:
            yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from texts_of(item)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from texts_of(getattr(value, field.name))
