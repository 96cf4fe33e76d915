"""Figures of requests for other formats: how many asked in a year, how fast they were answered.

Nothing of who asked. They are released with each answer and, where they have changed, once a day;
never by what a stranger sends.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from boards import kinds
from boards.models import FormatRequest, ScrutinyBody
from boards.rules.formats import Asked, figures
from portal.calendar import calendar_for
from portal.clock import CIVIL_ZONE
from portal.disclosure.matters import matter_key
from portal.public import records
from portal.publishing import Copy, release

if TYPE_CHECKING:
    from portal.models import User
    from portal.rules.calendars import Calendar


def calendar_of(body: ScrutinyBody) -> Calendar:
    """The working days of a body, by which an answer is promised and counted."""
    return calendar_for("wales" if body.nation == "wales" else "england", body.slug)


def release_figures(body: ScrutinyBody, *, by: User | None) -> None:
    """Release the figures of a body as they are now."""
    _release(body, _years(body), by=by)


def release_changed_figures(as_of: datetime) -> int:
    """Release the figures that have changed, of each public body at most once a day; how many.

    So a request that waits is counted though nobody has answered one.
    """
    today = as_of.astimezone(CIVIL_ZONE).date()
    asked = FormatRequest.objects.order_by().values("body")
    public = records(kinds.BODY).values_list("body", flat=True)
    told = {one.body: one for one in records(kinds.FORMATS)}
    done = 0
    for body in ScrutinyBody.objects.filter(pk__in=asked, slug__in=list(public)):
        last = told.get(body.slug)
        if last and last.released_at.astimezone(CIVIL_ZONE).date() >= today:
            continue
        years = _years(body)
        if last is None or last.payload["years"] != years:
            _release(body, years, by=None)
            done += 1
    return done


def _years(body: ScrutinyBody) -> list[dict[str, Any]]:
    rows = FormatRequest.objects.filter(body=body).only("asked_at", "answered_on", "state")
    asked = [
        Asked(one.asked_at.astimezone(CIVIL_ZONE).date(), one.answered_on, one.state)
        for one in rows
    ]
    return [dict(one) for one in figures(asked, calendar_of(body))]


def _release(body: ScrutinyBody, years: list[dict[str, Any]], *, by: User | None) -> None:
    copy = Copy(
        kind=kinds.FORMATS,
        key=str(body.key),
        body=body.slug,
        path="formats/figures/",
        title=_("Requests for other formats"),
        payload={"years": years},
    )
    release(
        copies=[copy],
        body=body.slug,
        subject=_("Figures of requests for other formats"),
        by=by,
        matter=matter_key(kinds.BODY, body.key),
    )
