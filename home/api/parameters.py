"""What can be asked of a data set: its filters as parameters, checked before anything is read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, Literal

from django.http import HttpRequest
from ninja import Schema
from pydantic import Field, create_model

from home.opendata.asking import NotUnderstood, day_of, known_bodies
from home.opendata.choosing import Wanted
from home.opendata.data_set import DataSet, Filter
from home.opendata.paging import PLACE
from portal.addresses import host_body
from scrutiny.public_tables import TrackedTag

#: Rows on a page, at most and unless fewer are asked for.
AT_MOST: Final = 100


def parameters_of(one: DataSet) -> type[Schema]:
    """The parameters of a set: what is common to all, and its own filters."""
    fields: dict[str, Any] = {
        "limit": (int, Field(AT_MOST, ge=1, le=AT_MOST, description="Rows on a page, at most")),
        "after": (
            str | None,
            Field(None, pattern=PLACE, description="The place after which to go on: see `next`"),
        ),
        "since": (
            str | None,
            Field(
                None,
                json_schema_extra={"format": "date"},
                description="Only what was published or withdrawn on this day or after it. What "
                "was withdrawn stands there with its key, day and reason.",
            ),
        ),
        "body": (str | None, Field(None, description="Only of this panel or board")),
    }
    for each in one.filters:
        fields[each.name] = (_form(each), Field(None, description=str(each.says)))
    return create_model(f"{one.name.title()}Asked", __base__=Schema, **fields)


def _form(one: Filter) -> Any:
    return Literal[one.values] | None if one.values else str | None


def wanted(request: HttpRequest, one: DataSet, given: Mapping[str, Any]) -> Wanted:
    """What is asked for. Raises NotUnderstood for a body or a theme that nothing has."""
    here = host_body(request)
    body = given.get("body")
    if body is not None and body not in known_bodies(request):
        raise NotUnderstood("body", "There is no panel or board of this name here.")
    theme = given.get("theme")
    if theme is not None and theme not in known_themes():
        raise NotUnderstood("theme", "There is no theme of this name.")
    names = {each.name for each in one.filters}
    asked = {name: str(value) for name, value in given.items() if name in names}
    return Wanted(body=here or body or "", since=day_of(given.get("since")), asked=asked)


def known_themes() -> list[str]:
    """The themes that something public has."""
    rows = TrackedTag.objects.filter(facet="theme").order_by("value")
    return list(rows.values_list("value", flat=True).distinct())
