"""Makes the labelled cases: form of the datum x container x look-alike, the same for a seed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Final

from portal.rules.disclosure import Known, WatchList, forms_of
from portal.rules.disclosure.facts import Contents, Oddity, Passage, Place
from tests.disclosure_set.forms import DATA, WATCHED
from tests.disclosure_set.look_alikes import ALIKE, OFFICE

SEED: Final = 20
EACH: Final = 4
"""Sentences of each kind for each container, with a datum and without."""
CONTAINERS: Final = {
    "text": Place.TEXT,
    "under_box": Place.HIDDEN,
    "picture": Place.PICTURE,
    "metadata": Place.METADATA,
    "hidden_sheet": Place.HIDDEN_SHEET,
    "tracked_change": Place.TRACKED_CHANGE,
    "notes": Place.NOTES,
    "comment": Place.COMMENT,
}
ODDITIES: Final = {
    "under_box": "hidden_text",
    "hidden_sheet": "hidden_sheet",
    "tracked_change": "tracked_changes",
    "notes": "notes_of_slides",
    "comment": "comments",
}
AROUND: Final = (
    "",
    "The panel heard this. {}",
    "{}\nThe clerk noted it.",
    "See the table. {} It ends.",
)
KNOWN: Final = Known.from_texts([OFFICE])


@dataclass(frozen=True)
class Case:
    """One text in one container: `expected` is the code that must be found, or nothing."""

    kind: str
    container: str
    text: str
    expected: str | None

    @property
    def contents(self) -> Contents:
        """What a reader gives for it."""
        place = CONTAINERS[self.container]
        odd = ODDITIES.get(self.container)
        oddities = (Oddity(odd, place, page=1, shown=self.text[:20]),) if odd else ()
        return Contents((Passage(self.text, place, page=1),), oddities)


def cases(seed: int = SEED) -> Iterator[Case]:
    """All cases; as many look-alikes as data."""
    random = Random(seed)
    for container in CONTAINERS:
        for kind, make in DATA.items():
            for _ in range(EACH):
                yield Case(kind, container, _within(random, make(random)), kind)
                yield Case(kind, container, _within(random, ALIKE[kind](random)), None)


def watch_list() -> WatchList:
    """The names of the set that are watched for."""
    return WatchList(frozenset(digest(form) for one in WATCHED for form in forms_of(one)), digest)


def digest(form: str) -> str:
    """A hash in place of the keyed one."""
    return hashlib.sha256(f"set:{form}".encode()).hexdigest()


def _within(random: Random, text: str) -> str:
    around = random.choice(AROUND)
    return around.format(text) if around else text
