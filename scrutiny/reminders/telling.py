"""One thing that somebody is to be told of, and the words for it: never a word of its text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.rules.dates import long_date

if TYPE_CHECKING:
    from boards.models import Person
    from portal.models import User
    from scrutiny.models import Action, InformationRequest


@dataclass(frozen=True, kw_only=True)
class Telling:
    """What one account is told of one thing on one occasion.

    `item` names the thing by kind and key (“action:0b1f…”), `words` by kind and number only;
    `address` is the path of its page. Both are asked for only when a letter is written: of ten
    thousand things nearly all have been told. `once` is the same whoever works it out, whenever.
    """

    user: User
    item: str
    body: str
    on: date
    occasion: str
    words: Callable[[], str]
    address: Callable[[], str]

    @property
    def once(self) -> str:
        """The occasion, as the ledger keeps it."""
        return f"u{self.user.pk}:{self.item}:{self.on.isoformat()}:{self.occasion}"


@dataclass(frozen=True, kw_only=True)
class LinkDue:
    """Somebody without an account who is to be sent a link to answer by."""

    person: Person
    subject: Action | InformationRequest
    item: str
    on: date
    occasion: str

    @property
    def once(self) -> str:
        """The occasion, as the ledger keeps it."""
        return f"p{self.person.pk}:{self.item}:{self.on.isoformat()}:{self.occasion}"


def owed_words(what: str, on: date, today: date) -> str:
    """A thing that the reader owes: “Action 12 (2025/26): due on …”."""
    return f"{what}: {due_words(on, today)}."


def others_words(what: str, on: date, today: date) -> str:
    """The same for somebody who sees to it that it is done."""
    return _("%(what)s, owed by somebody else: %(when)s.") % {
        "what": what,
        "when": due_words(on, today),
    }


def due_words(on: date, today: date) -> str:
    """When something is due, as one says it today: “due on Tuesday 3 March 2026, in 5 days”."""
    days = (on - today).days
    words = {"day": long_date(on), "n": abs(days)}
    if days > 0:
        return ngettext("due on %(day)s, tomorrow", "due on %(day)s, in %(n)s days", days) % words
    if days == 0:
        return _("due today, %(day)s") % words
    return (
        ngettext("was due on %(day)s, %(n)s day late", "was due on %(day)s, %(n)s days late", -days)
        % words
    )
