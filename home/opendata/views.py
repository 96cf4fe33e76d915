"""`/data/`: what can be taken away, each set as a file in three forms, schemas and checksums."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from boards import kinds as board_kinds
from home.linked_data.describing import catalogue
from home.opendata.answering import open_to_programs
from home.opendata.asking import NotUnderstood, body_of, refuse_others, wanted_of
from home.opendata.building import building
from home.opendata.choosing import Wanted, every_row
from home.opendata.columns import Row
from home.opendata.data_set import DataSet
from home.opendata.describing import LICENCE, schema_of, told
from home.opendata.sets import SETS
from home.opendata.summing import sums
from home.opendata.throttling import DOWNLOADS, REQUESTS
from home.opendata.writing import FORMATS, as_csv, as_json, as_xlsx
from portal.addresses import host_body, main_url
from portal.open_answers import opened, problem
from portal.public import records
from portal.responses import public


def data(request: HttpRequest) -> HttpResponseBase:
    """The page: every set with what it holds, how much, since when, and its files."""
    return opened(_page(request))


@public
def _page(request: HttpRequest) -> HttpResponse:
    here = host_body(request)
    bodies = [] if here else list(records(board_kinds.BODY).order_by("title"))
    mistakes: list[tuple[str, str]] = []
    body = here
    if not here and "body" in request.GET:
        body = request.GET["body"]
        if body and body not in {one.body for one in bodies}:
            mistakes = [("body", _("There is no panel or board of this name. Choose one."))]
            body = ""
    counted = sums(body)
    chosen = f"?body={body}" if body and not here else ""
    sets = [(one, counted[one.name]) for one in SETS.values()]
    context = {
        "canonical": main_url("data/", request=request),
        "sets": sets,
        "bodies": [(one.body, one.title) for one in bodies],
        "body": body,
        "query": chosen,
        "forms": list(FORMATS),
        "mistakes": mistakes,
        "licence": LICENCE,
        "linked": catalogue(sets, request),
    }
    return render(request, "home/data.html", context, status=400 if mistakes else 200)


@open_to_programs(DOWNLOADS)
def file(request: HttpRequest, name: str, form: str) -> HttpResponseBase:
    """One set as a file, written while it is sent."""
    one = SETS[name]
    try:
        wanted = wanted_of(request)
    except NotUnderstood as mistake:
        return not_understood(mistake)
    rows = every_row(one, wanted, building(wanted.body))
    return _written(request, one, wanted, rows, form)


def _written(
    request: HttpRequest, one: DataSet, wanted: Wanted, rows: Any, form: str
) -> HttpResponseBase:
    response: HttpResponseBase
    if request.method == "HEAD":
        response = HttpResponse(content_type=FORMATS[form])
    elif form == "xlsx":
        book = as_xlsx(one.names, rows, title=str(one.title))
        response = FileResponse(book, content_type=FORMATS[form])
    elif form == "csv":
        response = StreamingHttpResponse(as_csv(one.names, rows), content_type=FORMATS[form])
    else:
        about = _about(request, one, wanted)
        response = StreamingHttpResponse(as_json(about, rows), content_type=FORMATS[form])
    since = f"-since-{wanted.since.isoformat()}" if wanted.since else ""
    body = f"{wanted.body}-" if wanted.body else ""
    response["Content-Disposition"] = f'attachment; filename="{body}{one.name}{since}.{form}"'
    response["Link"] = f"<{main_url(f'data/{one.name}.schema.json', request=request)}>; "
    response["Link"] += 'rel="describedby", '
    response["Link"] += f'<{LICENCE["path"]}>; rel="license"'
    return response


def _about(request: HttpRequest, one: DataSet, wanted: Wanted) -> Row:
    """What a JSON file says of itself before its rows; what was withdrawn, without content."""
    found = sums(wanted.body)[one.name]
    about = told(one, found, request, body=wanted.body)
    return about | {"since": wanted.since.isoformat() if wanted.since else None}


@open_to_programs(REQUESTS)
def schema(request: HttpRequest, name: str) -> HttpResponseBase:
    """The columns of a set, as JSON Schema and as Table Schema."""
    try:
        refuse_others(request, ())
    except NotUnderstood as mistake:
        return not_understood(mistake)
    return JsonResponse(schema_of(SETS[name], request))


@open_to_programs(REQUESTS)
def checksums(request: HttpRequest) -> HttpResponseBase:
    """Count, last change and checksum of every set: by this a reader sees what to fetch again."""
    try:
        refuse_others(request, () if host_body(request) else ("body",))
        body = host_body(request) or body_of(request)
    except NotUnderstood as mistake:
        return not_understood(mistake)
    found = sums(body)
    return JsonResponse(
        {"sets": [told(one, found[one.name], request, body=body) for one in SETS.values()]}
    )


def not_understood(mistake: NotUnderstood) -> HttpResponse:
    """The answer to what was not understood; nothing is ever passed over."""
    return problem(400, "not-understood", says=mistake.says, parameter=mistake.parameter)
