"""Every coming date of every body that somebody works for, as a page and as a table."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from home.dates import ShownDate, bodies_worked_for, dates_of, grouped, kind_labels
from portal.access import BodyRoles
from portal.addresses import host_body
from portal.spreadsheets import csv_bytes
from portal.viewing import asks

PER_PAGE = 100


@login_required
@require_safe
@asks(BodyRoles)
def dates(request: HttpRequest) -> HttpResponse:
    """The list with its filters, a hundred a page; for those who hold an office in a body."""
    bodies = bodies_worked_for(request.user, here=host_body(request))
    if not bodies:
        raise Http404
    body, kind = _chosen(request, "body", bodies), _chosen(request, "kind", kind_labels())
    found = _found(request)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    query = "".join(f"{name}={value}&" for name, value in (("body", body), ("kind", kind)) if value)
    return render(
        request,
        "home/dates.html",
        {
            "groups": grouped(page.object_list),
            "page_of": page,
            "page_query": query,
            "bodies": bodies.values(),
            "body": body,
            "kinds": kind_labels().items(),
            "kind": kind,
            "total": len(found),
            "overdue": sum(one.is_late for one in found),
        },
    )


@login_required
@require_safe
@asks(BodyRoles)
def dates_csv(request: HttpRequest) -> HttpResponse:
    """The same dates for a spreadsheet, with the same filters."""
    if not bodies_worked_for(request.user, here=host_body(request)):
        raise Http404
    head = (
        *(_("Date"), _("Time"), _("Days"), _("What"), _("Kind"), _("Body")),
        *(_("Force"), _("Authority"), _("How it was counted")),
    )
    rows = [head, *map(_cells, _found(request))]
    response = HttpResponse(csv_bytes(rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="coming-dates.csv"'
    return response


def _found(request: HttpRequest) -> list[ShownDate]:
    bodies = bodies_worked_for(request.user, here=host_body(request))
    body, kind = _chosen(request, "body", bodies), _chosen(request, "kind", kind_labels())
    if body:
        bodies = {body: bodies[body]}
    return dates_of(request.user, bodies, only=[kind] if kind else [])


def _chosen(request: HttpRequest, name: str, offered: object) -> str:
    """What a filter asks for, if it is offered; anything else filters nothing."""
    asked = request.GET.get(name, "")
    assert isinstance(offered, dict)
    return asked if asked in offered else ""


def _cells(one: ShownDate) -> tuple[str, ...]:
    return (
        one.date.on.isoformat(),
        one.date.at.strftime("%H:%M") if one.date.at else "",
        one.days,
        one.date.what,
        str(one.kind),
        one.body,
        str(one.force),
        one.date.authority,
        one.date.counted,
    )
