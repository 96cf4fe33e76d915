"""Public pages of sources: the timeline of a body, and each source at its permanent address."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db.models.fields.json import KT
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from portal.addresses import canonical_url, host_body
from portal.public import Moved, body_record, one_page, record_of, records
from portal.responses import public
from scrutiny import kinds
from scrutiny.shown.sources import ShownExternalFinding, shown_external_finding, shown_source

#: More than this of one source are not shown at once.
MOST = 500


@public
def sources(request: HttpRequest, body: str) -> HttpResponse:
    """What others found, as a body keeps it: newest first, of one area or of all."""
    body_record(body)
    area = request.GET.get("area", "").strip()
    kept = records(kinds.EXTERNAL_FINDING, body=body)
    rows = records(kinds.SOURCE, body=body)
    if area:
        kept = kept.filter(payload__area=area)
        rows = rows.filter(key__in=kept.order_by().values(found=KT("payload__source__key")))
    page = one_page(rows, request.GET.get("page", ""), size=10)
    said = _by_source(kept.filter(payload__source__key__in=[one.key for one in page]))
    return render(
        request,
        "scrutiny/sources.html",
        {
            "body_slug": body,
            "canonical": canonical_url(body, "sources/"),
            "page_of": page,
            "page_query": f"{urlencode({'area': area})}&" if area else "",
            "sources": [shown_source(one, findings=said.get(one.key)) for one in page],
            "areas": _areas(body),
            "area": area,
        },
    )


@public
def source(request: HttpRequest, key: UUID, body: str = "") -> HttpResponse:
    """One source with everything that it says."""
    record = record_of(kinds.SOURCE, key, body=body or host_body(request))
    if body and not host_body(request):
        raise Moved(record)
    said = records(kinds.EXTERNAL_FINDING, body=record.body).filter(payload__source__key=record.key)
    return render(
        request,
        "scrutiny/source.html",
        {
            "body_slug": record.body,
            "canonical": canonical_url(record.body, record.path),
            "source": shown_source(record, findings=_by_source(said).get(record.key)),
            "replies_to": records(kinds.SOURCE).filter(key=record.payload["replies_to"]).first(),
            "replies": records(kinds.SOURCE).filter(payload__replies_to=record.key)[:MOST],
        },
    )


def _by_source(rows: Any) -> dict[str, list[ShownExternalFinding]]:
    """External findings by the key of their source, in its own order."""
    found: dict[str, list[ShownExternalFinding]] = {}
    for row in rows[:MOST]:
        found.setdefault(row.payload["source"]["key"], []).append(shown_external_finding(row))
    for of_one in found.values():
        of_one.sort(key=lambda one: int(one.text["number"]))
    return found


def _areas(body: str) -> list[str]:
    """The places that the findings of a body are about."""
    rows = records(kinds.EXTERNAL_FINDING, body=body).order_by()
    areas = rows.values_list(KT("payload__area"), flat=True).distinct()
    return sorted(one for one in areas if one)
