"""A search that somebody follows: by the address of the page, within its limits; records alone.

What is new of it is looked for among the rows that came into the index since, so a search that is
kept costs no more than what was published, however often its words occur.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.db.models import Min, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _

from home.search.asking import asked
from home.search.filters import SearchFilters, choices
from home.search.finding import COUNTED
from home.search.forms import with_forms
from home.search.kinds import PAGE
from home.search.text import matching
from home.search_tables import SearchEntry
from portal.models import PublicRecord
from scrutiny.shown.filters import query_of, shown_choices

__all__ = ["FollowedSearch", "followed_search", "may_be_followed"]

ADDRESS: Final = "/search/"
Ref = tuple[str, str]


@dataclass(frozen=True)
class FollowedSearch:
    """What an address asks for. `query` is that of the page, in one order."""

    filters: SearchFilters

    @property
    def title(self) -> str:
        """What was searched for, and within what, in words."""
        words = self.filters.form.cleaned_data["q"]
        label = str(self.filters.filters["q"].label)
        chosen = [
            f"{one.label}: {one.value}"
            for one in shown_choices(self.filters, ADDRESS)
            if one.label != label
        ]
        searched = _("Search: “%(words)s”") % {"words": words} if words else _("Search")
        return " – ".join([searched, *chosen])

    @property
    def query(self) -> str:
        """The query of its page and of its feed."""
        return query_of(self.filters.chosen)

    def newest(self, at_most: int) -> list[PublicRecord]:
        """The records that are found, those released last first."""
        refs = _refs(_entries(self._matching()).order_by("-release", "-pk"))
        return _records(refs[:at_most])

    def released(self, *, after: int, up_to: int) -> list[PublicRecord]:
        """The records that are found and came out with a release of these numbers."""
        new = SearchEntry.objects.filter(release__gt=after)
        first = new.aggregate(first=Min("pk"))["first"]
        if first is None:
            return []
        found = _entries(self._matching(since=first)).filter(release__gt=after, release__lte=up_to)
        return _records(_refs(found))

    def _matching(self, since: int | None = None) -> list[int]:
        wanted = with_forms(asked(self.filters.form.cleaned_data["q"]))
        return matching(wanted.conditions, self.filters.tags, at_most=COUNTED, since=since).ids


def followed_search(query: QueryDict, *, body: str = "") -> FollowedSearch | None:
    """The search of an address, within a body where one is given.

    None for one that asks for nothing, or is not understood (any more).
    """
    filters = SearchFilters(query, choices=choices(body), body=body)
    return FollowedSearch(filters) if not filters.mistakes and may_be_followed(filters) else None


def may_be_followed(filters: SearchFilters) -> bool:
    """Whether something is asked for, and not pages of editors alone, which nobody releases."""
    return bool(filters.chosen) and filters.chosen.get("kind") != "pages"


def _entries(ids: list[int]) -> QuerySet[SearchEntry]:
    return SearchEntry.objects.filter(pk__in=ids).exclude(kind=PAGE)


def _refs(entries: QuerySet[SearchEntry]) -> list[Ref]:
    return list(dict.fromkeys(entries.values_list("kind", "key")))


def _records(refs: list[Ref]) -> list[PublicRecord]:
    """Their current versions, newest first; one that went meanwhile is left out. One query."""
    wanted = set(refs)
    rows = PublicRecord.objects.current().select_related("release")
    rows = rows.filter(kind__in={kind for kind, _key in refs}, key__in={key for _kind, key in refs})
    return [one for one in rows.order_by("-released_at", "-pk") if (one.kind, one.key) in wanted]
