"""What the filters of a list of the workspace offer: the values that its rows have.

A list of hundreds of names is of no use to anybody. Where the rows have more people or meetings
than `MOST`, these are offered once a panel or board has been chosen.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any, Final
from uuid import UUID

from django.db.models import QuerySet
from django.utils.formats import date_format

from boards.models import Meeting, Person, ScrutinyBody
from scrutiny.models import Theme

Choices = list[tuple[str, str]]
MOST: Final = 200


class Offers:
    """Choices for the rows that somebody may see; each kind takes one query, and one at most."""

    def __init__(self, rows: QuerySet[Any], *, person: str, asked: Mapping[str, str]) -> None:
        self._person = person
        self._asked = asked
        self._all = rows.order_by()

    @cached_property
    def _rows(self) -> QuerySet[Any]:
        """The rows of the body that was chosen; all of them where none was, or none of these."""
        body = self._asked.get("body", "")
        return self._all.filter(body__slug=body) if body in dict(self.bodies) else self._all

    @cached_property
    def bodies(self) -> Choices:
        """The bodies that have rows, by their names."""
        found = ScrutinyBody.objects.filter(pk__in=self._all.values("body"))
        return [(one.slug, one.name) for one in found.order_by("name")]

    @cached_property
    def people(self) -> Choices:
        """Whoever is to do something, by name; a name that several bodies have tells which."""
        found = Person.objects.filter(pk__in=self._rows.values(self._person))
        found = found.select_related("body").order_by("name", "pk")
        kept = list(found[: MOST + 1])
        if len(kept) > MOST:
            kept = list(found.filter(key__in=_keys(self._asked.get("owner", ""))))
        names = [str(one) for one in kept]
        return [
            (
                str(one.key),
                f"{one} ({one.body.short_name})" if names.count(str(one)) > 1 else str(one),
            )
            for one in kept
        ]

    @cached_property
    def meetings(self) -> Choices:
        """The meetings whose minutes rows come from, newest first."""
        found = Meeting.objects.filter(pk__in=self._rows.values("origin_minute__meeting"))
        found = found.select_related("body").order_by("-held_on", "pk")
        kept = list(found[: MOST + 1])
        if len(kept) > MOST:
            kept = list(found.filter(key__in=_keys(self._asked.get("meeting", ""))))
        return [
            (str(one.key), f"{one.body.short_name}, {date_format(one.held_on, 'j F Y')}")
            for one in kept
        ]

    @cached_property
    def themes(self) -> Choices:
        """All themes: they are few, and the same for all bodies."""
        return list(Theme.objects.values_list("slug", "name"))

    @cached_property
    def years(self) -> Choices:
        """The municipal years in which rows were numbered, newest first."""
        found = self._all.values_list("municipal_year", flat=True).distinct()
        return [(one.replace("/", "-"), one) for one in sorted(found, reverse=True)]


def _keys(text: str) -> list[UUID]:
    try:
        return [UUID(text)]
    except ValueError:
        return []
