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


def digest_of(matter: str, concern: Concern) -> str:
    """The mark by which a datum is known again in its matter, and nowhere else.

    It is keyed with the installation's secret, so that it cannot be guessed back to the datum.
    Something about the make of a file has no datum; its place and words tell it from another.
    """
    datum = concern.value or f"{concern.place}|{concern.where}|{concern.shown}"
    text = f"{matter}|{concern.code}|{datum}"
    key = f"portal.disclosure.concern:{settings.SECRET_KEY}".encode()
    return hmac.digest(key, text.encode(), "sha256").hex()


def stored_form(matter: str, concerns: Iterable[Concern]) -> list[dict[str, Any]]:
    """Concerns as a scan keeps them: masked words and marks, never the data."""
    return [{**one.as_dict(), "digest": digest_of(matter, one)} for one in concerns]


def with_clearings(matter: str, found: Iterable[Found]) -> list[Found]:
    """The concerns with who cleared them, the gravest first and the open before the cleared."""
    rows = {row.digest: row for row in DisclosureClearing.objects.filter(matter=matter)}
    cleared = [replace(one, clearing=rows.get(one.digest)) for one in found]
    return sorted(cleared, key=lambda one: (_ORDER[one.level], not one.is_open))


def only_open(found: Iterable[Found]) -> list[Found]:
    """Those that hold something back."""
    return [one for one in found if one.is_open]
