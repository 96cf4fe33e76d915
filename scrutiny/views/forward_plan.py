"""The public forward plan of a body. It reads released records and nothing else."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from portal import clock
from portal.addresses import canonical_url
from portal.models import PublicRecord
from portal.public import body_record, records
from portal.responses import public
from scrutiny import kinds
from scrutiny.shown.programme import AssuranceOf, shown_assurances_of, shown_plan

PATH = "forward-plan/"


@public
def forward_plan(request: HttpRequest, body: str) -> HttpResponse:
    """What the body means to look at, meeting by meeting, and what its sub-committees assure.

    A body that has published no plan yet has the page too, and it says so.
    """
    of = body_record(body)
    record = records(kinds.FORWARD_PLAN, body=body).first()
    payload: dict[str, Any] = record.payload if record else {"entries": []}
    wanted = {key for one in payload["entries"] for key in one["prompted_by"]}
    found = records(kinds.EXTERNAL_FINDING, body=body).filter(key__in=wanted)
    return render(
        request,
        "scrutiny/forward_plan.html",
        {
            "body_slug": body,
            "canonical": canonical_url(body, PATH),
            "title": _("Forward plan"),
            "released_at": record.released_at if record else None,
            "plan": shown_plan(
                payload,
                today=clock.today(),
                public_findings=frozenset(found.values_list("key", flat=True)),
            ),
            "assurances": _assurances(of),
        },
    )


def _assurances(of: PublicRecord) -> list[AssuranceOf]:
    """What the sub-committees of the body told it, newest first, from their public reviews."""
    names = {one["slug"]: one["name"] for one in of.payload["sub_committees"]}
    rows = (
        PublicRecord.objects.current()
        .filter(kind=kinds.REVIEW, body__in=names, payload__kind="standing")
        .order_by("body", "pk")
    )
    found = [one for row in rows for one in shown_assurances_of(row, names[row.body])]
    return sorted(found, key=lambda one: one.to_day.isoformat() if one.to_day else "", reverse=True)
