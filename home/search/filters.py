"""The form of the search page: an address is followed, or refused with a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from boards import kinds as board_kinds
from home.search.kinds import GROUPS
from home.search.tags import filter_tag
from home.search_tables import SearchEntry, SearchValue
from portal.models import PublicRecord
from scrutiny.asked_filters import LONGEST_SEARCH, AskedFilters, SearchFilter, one_of

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["SearchFilters", "choices"]

Choices = dict[str, list[tuple[str, str]]]
_FACETS = ("body", "kind", "year", "theme")


class SearchFilters(AskedFilters):
    """Words, and what they are searched within. The index itself is asked with `tags`."""

    q = SearchFilter(label=_("Search for"), max_length=LONGEST_SEARCH)
    body = one_of(_("Panel or board"))
    kind = one_of(_("What"))
    year = one_of(_("Year"))
    theme = one_of(_("Theme"))

    class Meta:
        model = SearchEntry
        fields: list[str] = []

    def __init__(
        self, data: QueryDict, *, choices: Mapping[str, list[tuple[str, str]]], body: str = ""
    ) -> None:
        """`choices` are what each list offers; with `body` only what is of that body is meant."""
        super().__init__(data, SearchEntry.objects.none())
        self.body = body
        if body:
            del self.filters["body"]
        for name, one in self.filters.items():
            if name != "q":
                one.extra["choices"] = choices.get(name, [])

    @property
    def tags(self) -> list[str]:
        """The tags that every entry must have; on a body's own host that of the body."""
        asked = {name: self.form.cleaned_data.get(name, "") for name in _FACETS}
        asked["body"] = self.body or asked["body"]
        return [filter_tag(name, value) for name, value in asked.items() if value]


def choices(body: str) -> Choices:
    """What the lists offer, of one body or of all: values that something public has; two queries.

    Years newest first, kinds in an order of their own, the rest by name.
    """
    counted: dict[str, dict[str, int]] = {facet: {} for facet in _FACETS}
    labels: dict[str, dict[str, str]] = {facet: {} for facet in _FACETS}
    rows = SearchValue.objects.filter(body=body, count__gt=0).order_by("pk")
    for facet, value, label, count in rows.values_list("facet", "value", "label", "count"):
        counted[facet][value] = counted[facet].get(value, 0) + count
        labels[facet][value] = label
    labels["kind"] = {name: str(group.several) for name, group in GROUPS.items()}
    labels["year"] = {value: value.replace("-", "/") for value in counted["year"]}
    bodies = PublicRecord.objects.current().of_kind(board_kinds.BODY).of_body(body)
    labels["body"] = dict(bodies.values_list("body", "title"))
    return {
        "body": _by_name(counted["body"], labels["body"]),
        "kind": [(one, labels["kind"][one]) for one in GROUPS if one in counted["kind"]],
        "year": [(one, labels["year"][one]) for one in sorted(counted["year"], reverse=True)],
        "theme": _by_name(counted["theme"], labels["theme"]),
    }


def _by_name(counted: Mapping[str, int], labels: Mapping[str, str]) -> list[tuple[str, str]]:
    found = [(value, labels[value]) for value in counted if value in labels]
    return sorted(found, key=lambda one: one[1].casefold())
