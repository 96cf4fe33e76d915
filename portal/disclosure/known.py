"""The contacts of a body's own offices, which the gate never asks about."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from portal.rules.disclosure import Known

#: Gives the texts in which the contacts of a body's offices stand, by the body's permanent slug.
Source = Callable[[str], Iterable[str]]

_sources: Final[list[Source]] = []


def register_contacts(source: Source) -> None:
    """Say where the contacts of a body's offices are kept; an app does so at start-up."""
    if source not in _sources:
        _sources.append(source)


def contact_texts(body: str) -> list[str]:
    """The texts in which the contacts of a body's offices stand."""
    return [text for source in _sources for text in source(body) if text]


def known_of(texts: Iterable[str]) -> Known:
    """The contacts that stand in these texts, however they are written."""
    return Known.from_texts(texts)
