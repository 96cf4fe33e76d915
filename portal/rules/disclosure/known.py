"""What is known to be an office's: its numbers and addresses never hold anything back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from portal.rules.disclosure.contacts import find_emails, find_phones
from portal.rules.disclosure.found import Found
from portal.rules.disclosure.homes import (
    find_homes,
    is_beside_home,
    is_of_office,
    postcode_of,
)
from portal.rules.disclosure.read_text import read_text


@dataclass(frozen=True)
class Known:
    """Contacts of offices in their one form, however they were written.

    A contact lowers what somebody only should look at: telephone numbers, mailboxes, postcodes, an
    organisation's address. It never makes a home known, which anybody may write into a contact.

    Attributes:
        values: telephone numbers, e-mail addresses and postcodes, as the recognisers give them.
        postcodes: of the addresses of organisations among them.
    """

    values: frozenset[str] = frozenset()
    postcodes: frozenset[str] = frozenset()

    @classmethod
    def from_texts(cls, texts: Iterable[str]) -> Known:
        """The contacts that stand in public texts of a body: its contact lines, its imprint."""
        values: set[str] = set()
        postcodes: set[str] = set()
        for reading in map(read_text, texts):
            values.update(one.value for one in (*find_phones(reading), *find_emails(reading)))
            for one in find_homes(reading):
                if one.code != "postcode" or is_beside_home(reading, one.start, one.end):
                    continue
                values.add(one.value)
                if is_of_office(reading, one.start):
                    postcodes.add(postcode_of(one.value))
        return cls(frozenset(values), frozenset(postcodes))

    def knows(self, found: Found, *, is_called_home: bool = False) -> bool:
        """Whether this is an office's.

        An address at the postcode of an office is the office's, unless the words before it say
        that somebody lives there: neighbours share a postcode.
        """
        if found.code == "home_address":
            return not is_called_home and postcode_of(found.value) in self.postcodes
        return found.code in ("phone", "email", "postcode") and found.value in self.values
