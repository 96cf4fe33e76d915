"""What the floor cannot know: the records behind a public kind, and who was told by mail."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from django.db.models import Model

#: The private records behind a public record, by its key: those whose openings are in the log.
Subjects = Callable[[str], Iterable[Model]]
#: Who was told by mail of some releases, by number: how many people, and when. No addresses.
Teller = Callable[[Sequence[int]], Iterable[tuple[datetime, int]]]

_subjects: dict[str, Subjects] = {}
_tellers: list[Teller] = []


def register_subjects(kind: str, subjects: Subjects) -> None:
    """Say which records stand behind a public kind; from `ready()`."""
    _subjects[kind] = subjects


def register_teller(teller: Teller) -> None:
    """Say who is told by mail; whoever sends mail registers here."""
    if teller not in _tellers:
        _tellers.append(teller)


def subjects_of(kind: str, key: str) -> list[Model]:
    """The private records behind a public record; none where nobody said."""
    found = _subjects.get(kind)
    return list(found(key)) if found else []


def mail_told(releases: Sequence[int]) -> list[tuple[datetime, int]] | None:
    """When how many people were told by mail; None where the portal sends no mail."""
    if not _tellers:
        return None
    return sorted(one for teller in _tellers for one in teller(releases))
