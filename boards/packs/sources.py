"""Papers that are made from records: a registry that higher apps fill at start-up.

A source returns HTML for one audience, made only from what that audience may read: headings from
`h2` on, paragraphs, lists, and tables with a caption and header cells.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final, Protocol

from boards.packs.treatment import Audience

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class SourceDocument:
    """What a source has to say: a title and HTML, escaped and without scripts or addresses."""

    title: str
    html: str


class Build(Protocol):
    """Makes the document of one body for one audience, as it stands on a day."""

    def __call__(self, body_slug: str, audience: Audience, on: date) -> SourceDocument:
        """Make the document."""


@dataclass(frozen=True)
class Source:
    """A registered source: its name in the table, its label for people, and its builder."""

    name: str
    label: StrOrPromise
    build: Build


_SOURCES: Final[dict[str, Source]] = {}


def register_source(name: str, *, label: StrOrPromise, build: Build) -> None:
    """Register a source; an app does so from `ready()`.

    Raises ValueError when another source has the name.
    """
    taken = _SOURCES.get(name)
    if taken is not None and taken.build is not build:
        raise ValueError(f"The source '{name}' is registered already.")
    _SOURCES[name] = Source(name, label, build)


def source_called(name: str) -> Source | None:
    """The source of this name, None when no app has registered it."""
    return _SOURCES.get(name)


def sources() -> list[Source]:
    """All sources, in the order of their names, for a form's choices."""
    return [_SOURCES[name] for name in sorted(_SOURCES)]
