"""Matters: what a person looks at as one thing, such as a meeting or a review.

A concern that was cleared in one matter is cleared there and nowhere else. Higher apps say, when
they start, how a matter of theirs is found and what in it waits to go out.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

from portal.publishing_values import Copy


@dataclass(frozen=True)
class MatterFile:
    """A file in private storage that waits to go out, or that something going out is made from.

    Attributes:
        stored: its name in private storage.
        sha256: of its bytes, in hexadecimal.
        label: what a clerk calls it.
        name: as it was uploaded, with its ending.
        cleaned: codes of what it loses before it goes out, because what goes out is made anew
            from it. Such concerns are notes. A file that loses nothing goes out as it is.
    """

    stored: str
    sha256: str
    label: str
    name: str
    cleaned: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Matter:
    """One matter as it stands now.

    Attributes:
        key: its kind and permanent key, such as `meeting:0b1f…`.
        body: the permanent slug of its body.
        title: for people.
        url: the desk that it is kept on.
        files: uploads that would go out.
        copies: public copies as they would be made now; asked for only when they are looked at.
    """

    key: str
    body: str
    title: str
    url: str
    files: Sequence[MatterFile] = ()
    copies: Callable[[], Sequence[Copy]] = field(default=tuple)


#: Finds a matter by its permanent key; None where there is none.
Finder = Callable[[str], Matter | None]
#: The keys of the matters of a body that wait to go out, for the queue of those who clear.
Waiting = Callable[[str], Sequence[str]]

_finders: Final[dict[str, Finder]] = {}
_waiting: Final[dict[str, Waiting]] = {}


def register_matter(kind: str, finder: Finder, waiting: Waiting) -> None:
    """Say how matters of a kind are found, and which of a body's are being prepared."""
    _finders[kind] = finder
    _waiting[kind] = waiting


def matter_key(kind: str, key: object) -> str:
    """The name of a matter."""
    return f"{kind}:{key}"


def matter_called(name: str) -> Matter | None:
    """The matter of this name; None where there is none."""
    kind, _colon, key = name.partition(":")
    finder = _finders.get(kind)
    return finder(key) if finder else None


def matters_waiting(body: str) -> list[Matter]:
    """The matters of a body that are being prepared."""
    names = (matter_key(kind, key) for kind, find in _waiting.items() for key in find(body))
    return [matter for matter in map(matter_called, names) if matter is not None]
