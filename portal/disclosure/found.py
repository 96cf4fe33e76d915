"""A concern in its matter: where it was found, its mark, and whether somebody has cleared it."""

from __future__ import annotations

import hmac
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from django.conf import settings

from portal.models import DisclosureClearing
from portal.rules.disclosure.codes import CODES
from portal.rules.disclosure.facts import Concern, Level

#: Kinds of concern that are words, the same datum in whatever file they stand.
SAID: Final = frozenset(
    {"nhs_number", "possible_nhs_number", "upn", "nino", "date_of_birth", "home_address"}
    | {"pseudonym_with_name", "watch_word", "postcode", "phone", "email", "vehicle_registration"}
)
#: The gravest first.
_ORDER: Final = {Level.STOP: 0, Level.LOOK: 1, Level.NOTE: 2}


@dataclass(frozen=True)
class Found:
    """One concern of a matter.

    Attributes:
        digest: the keyed hash of what was found, the same wherever in the matter it stands.
        source: what it was found in, as a clerk calls it: a paper, the report.
        sha256: of the file, empty for a record.
        stored: the name of the file in private storage, empty for a record.
        facts: the concern without the datum (`Concern.as_dict`).
        clearing: who cleared it; None while it is open.
    """

    digest: str
    source: str
    facts: Mapping[str, Any]
    sha256: str = ""
    stored: str = ""
    clearing: DisclosureClearing | None = None

    @property
    def code(self) -> str:
        """A key of `CODES`."""
        return str(self.facts["code"])

    @property
    def level(self) -> Level:
        """How grave it is."""
        return Level(self.facts["level"])

    @property
    def is_open(self) -> bool:
        """Whether it holds back what it stands in."""
        return self.clearing is None and self.level != Level.NOTE

    @property
    def title(self) -> str:
        """What it is, in a few words."""
        return str(CODES[self.code].title)

    @property
    def advice(self) -> str:
        """What to do about it."""
        return str(CODES[self.code].advice)


def digest_of(matter: str, concern: Concern, *, file: str = "") -> str:
    """The mark by which a datum is known again in its matter, and nowhere else.

    It is keyed with the installation's secret, so that it cannot be guessed back to the datum.
    What is said is the same datum wherever it stands. Something about the make of a file has none:
    it is known by the file (`file`, its SHA-256), its page and its place there, so that clearing
    one black box clears no other.
    """
    datum = concern.value
    if concern.code not in SAID or not datum:
        place = f"{file}|{concern.page}|{concern.box}|{concern.place}|{concern.where}"
        datum = f"{place}|{concern.shown}|{concern.value}"
    text = f"{matter}|{concern.code}|{datum}"
    key = f"portal.disclosure.concern:{settings.SECRET_KEY}".encode()
    return hmac.digest(key, text.encode(), "sha256").hex()


def stored_form(
    matter: str, concerns: Iterable[Concern], *, file: str = ""
) -> list[dict[str, Any]]:
    """Concerns as a scan keeps them: masked words and marks, never the data.

    `file` is the SHA-256 of the file that they stand in; empty for a record.
    """
    return [{**one.as_dict(), "digest": digest_of(matter, one, file=file)} for one in concerns]


def with_clearings(matter: str, found: Iterable[Found]) -> list[Found]:
    """The concerns with who cleared them, the gravest first and the open before the cleared."""
    rows = {row.digest: row for row in DisclosureClearing.objects.filter(matter=matter)}
    cleared = [replace(one, clearing=rows.get(one.digest)) for one in found]
    return sorted(cleared, key=lambda one: (_ORDER[one.level], not one.is_open))


def only_open(found: Iterable[Found]) -> list[Found]:
    """Those that hold something back."""
    return [one for one in found if one.is_open]
