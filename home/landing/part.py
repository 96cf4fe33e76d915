"""One part of the landing, as the template shows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from portal.shown import Status

#: How many lines a part shows; the whole list is a link away.
MOST: Final = 5


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line: what it is, where it leads, when it is, how it stands, what else belongs to it.

    `links` are further addresses with their words, such as the two packs of a meeting.
    """

    text: StrOrPromise
    address: str = ""
    on: date | None = None
    at: time | None = None
    status: Status | None = None
    facts: Sequence[StrOrPromise] = ()
    links: Sequence[tuple[StrOrPromise, str]] = ()


@dataclass(frozen=True, kw_only=True)
class Part:
    """A heading, its lines, and the links to the whole lists below it."""

    name: str
    heading: StrOrPromise
    lines: Sequence[Line]
    words: StrOrPromise = ""
    more: Sequence[tuple[StrOrPromise, str]] = ()
