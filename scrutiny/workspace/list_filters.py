"""What the lists of the workspace can be filtered by, whatever they list.

Rows come from the one rule of who sees what (`portal.viewing.visible`); a filter only takes away.
What is late is asked of the day of reading and stored nowhere.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from django.db.models import Case, DateField, F, Model, Q, QuerySet, Value, When
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from portal import clock
from portal.access import roles_of
from scrutiny.asked_filters import LONGEST_SEARCH, AskedFilters, SearchFilter, one_of
from scrutiny.public_tables import NEVER
from scrutiny.rules.search_words import wanted_words
from scrutiny.workspace.list_offers import Offers

if TYPE_CHECKING:
    from datetime import date

    from django.http import QueryDict
    from django_stubs_ext import StrOrPromise

    from portal.models import User

Rows = QuerySet[Any]
SOON: Final = timedelta(days=30)
SIZES: Final = ("25", "50", "100")
WHOSE: Final = {"mine": _lazy("Mine"), "bodies": _lazy("All of my panels and boards")}
DUE: Final = {
    "overdue": _lazy("Overdue"),
    "soon": _lazy("Due in the next 30 days"),
    "later": _lazy("Due later"),
}


def _gone(words: StrOrPromise) -> dict[str, StrOrPromise]:
    """The sentence for a key that no row has: it would tell nobody anything to read it."""
    return {"invalid_choice": words}


class ListFilters(AskedFilters):
    """The filters that every list of the workspace has; a list adds its own.

    `open_states` are the states in which a row waits for somebody to do it: only these are ever
    overdue. `person` is the column of whoever is to do it.
    """

    beside = ("page", "show")
    open_states: Collection[str] = ()
    person = "owner"
    searched: tuple[str, ...] = ("text",)
    orders: Mapping[str, tuple[str, ...]] = {}
    field_order: tuple[str, ...] = ()

    q = SearchFilter(method="by_words", label=_lazy("Words or number"), max_length=LONGEST_SEARCH)
    whose = one_of(_lazy("Whose"), method="by_whose")
    body = one_of(_lazy("Panel or board"), field_name="body__slug")
    due = one_of(_lazy("Due"), method="by_day")
    state = one_of(_lazy("State"), method="by_state")
    owner = one_of(
        _lazy("Owner"),
        method="by_person",
        error_messages=_gone(
            _lazy("Nothing in this list is for the person that was chosen. Choose again.")
        ),
    )
    meeting = one_of(
        _lazy("Meeting"),
        field_name="origin_minute__meeting__key",
        error_messages=_gone(
            _lazy("Nothing in this list comes from the meeting that was chosen. Choose again.")
        ),
    )
    theme = one_of(_lazy("Theme"), method="by_theme")
    year = one_of(_lazy("Municipal year"), method="by_year")
    sort = one_of(_lazy("Order"), method="by_nothing", empty_label=_lazy("Soonest due first"))
    size = one_of(_lazy("Rows on a page"), method="by_nothing", empty_label=SIZES[0])

    class Meta:
        fields: list[str] = []

    def __init__(self, data: QueryDict, *, rows: Rows, user: User) -> None:
        """`rows` are those that the person may see, whatever the address asks for."""
        super().__init__(data, rows)
        self.user = user
        self.today: date = clock.today()
        self.offers = Offers(rows, person=self.person, asked=data)
        offered = {
            "whose": list(WHOSE.items()),
            "body": self.offers.bodies,
            "due": list(DUE.items()),
            "state": self.states(),
            "owner": self.offers.people,
            "meeting": self.offers.meetings,
            "theme": self.offers.themes,
            "year": self.offers.years,
            "size": [(one, one) for one in SIZES[1:]],
            **self.more_choices(),
        }
        names = (*self.field_order, "sort", "size")
        self.filters = {name: self.filters[name] for name in names}
        for name, one in self.filters.items():
            one.label = self.labels().get(name, one.label)
            if name in offered:
                one.extra["choices"] = offered[name]

    def labels(self) -> dict[str, StrOrPromise]:
        """What this list calls a filter otherwise."""
        return {}

    def more_choices(self) -> dict[str, list[tuple[str, Any]]]:
        """What the filters of this list alone offer."""
        return {}

    def states(self) -> list[tuple[str, Any]]:
        """The states that this list knows, beside “not finished”."""
        return []

    @property
    def size_of_page(self) -> int:
        """How many rows a page has."""
        return int(self.chosen.get("size") or SIZES[0])

    def filter_queryset(self, queryset: Rows) -> Rows:
        """The rows that were asked for, in the order that was asked for."""
        rows: Rows = super().filter_queryset(queryset)
        order = self.form.cleaned_data.get("sort") or "due"
        return self.with_awaited(rows).order_by(*self.orders[order])

    def with_awaited(self, rows: Rows) -> Rows:
        """Rows with `awaits_on`: the last day of what waits for somebody, else never."""
        waits = When(state__in=self.open_states, then=F("due_on"))
        found: Rows = rows.annotate(
            awaits_on=Case(waits, default=Value(NEVER), output_field=DateField())
        )
        return found

    def by_words(self, rows: Rows, name: str, text: str) -> Rows:
        """Rows in which every word occurs; a number is that of the row too."""
        for word in text.split():
            stems = wanted_words(word)
            if stems:
                rows = rows.filter(self._has(word) | self._all_of(stems))
        return rows

    def _all_of(self, stems: list[str]) -> Q:
        found = Q()
        for one in stems:
            found &= self._has(one)
        return found

    def _has(self, word: str) -> Q:
        found = Q()
        for column in self.searched:
            found |= Q(**{f"{column}__icontains": word})
        if word.isascii() and word.isdigit() and len(word) < 7:
            found |= Q(number=int(word))
        return found

    def by_whose(self, rows: Rows, name: str, value: str) -> Rows:
        """What is one's own, or of the bodies in which one holds a role."""
        if value == "mine":
            mine: Rows = rows.filter(**{f"{self.person}__user": self.user})
            return mine
        return rows.filter(body__slug__in=list(roles_of(self.user)))

    def by_day(self, rows: Rows, name: str, value: str) -> Rows:
        """Rows that wait for somebody, by their last day; the last day itself is in time."""
        rows = rows.filter(state__in=self.open_states)
        if value == "overdue":
            return rows.filter(due_on__lt=self.today)
        if value == "soon":
            return rows.filter(due_on__gte=self.today, due_on__lte=self.today + SOON)
        return rows.filter(due_on__gt=self.today + SOON)

    def by_state(self, rows: Rows, name: str, value: str) -> Rows:
        """Rows in a state, or all that are not finished."""
        if value == "unfinished":
            return rows.filter(state__in=self.unfinished)
        return rows.filter(state=value)

    @property
    def unfinished(self) -> Collection[str]:
        """The states in which a row still wants something."""
        return self.open_states

    def by_person(self, rows: Rows, name: str, value: str) -> Rows:
        """Rows of one person of the register of a body."""
        return rows.filter(**{f"{self.person}__key": value})

    def by_theme(self, rows: Rows, name: str, value: str) -> Rows:
        """Rows that come from a line of enquiry of a theme."""
        return rows

    def by_year(self, rows: Rows, name: str, value: str) -> Rows:
        """Rows numbered in a municipal year."""
        return rows.filter(municipal_year=value.replace("-", "/"))

    def by_nothing(self, rows: Rows, name: str, value: str) -> Rows:
        """The order and the size of a page are no filters."""
        return rows


def own_rows(rows: Rows, *, here: str) -> QuerySet[Model]:
    """On a body's own host its rows alone, on the main one all."""
    return rows.filter(body__slug=here) if here else rows


def unfinished_choice() -> tuple[str, str]:
    """The choice that stands before the states."""
    return ("unfinished", _("Not finished"))
