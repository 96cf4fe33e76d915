"""Every coming date of the bodies that somebody works for: apps register where theirs come from.

Nothing here is stored. A provider reads its own rows among those that the person may work with, and
counts each deadline anew (`portal.rules.clocks`): a bank holiday that is proclaimed late corrects
the list by itself. docs/workspace.md says how to add one.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, time
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext as _

from portal.calendar import calendars_for
from portal.rules.clocks import Answer, ClockError
from portal.rules.clocks.answer import Severity, Skipped

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from portal.access import Visitor
    from portal.rules.calendars import Calendar, Nation

#: The kind of a closure day that moves other dates; it comes with them and has no provider.
CLOSURE: Final = "closure"
_ORDER: Final = {"statutory": 0, "guidance": 1, "local": 2}


@dataclass(frozen=True, kw_only=True)
class ComingDate:
    """One date: what happens or is due, for which body, with what force, and where it is done.

    `counted` says in a sentence how the date came about; `authority` and `skipped` are those of
    the rule that counted it. `is_kept` says that the date stays on the list as overdue until the
    thing is done; other dates only pass. `may_wait` says that the day allows something and demands
    nothing: it stays, and is never overdue.
    """

    body: str
    on: date
    what: str
    address: str
    counted: str
    at: time | None = None
    force: Severity = "local"
    authority: str = ""
    skipped: tuple[Skipped, ...] = ()
    is_kept: bool = True
    may_wait: bool = False
    kind: str = ""

    @property
    def order(self) -> tuple[date, int, str, str]:
        """Soonest first; on one day what the law demands first."""
        return self.on, _ORDER[self.force], self.body, self.what


@dataclass(frozen=True, kw_only=True)
class DatesAsked:
    """Who asks, today's date, the calendar of each of the bodies, and the last day that is wanted.

    `calendars` are by permanent slug: of the bodies that are asked about and no others. `until` is
    None where everything is wanted.
    """

    visitor: Visitor
    today: date
    calendars: Mapping[str, Calendar]
    until: date | None = None

    def wants(self, day: date) -> bool:
        """Whether a day is not later than what is asked for."""
        return self.until is None or day <= self.until


Provider = Callable[[DatesAsked], Iterable[ComingDate]]


@dataclass(frozen=True)
class DateKind:
    """A registered kind of date: its name in addresses, what it is called, where it comes from."""

    name: str
    label: StrOrPromise
    provider: Provider


_kinds: dict[str, DateKind] = {}


def register_dates(name: str, *, label: StrOrPromise, provider: Provider) -> None:
    """Say where the dates of a kind come from; from `ready()`.

    The provider asks `rows_for` or `visible`, makes the same number of queries however many rows
    there are, and leaves out what `DatesAsked.wants` refuses. Raises ValueError for a taken name.
    """
    taken = _kinds.setdefault(name, DateKind(name, label, provider))
    if taken.provider is not provider:
        raise ValueError(f"Coming dates of kind '{name}' have a provider already.")


def date_kinds() -> tuple[DateKind, ...]:
    """Every kind of date, in the order of registration."""
    return tuple(_kinds.values())


def coming_dates(
    visitor: Visitor,
    *,
    nations: Mapping[str, Nation],
    today: date,
    until: date | None = None,
    only: Collection[str] = (),
) -> list[ComingDate]:
    """The dates of some bodies, soonest first, those that have passed and are not done among them.

    `nations` is the nation of each body that is asked about, by its permanent slug; `only` names
    kinds, none for all.
    """
    calendars = calendars_for(nations)
    asked = DatesAsked(visitor=visitor, today=today, calendars=calendars, until=until)
    found = [
        replace(one, kind=kind.name)
        for kind in date_kinds()
        if not only or kind.name in only
        for one in kind.provider(asked)
        if one.body in nations and asked.wants(one.on) and (one.is_kept or one.on >= today)
    ]
    return sorted([*found, *_closures(found, asked)], key=lambda one: one.order)


def _closures(found: Iterable[ComingDate], asked: DatesAsked) -> Iterator[ComingDate]:
    """The closure days to come that move one of these dates, each with what it moves."""
    moved: dict[tuple[str, date], list[str]] = {}
    for one in found:
        for day, _why in one.skipped:
            moved.setdefault((one.body, day), []).append(one.what)
    for body, calendar in asked.calendars.items():
        for closure in calendar.closures:
            moves = moved.get((body, closure.date))
            if moves and closure.date >= asked.today and asked.wants(closure.date):
                yield ComingDate(
                    kind=CLOSURE,
                    body=body,
                    on=closure.date,
                    what=_("No working day: %s") % closure.name,
                    address="",
                    counted=_("It moves: %s") % "; ".join(moves),
                    is_kept=False,
                )


def counted_date(
    ask: Callable[[], Answer],
    *,
    body: str,
    what: str,
    address: str,
    asked: DatesAsked,
    is_local: bool = False,
) -> ComingDate:
    """A date that a clock counts, with its working; `is_local` where no statute binds.

    A clock that cannot be counted is never left out: it stands under today, with the reason.
    """
    try:
        answer = ask()
        return ComingDate(
            body=body,
            on=answer.due_on,
            what=what,
            address=address,
            counted=answer.explanation,
            force="local" if is_local else answer.severity,
            authority="" if is_local else answer.authority,
            skipped=answer.skipped,
        )
    except ClockError as error:
        return ComingDate(
            body=body,
            on=asked.today,
            what=_("%s: the day cannot be counted, look at it") % what,
            address=address,
            counted=str(error),
        )
