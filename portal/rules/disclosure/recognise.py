"""Everything that a file or record says, looked at: what in it somebody has to look at."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from portal.rules.disclosure.births import find_births
from portal.rules.disclosure.codes import CODES
from portal.rules.disclosure.contacts import find_emails, find_phones
from portal.rules.disclosure.facts import Concern, Contents, Level, Oddity, Passage, Place
from portal.rules.disclosure.found import Found, at_most, overlaps
from portal.rules.disclosure.homes import find_homes, has_home_words
from portal.rules.disclosure.known import Known
from portal.rules.disclosure.masking import BULLET, mask
from portal.rules.disclosure.numbers import (
    find_insurance_numbers,
    find_nhs_numbers,
    find_pupil_numbers,
)
from portal.rules.disclosure.pseudonyms import find_pseudonyms
from portal.rules.disclosure.read_text import Reading, read_text
from portal.rules.disclosure.vehicles import find_vehicles
from portal.rules.disclosure.watch import Seeker, WatchList, find_watched

#: What is told from a longer datum around it comes later.
_FINDERS: Final[tuple[Callable[[Reading], Iterator[Found]], ...]] = (
    find_nhs_numbers,
    find_pupil_numbers,
    find_insurance_numbers,
    find_births,
    find_homes,
    find_pseudonyms,
    find_emails,
    find_phones,
    find_vehicles,
)
_ORDER: Final = {Level.STOP: 0, Level.LOOK: 1, Level.NOTE: 2}
#: A longer datum takes such a one in: the digits of a mailbox are no telephone number.
_GIVES_WAY: Final = frozenset({"phone", "vehicle_registration", "possible_nhs_number", "postcode"})
#: The words of the file itself stand in these oddities; they are shown masked.
_QUOTING: Final = frozenset(
    {"hidden_text", "invisible_text", "outside_page", "comments", "tracked_changes", "gps"}
)
#: The words of the file are what is told of in these; any other is known by its place alone.
_WHOLE: Final = frozenset({"hidden_text", "invisible_text", "outside_page", "author", "software"})


def concerns(contents: Contents, *, known: Known, watch: Sequence[WatchList]) -> list[Concern]:
    """What somebody has to look at before this goes out, the gravest first.

    A datum is named once for each page or part that it stands in, however often it is repeated
    there; one that only needs a look, once for each kind of place.

    Args:
        contents: what was read.
        known: contacts of the body's own offices, which are never asked about.
        watch: the names that must not go out.
    """
    seekers = [Seeker(one) for one in watch]
    found = [_of_oddity(oddity) for oddity in contents.oddities]
    found += [_of_unread(sentence) for sentence in contents.unread]
    for passage in contents.passages:
        found += _of_passage(passage, known, seekers)
    once: dict[tuple[object, ...], Concern] = {}
    for concern in found:
        once.setdefault(_mark(concern), concern)
    return sorted(once.values(), key=lambda concern: _ORDER[concern.level])


def _of_oddity(oddity: Oddity) -> Concern:
    code = oddity.code if oddity.code in CODES else "other_make"
    shown = oddity.shown if code == oddity.code else f"{oddity.code} {oddity.shown}".strip()
    return Concern(
        code=code,
        level=CODES[code].level,
        place=oddity.place,
        page=oddity.page,
        where=oddity.where,
        box=oddity.box,
        shown=mask(shown) if code in _QUOTING else shown,
        value=" ".join(shown.casefold().split()) if code in _WHOLE and _is_whole(shown) else "",
    )


def _is_whole(shown: str) -> bool:
    """Whether these are the words as they stand: what is masked may stand for any others."""
    return BULLET not in shown and any(len(word) > 1 for word in shown.split())


def _of_unread(sentence: str) -> Concern:
    return Concern("unread", CODES["unread"].level, Place.TEXT, shown=sentence)


def _of_passage(passage: Passage, known: Known, seekers: list[Seeker]) -> Iterator[Concern]:
    is_file_name = passage.place == Place.FILE_NAME
    reading = read_text(passage.text, is_file_name=is_file_name)
    for one in _found(reading, known):
        yield _concern(passage, reading, one)
    for one in at_most(find_watched(reading, seekers, is_address=is_file_name)):
        yield _concern(passage, reading, one)


def _found(reading: Reading, known: Known) -> list[Found]:
    """What is found and is no office's; a longer datum takes in a shorter one."""
    kept: list[Found] = []
    for finder in _FINDERS:
        for one in at_most(finder(reading)):
            is_home = one.code == "home_address" and has_home_words(reading, one.start)
            if known.knows(one, is_called_home=is_home):
                continue
            if one.code in _GIVES_WAY and overlaps(one, kept):
                continue
            kept.append(one)
    return kept


def _concern(passage: Passage, reading: Reading, one: Found) -> Concern:
    return Concern(
        code=one.code,
        level=one.level,
        place=passage.place,
        page=passage.page,
        where=passage.where,
        box=passage.box,
        shown=one.shown or mask(reading.plain[one.start : one.end]),
        value=one.value,
        at=reading.span(one.start, one.end),
    )


def _mark(concern: Concern) -> tuple[object, ...]:
    """What makes two concerns the same; without words of its own, one is told by its place."""
    where = (concern.page, concern.where) if concern.level == Level.STOP else ()
    datum = concern.value or (concern.shown, *((concern.box,) if where else ()))
    return (concern.code, datum, concern.place, *where)
