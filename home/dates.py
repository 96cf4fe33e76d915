"""The list of every coming date as people read it: words for days and force, groups, filters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import TYPE_CHECKING, Final, cast

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from boards.models import ScrutinyBody
from portal import clock
from portal.access import bodies_of
from portal.coming_dates import CLOSURE, ComingDate, coming_dates, date_kinds
from portal.shown import Status

if TYPE_CHECKING:
    from collections.abc import Collection

    from django_stubs_ext import StrOrPromise

    from portal.access import Visitor
    from portal.rules.calendars import Nation

FORCE: Final = {
    "statutory": gettext_lazy("Required by law"),
    "guidance": gettext_lazy("Required by guidance"),
    "local": gettext_lazy("Set locally"),
}
_WEEK: Final = timedelta(days=7)
_MONTH: Final = timedelta(days=30)


@dataclass(frozen=True)
class ShownDate:
    """One date as a page shows it."""

    date: ComingDate
    body: str
    kind: StrOrPromise
    days: str
    force: StrOrPromise
    is_late: bool

    @property
    def status(self) -> Status:
        """The days left as a word with its colour; what is late is never only a colour."""
        return Status(self.days, "problem" if self.is_late else "waiting")

    @property
    def days_skipped(self) -> Sequence[str]:
        """The days that did not count, with the reason of each, without Saturdays and Sundays."""
        told = [(day, why) for day, why in self.date.skipped if day.weekday() < _WEEKEND]
        return [f"{day:%A %-d %B %Y}: {why}" for day, why in told]


_WEEKEND: Final = 5


@dataclass(frozen=True)
class Group:
    """The dates of one span under their heading."""

    name: str
    heading: StrOrPromise
    dates: Sequence[ShownDate]


def bodies_worked_for(visitor: Visitor, *, here: str = "") -> dict[str, ScrutinyBody]:
    """The bodies in which somebody holds an office, by slug; on a body's own host that one."""
    slugs = bodies_of(visitor)
    rows = ScrutinyBody.objects.filter(slug__in=slugs & {here} if here else slugs)
    return {one.slug: one for one in rows.order_by("name")}


def dates_of(
    visitor: Visitor,
    bodies: Mapping[str, ScrutinyBody],
    *,
    until: date | None = None,
    only: Collection[str] = (),
) -> list[ShownDate]:
    """The dates of some bodies as a page shows them: overdue ones, then others, soonest first."""
    today = clock.today()
    nations = {slug: cast("Nation", one.nation) for slug, one in bodies.items()}
    closures_too = [name for name in only if name != CLOSURE]
    found = coming_dates(
        visitor,
        nations=nations,
        today=today,
        until=until,
        only=closures_too if len(closures_too) == len(only) else (),
    )
    labels = kind_labels()
    shown = [
        ShownDate(
            date=one,
            body=bodies[one.body].name,
            kind=labels[one.kind],
            days=_since(one.on) if waits else days_words(one.on, today),
            force=FORCE[one.force],
            is_late=one.on < today and not waits,
        )
        for one in found
        if not only or one.kind in only
        for waits in [one.may_wait and one.on < today]
    ]
    return sorted(shown, key=lambda one: not one.is_late)


def _since(day: date) -> str:
    return _("Since %s") % f"{day:%-d %B %Y}"


def kind_labels() -> dict[str, StrOrPromise]:
    """What each kind of date is called."""
    labels = {kind.name: kind.label for kind in date_kinds()}
    return {**labels, CLOSURE: gettext_lazy("Closure days that move a date")}


def days_words(day: date, today: date) -> str:
    """How far a day is: “today”, “in 5 days”, “12 days overdue”."""
    left = (day - today).days
    if left == 0:
        return _("Today")
    if left == 1:
        return _("Tomorrow")
    if left > 0:
        return ngettext("In %(n)s day", "In %(n)s days", left) % {"n": left}
    return ngettext("%(n)s day overdue", "%(n)s days overdue", -left) % {"n": -left}


def grouped(found: Iterable[ShownDate]) -> list[Group]:
    """Dates in their order under headings; a heading without dates is left out."""
    today = clock.today()
    headings: dict[str, StrOrPromise] = {
        "overdue": gettext_lazy("Overdue"),
        "week": gettext_lazy("Today and the next 7 days"),
        "month": gettext_lazy("The next 30 days"),
        "later": gettext_lazy("Later"),
    }

    def span(one: ShownDate) -> str:
        if one.is_late:
            return "overdue"
        if one.date.on <= today + _WEEK:
            return "week"
        return "month" if one.date.on <= today + _MONTH else "later"

    return [Group(name, headings[name], list(rows)) for name, rows in groupby(found, key=span)]
