"""What is known to be an office's: its numbers and addresses never hold anything back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from portal.rules.disclosure.contacts import find_emails, find_phones
from portal.rules.disclosure.found import Found
from portal.rules.disclosure.homes import find_homes, postcode_of
from portal.rules.disclosure.read_text import read_text

_FINDERS: Final = (find_emails, find_phones, find_homes)
_ADDRESSES: Final = frozenset({"home_address", "postcode"})


@dataclass(frozen=True)
class Known:
    """Contacts of offices in their one form, however they were written.

    Attributes:
        values: telephone numbers, e-mail addresses and addresses, as the recognisers give them.
        postcodes: of the addresses among them.
    """

    values: frozenset[str] = frozenset()
    postcodes: frozenset[str] = frozenset()

    @classmethod
    def from_texts(cls, texts: Iterable[str]) -> Known:
        """The contacts that stand in public texts of a body: its contact lines, its imprint."""
        found = [
            one
            for reading in map(read_text, texts)
            for finder in _FINDERS
            for one in finder(reading)
        ]
        addresses = [one.value for one in found if one.code in _ADDRESSES]
        return cls(
            values=frozenset(one.value for one in found),
            postcodes=frozenset(map(postcode_of, addresses)),
        )

    def knows(self, found: Found, *, is_called_home: bool = False) -> bool:
        """Whether this is an office's.

        An address at the postcode of an office is the office's, unless the words before it say
        that somebody lives there: neighbours share a postcode.
        """
        if found.code in _ADDRESSES and postcode_of(found.value) in self.postcodes:
            return not is_called_home or found.value in self.values
        return found.code in ("phone", "email", *_ADDRESSES) and found.value in self.values
