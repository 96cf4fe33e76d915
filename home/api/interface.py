"""The interface itself: two addresses for each data set, registered from their one list."""

from __future__ import annotations

from typing import Annotated, Any, Final
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI, Path
from ninja.errors import HttpError, ValidationError
from ninja.params.functions import Query
from pydantic import Field

from home.api.forms import Gone, Problem, page_form, row_form
from home.api.parameters import AT_MOST, parameters_of, wanted
from home.opendata.asking import NotUnderstood, refuse_others
from home.opendata.building import building, instant
from home.opendata.choosing import rows_of
from home.opendata.data_set import DataSet
from home.opendata.describing import LICENCE
from home.opendata.paging import one_slice
from home.opendata.sets import SETS
from portal.addresses import host_body, main_url
from portal.models import PublicRecord
from portal.open_answers import problem

VERSION: Final = "1"
_KEY: Final = r"^[0-9A-Za-z._-]{1,160}$"
_ERRORS: Final = {400: Problem, 404: Problem, 405: Problem, 429: Problem}

api = NinjaAPI(
    title="Scrutiny portal",
    version=VERSION,
    description=(
        "Everything that the panels and boards have published, to read. Nothing can be written "
        "here and nobody signs in. What is withdrawn is gone from the next request on."
    ),
    docs_url=None,
    openapi_url=None,
    urls_namespace="interface",
    openapi_extra={
        "info": {"license": {"name": LICENCE["title"], "url": LICENCE["path"]}},
        "jsonSchemaDialect": "https://json-schema.org/draft/2020-12/schema",
    },
)


@api.exception_handler(ValidationError)
def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """What has not the form that the description gives: the first of it, by name."""
    first: dict[str, Any] = error.errors[0]
    return problem(
        400, "not-understood", says=f"{first['msg']}.", parameter=str(first["loc"][-1])[:80]
    )


@api.exception_handler(NotUnderstood)
def _not_understood(request: HttpRequest, mistake: NotUnderstood) -> HttpResponse:
    return problem(400, "not-understood", says=mistake.says, parameter=mistake.parameter)


@api.exception_handler(HttpError)
def _refused(request: HttpRequest, error: HttpError) -> HttpResponse:
    return problem(error.status_code, "request", says=str(error))


def _register(one: DataSet) -> None:
    row = row_form(one)
    asked_form = parameters_of(one)

    def page(request: HttpRequest, asked: Any) -> Any:
        refuse_others(request, asked_form.model_fields)
        given = asked.model_dump(exclude_none=True)
        seen = wanted(request, one, given)
        at = building(seen.body)
        found = one_slice(
            one, seen, at, after=given.get("after", ""), limit=given.get("limit", AT_MOST)
        )
        following = None
        if found.next_place:
            query = urlencode({**request.GET.dict(), "after": found.next_place})
            following = main_url(f"api/v{VERSION}/{one.name}?{query}", request=request)
        return {"set": one.name, "rows": found.rows, "next": following}

    page.__annotations__["asked"] = Annotated[asked_form, Query()]

    def single(request: HttpRequest, key: Annotated[str, Path(), Field(pattern=_KEY)]) -> Any:
        refuse_others(request, ())
        return _one(request, one, key)

    api.get(
        f"/{one.name}",
        response={200: page_form(one, row), **_ERRORS},
        operation_id=f"list_{one.name}",
        summary=f"{one.title}: page by page",
        description=str(one.says),
        url_name=f"{one.name}",
        tags=[str(one.title)],
    )(page)
    api.get(
        f"/{one.name}/{{key}}",
        response={200: row, **_ERRORS, 410: Gone},
        operation_id=f"get_{one.name}",
        summary=f"{one.title}: one of them",
        description="By its permanent key; 410 with the reason when it was withdrawn.",
        url_name=f"{one.name}-one",
        tags=[str(one.title)],
    )(single)


def _one(request: HttpRequest, one: DataSet, key: str) -> Any:
    """One row by its key; that of a date names its record too: `<kind>.<key>.<name>`."""
    found = _record_of(request, one, key)
    if found is None:
        return problem(404, "unknown", says="There is no record of this key.")
    if found.withdrawn_at is not None and not one.is_of_withdrawn:
        return problem(
            410,
            "withdrawn",
            says="The record was withdrawn.",
            key=key,
            kind=found.kind,
            withdrawn_at=instant(found.withdrawn_at),
            withdrawn_reason=found.withdrawn_reason or None,
        )
    at = building(found.body)
    for row in rows_of(one, found, at):
        if row["key"] == key:
            return row
    return problem(404, "unknown", says="There is no record of this key.")


def _record_of(request: HttpRequest, one: DataSet, key: str) -> PublicRecord | None:
    kind, dot, rest = key.partition(".")
    is_named = dot and kind in one.kinds
    name = rest.partition(".")[0] if is_named else key
    rows = PublicRecord.objects.filter(
        kind__in=[kind] if is_named else one.kinds, key=name, is_current=True
    ).of_body(host_body(request))
    if one.is_of_withdrawn:
        rows = rows.filter(withdrawn_at__isnull=False)
    return rows.order_by("kind").first()


for _set in SETS.values():
    _register(_set)
