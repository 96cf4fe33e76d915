"""The list of information requests in the workspace: filters, rows, tables, paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, cast

from django.contrib.auth.decorators import login_required
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from portal import clock
from portal.shown import Status
from portal.viewing import asks
from scrutiny.models import InformationRequest, SavedView
from scrutiny.workspace.list_files import list_csv, list_pdf, list_xlsx
from scrutiny.workspace.list_filters import ListFilters, Rows
from scrutiny.workspace.list_late import calendars_of_rows, late_words
from scrutiny.workspace.list_page import ListKind, default_of, list_page

if TYPE_CHECKING:
    from portal.models import User
    from portal.spreadsheets import Cell

#: States in which a request waits for whoever was asked.
OPEN_STATES: Final = (InformationRequest.State.ASKED.value,)
_STATUS: Final = {
    "asked": Status(_lazy("Asked"), "waiting"),
    "answered": Status(_lazy("Answered"), "open"),
    "closed": Status(_lazy("Closed"), "done"),
    "withdrawn": Status(_lazy("Withdrawn"), "done"),
}
_BY_DAY: Final = ("awaits_on", "body__slug", "-municipal_year", "-number", "pk")


class RequestFilters(ListFilters):
    """The list of requests: whose, of which body, by when, from where."""

    open_states = OPEN_STATES
    person = "addressee"
    searched = ("text", "addressee__name", "addressee__post", "review__title")
    orders = {
        "due": _BY_DAY,
        "newest": ("-created_at", "-pk"),
        "owner": ("addressee__name", *_BY_DAY),
    }
    field_order = ("q", "whose", "body", "due", "state", "owner", "meeting", "theme", "year")

    def labels(self) -> dict[str, Any]:
        """Whoever is asked owns nothing."""
        return {"owner": _lazy("Asked of")}

    def more_choices(self) -> dict[str, list[tuple[str, Any]]]:
        """The orders of this list."""
        return {"sort": [("newest", _lazy("Newest first")), ("owner", _lazy("By who is asked"))]}

    def states(self) -> list[tuple[str, Any]]:
        """Every state of a request's life."""
        return list(InformationRequest.State.choices)

    def by_theme(self, rows: Rows, name: str, value: str) -> Rows:
        """The line of enquiry that it is for, or the line asked at the meeting."""
        return rows.filter(Q(line__theme__slug=value) | Q(origin_entry__line__theme__slug=value))


@dataclass(frozen=True)
class ShownRequest:
    """One request as a list shows it."""

    request: InformationRequest
    label: str
    address: str
    status: Status | None
    late: str
    origin: str


def _as_listed(rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.select_related("body", "addressee", "origin_minute__meeting", "review")


def _shown(rows: Sequence[Any], user: User) -> list[ShownRequest]:
    today, calendars = clock.today(), calendars_of_rows(rows)
    return [
        ShownRequest(
            request=one,
            label=_("Request %s") % one.reference,
            address=reverse("workspace_request", args=[one.key]),
            status=_STATUS.get(one.state),
            late=late_words(one, OPEN_STATES, calendars.get(one.body.slug), today),
            origin=_origin(one),
        )
        for one in rows
    ]


def _origin(one: InformationRequest) -> str:
    if one.origin_minute:
        day = date_format(one.origin_minute.meeting.held_on, "j F Y")
        return _("Minute %(number)s, %(day)s") % {"number": one.origin_minute.number, "day": day}
    return one.review.title if one.review else ""


def _columns() -> list[str]:
    return [
        _("Request"),
        _("Panel or board"),
        _("What is to be told"),
        _("Asked of"),
        _("Due"),
        _("Late"),
        _("State"),
        _("Answered on"),
        _("From"),
    ]


def _cells(one: ShownRequest) -> list[Cell]:
    asked = one.request
    return [
        asked.reference,
        asked.body.name,
        asked.text,
        str(asked.addressee),
        asked.due_on.isoformat(),
        one.late,
        str(one.status.word) if one.status else "",
        asked.answered_on.isoformat() if asked.answered_on else "",
        one.origin,
    ]


def _paper_columns() -> list[str]:
    return [_("Request"), _("What is to be told"), _("Asked of"), _("Due"), _("State"), _("From")]


def _paper_cells(one: ShownRequest) -> list[str]:
    asked = one.request
    return [
        f"{asked.reference}, {asked.body.short_name}",
        asked.text,
        str(asked.addressee),
        "; ".join(filter(None, (date_format(asked.due_on, "j F Y"), one.late))),
        str(one.status.word) if one.status else "",
        one.origin,
    ]


def _counted(total: int) -> str:
    said = ngettext("%(total)d information request", "%(total)d information requests", total)
    return said % {"total": total}


REQUESTS: Final = ListKind(
    kind=SavedView.Kind.REQUESTS,
    model=InformationRequest,
    filters=RequestFilters,
    address_name="workspace_requests",
    name=_lazy("Information requests"),
    counted=_counted,
    empty=_lazy(
        "There is no information request that you may see. Requests appear here once a clerk has "
        "entered them, or somebody has promised an answer at a hearing."
    ),
    template="scrutiny/workspace/list_requests.html",
    as_listed=_as_listed,
    shown=cast("Any", _shown),
    columns=_columns,
    cells=_cells,
    paper_columns=_paper_columns,
    paper_cells=_paper_cells,
)


@login_required
@require_safe
@asks(InformationRequest, SavedView)
def requests(request: HttpRequest) -> HttpResponse:
    """The information requests that somebody may see, filtered as the address asks."""
    return default_of(request, REQUESTS) or list_page(request, REQUESTS)


@login_required
@require_safe
@asks(InformationRequest)
def requests_csv(request: HttpRequest) -> HttpResponse:
    """The same rows, all of them, as CSV."""
    return list_csv(request, REQUESTS)


@login_required
@require_safe
@asks(InformationRequest)
def requests_xlsx(request: HttpRequest) -> HttpResponse:
    """The same as a workbook."""
    return list_xlsx(request, REQUESTS)


@login_required
@require_safe
@asks(InformationRequest)
def requests_pdf(request: HttpRequest) -> HttpResponse:
    """The same on paper."""
    return list_pdf(request, REQUESTS)
