"""Short ways to ask the gate about one text."""

from __future__ import annotations

import hashlib

from portal.rules.disclosure import Known, WatchList, concerns, forms_of
from portal.rules.disclosure.facts import Concern, Contents, Passage, Place


def look(
    text: str, *, place: Place = Place.TEXT, known: Known | None = None, names: tuple[str, ...] = ()
) -> list[Concern]:
    """The concerns in one passage."""
    watch = [watch_list(*names)] if names else []
    contents = Contents((Passage(text, place, page=1),))
    return concerns(contents, known=known or Known(), watch=watch)


def codes(text: str, **given: object) -> set[str]:
    """The kinds of concern in one passage."""
    return {one.code for one in look(text, **given)}  # type: ignore[arg-type]


def watch_list(*names: str) -> WatchList:
    """These names as hashes."""
    return WatchList(frozenset(digest(form) for one in names for form in forms_of(one)), digest)


def digest(form: str) -> str:
    """A hash in place of the keyed one."""
    return hashlib.sha256(form.encode()).hexdigest()
