"""The filters of the public trackers, with django-filter, on columns of released records.

What an address asks for is either followed or refused with a sentence; it is never passed over,
so that nobody takes a list for something that it is not.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from scrutiny.asked_filters import LONGEST_SEARCH, AskedFilters, SearchFilter, one_of
from scrutiny.public_tables import TrackedRecord, Tracker
from scrutiny.tracking.text import matching
from scrutiny.words.trackers import LATE, SORT

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Rows = QuerySet[TrackedRecord]
_TAGS: Final = ("theme", "found_by", "meeting", "rating")
#: So many days ahead a last day is called near.
_SOON: Final = timedelta(days=30)
_ORDERS: Final = {
    "newest": ("-sort_on", "place"),
    "oldest": ("sort_on", "-place"),
    "due": ("awaits_on", "place"),
}


class TrackerFilters(AskedFilters):
    """What every tracker can be filtered by; each tracker names the fields that it has."""

    q = SearchFilter(method="by_words", label=_lazy("Words"), max_length=LONGEST_SEARCH)
    body = one_of(_lazy("Panel or board"))
    found_by = one_of(_lazy("Found by"), method="by_tag")
    addressee = one_of(_lazy("Asked of"))
    theme = one_of(_lazy("Theme"), method="by_tag")
    meeting = one_of(_lazy("Agreed at the meeting of"), method="by_tag")
    rating = one_of(_lazy("Progress rating"), method="by_tag")
    status = one_of(_lazy("State"))
    decision = one_of(_lazy("Decision"), method="by_decision")
    late = one_of(_lazy("Late"), method="by_lateness")
    year = one_of(_lazy("Year"))
    sort = one_of(_lazy("Order"), method="by_nothing")

    class Meta:
        model = TrackedRecord
        fields: list[str] = []

    def __init__(
        self,
        data: QueryDict,
        *,
        tracker: Tracker,
        names: tuple[str, ...],
        choices: Mapping[str, list[tuple[str, str]]],
        labels: Mapping[str, StrOrPromise],
        today: date,
        body: str = "",
    ) -> None:
        """`names` are the fields of this tracker in their order, `choices` what they offer.

        With `body` only rows of that body are meant.
        """
        rows = TrackedRecord.objects.filter(tracker=tracker)
        super().__init__(data, rows.filter(body=body) if body else rows)
        self.tracker = tracker
        self.body = body
        self.today = today
        orders = [one for one in SORT.items() if one[0] != "due" or "late" in names]
        offered = {**choices, "late": list(LATE.items()), "sort": orders}
        self.filters = {name: self.filters[name] for name in names}
        for name, one in self.filters.items():
            one.label = labels.get(name, one.label)
            if name != "q":
                one.extra["choices"] = offered.get(name, [])
                if name == "sort":
                    one.extra["empty_label"] = _("Newest first")

    def filter_queryset(self, queryset: Rows) -> Rows:
        """The rows that were asked for, in the order that was asked for.

        A search alone comes in the order of its index (`tracking_text`). What is late now
        comes longest overdue first, what is due soon by its day.
        """
        rows: Rows = super().filter_queryset(queryset)
        asked = self.form.cleaned_data
        near = asked.get("late") in ("now", "soon")
        order = asked.get("sort") or ("due" if near else "newest")
        if asked.get("q") and not asked.get("sort"):
            return rows
        is_tagged = any(asked.get(name) for name in _TAGS) or (
            self.tracker == Tracker.RESPONSES and asked.get("decision")
        )
        tagged = "tags__" if is_tagged and order != "due" else ""
        first, second = _ORDERS[order]
        return rows.order_by(*(_below(tagged, one) for one in (first, second)))

    def by_words(self, rows: Rows, name: str, text: str) -> Rows:
        """Rows in which every word occurs."""
        return matching(rows, self.tracker, text)

    def by_tag(self, rows: Rows, name: str, value: str) -> Rows:
        """Rows that have a value among several."""
        return rows.filter(tags__tracker=self.tracker, tags__facet=name, tags__value=value)

    def by_decision(self, rows: Rows, name: str, value: str) -> Rows:
        """Recommendations so decided; responses in which one recommendation was."""
        if self.tracker == Tracker.RESPONSES:
            return self.by_tag(rows, name, value)
        return rows.filter(decision=value)

    def by_lateness(self, rows: Rows, name: str, value: str) -> Rows:
        """Rows by their last day: passed with nothing, met too late, or near and not met yet."""
        if value == "now":
            return rows.filter(awaits_on__lt=self.today)
        if value == "soon":
            return rows.filter(awaits_on__range=(self.today, self.today + _SOON))
        return rows.filter(was_late__in=[True])  # a comparison, which SQLite looks up in an index

    def by_nothing(self, rows: Rows, name: str, value: str) -> Rows:
        """The order is no filter; `filter_queryset` follows it."""
        return rows


def _below(prefix: str, order: str) -> str:
    is_down = order.startswith("-")
    return f"{'-' if is_down else ''}{prefix}{order.lstrip('-')}"
