"""The filters of the public trackers, with django-filter, on columns of released records.

What an address asks for is either followed or refused with a sentence; it is never passed over,
so that nobody takes a list for something that it is not.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Final

import django_filters
from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from scrutiny.public_tables import TrackedRecord, Tracker
from scrutiny.rules.search_words import wanted_words
from scrutiny.tracking.text import matching
from scrutiny.words.trackers import LATE, SORT

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Rows = QuerySet[TrackedRecord]
#: Parameters of an address that are no filters.
BESIDE: Final = ("page",)
LONGEST_SEARCH: Final = 200
_TAGS: Final = ("theme", "found_by")
_ORDERS: Final = {
    "newest": ("-sort_on", "place"),
    "oldest": ("sort_on", "-place"),
    "due": ("awaits_on", "place"),
}


class _SearchField(forms.CharField):
    """A text to search for, in which at least one word must be."""

    def clean(self, value: Any) -> str:
        text = " ".join(str(super().clean(str(value or "").replace("\0", " "))).split())
        if text and not wanted_words(text):
            raise forms.ValidationError(_("Search for at least one word of two letters or more."))
        return text


class _SearchFilter(django_filters.CharFilter):  # type: ignore[misc]
    field_class = _SearchField


def _one_of(label: StrOrPromise, **extra: Any) -> django_filters.ChoiceFilter:
    """A filter with a fixed set of values; which, is said when the filters are made."""
    message = _lazy("“%(value)s” is not one of the choices here. Choose one from the list.")
    return django_filters.ChoiceFilter(
        label=label,
        choices=[],
        empty_label=_lazy("All"),
        error_messages={"invalid_choice": message},
        **extra,
    )


class TrackerFilters(django_filters.FilterSet):  # type: ignore[misc]
    """What every tracker can be filtered by; each tracker names the fields that it has."""

    q = _SearchFilter(method="by_words", label=_lazy("Words"), max_length=LONGEST_SEARCH)
    body = _one_of(_lazy("Panel or board"))
    found_by = _one_of(_lazy("Found by"), method="by_tag")
    addressee = _one_of(_lazy("Asked of"))
    theme = _one_of(_lazy("Theme"), method="by_tag")
    status = _one_of(_lazy("State"))
    decision = _one_of(_lazy("Decision"), method="by_decision")
    late = _one_of(_lazy("Late"), method="by_lateness")
    year = _one_of(_lazy("Year"))
    sort = _one_of(_lazy("Order"), method="by_nothing")

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
        self.filters: dict[str, Any] = {name: self.filters[name] for name in names}
        for name, one in self.filters.items():
            one.label = labels.get(name, one.label)
            if name != "q":
                one.extra["choices"] = offered.get(name, [])
                if name == "sort":
                    one.extra["empty_label"] = _("Newest first")

    @property
    def mistakes(self) -> list[tuple[str, str]]:
        """Where in the form something is wrong, and what; empty when all was understood."""
        found = [
            (f"id_{name}", str(message))
            for name, messages in self.form.errors.items()
            for message in messages
        ]
        for name, values in self.data.lists():
            if name not in self.filters and name not in BESIDE:
                words = _("This list has no filter called “%(name)s”.") % {"name": name[:60]}
                found.append(("filters", words))
            elif len(set(values)) > 1:
                words = _("The address names “%(name)s” more than once.") % {"name": name}
                found.append(("filters", words))
        return found

    @property
    def chosen(self) -> dict[str, str]:
        """What was asked for, without what was left open: for addresses that are shared."""
        return {
            name: self.data.get(name, "").strip()
            for name in self.filters
            if self.data.get(name, "").strip()
        }

    def filter_queryset(self, queryset: Rows) -> Rows:
        """The rows that were asked for, in the order that was asked for.

        A search alone comes in the order of its index (`tracking_text`). What is late now
        comes longest overdue first.
        """
        rows: Rows = super().filter_queryset(queryset)
        asked = self.form.cleaned_data
        order = asked.get("sort") or ("due" if asked.get("late") == "now" else "newest")
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
        """Rows whose last day has passed: nothing came until today, or it came afterwards."""
        if value == "now":
            return rows.filter(awaits_on__lt=self.today)
        return rows.filter(was_late__in=[True])  # a comparison, which SQLite looks up in an index

    def by_nothing(self, rows: Rows, name: str, value: str) -> Rows:
        """The order is no filter; `filter_queryset` follows it."""
        return rows


def _below(prefix: str, order: str) -> str:
    is_down = order.startswith("-")
    return f"{'-' if is_down else ''}{prefix}{order.lstrip('-')}"
