"""The page that the lists of the workspace share: what is filtered, the rows, what to do next."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, cast
from urllib.parse import parse_qsl

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.addresses import host_body
from portal.viewing import visible
from scrutiny.models import SavedView
from scrutiny.shown.filters import ShownChoice, query_of, shown_choices, shown_fields
from scrutiny.workspace.list_filters import ListFilters, own_rows

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from portal.models import User
    from portal.spreadsheets import Cell

#: The address of the whole list, when one's own view would open by itself.
WHOLE: Final = "?show=all"
#: So many rows are set on paper while somebody waits; longer lists are for a spreadsheet.
PAPER_ROWS: Final = 300


@dataclass(frozen=True)
class ListKind:
    """A list of the workspace: its words, its addresses, its filters, and how rows are shown."""

    kind: str
    model: type[Any]
    filters: type[ListFilters]
    address_name: str
    name: StrOrPromise
    counted: Callable[[int], str]
    empty: StrOrPromise
    template: str
    as_listed: Callable[[QuerySet[Any]], QuerySet[Any]]
    shown: Callable[[Sequence[Any], User], list[Any]]
    columns: Callable[[], list[str]]
    cells: Callable[[Any], list[Cell]]
    paper_columns: Callable[[], list[str]]
    paper_cells: Callable[[Any], list[str]]

    @property
    def address(self) -> str:
        """Where the list is."""
        return reverse(self.address_name)


@dataclass(frozen=True)
class ListPage:
    """One page of a list; `mistake` says why there is none."""

    rows: list[Any]
    number: int
    pages: int
    total: int
    mistake: str = ""

    @property
    def has_other_pages(self) -> bool:
        """Whether there is anything to leaf through."""
        return self.pages > 1

    @property
    def has_next(self) -> bool:
        """Whether a page follows."""
        return self.number < self.pages


def filters_of(request: HttpRequest, listed: ListKind, data: Any = None) -> ListFilters:
    """The filters of an address over the rows that the person may see, and no others."""
    user = cast("User", request.user)
    rows = own_rows(visible(user, listed.model), here=host_body(request))
    return listed.filters(request.GET if data is None else data, rows=rows, user=user)


def default_of(request: HttpRequest, listed: ListKind) -> HttpResponse | None:
    """The way to the view that opens by itself, for the bare address alone."""
    if request.GET:
        return None
    view = visible(request.user, SavedView).filter(kind=listed.kind, is_default=True).first()
    return HttpResponseRedirect(f"?{view.query}") if view and view.query else None


def list_page(request: HttpRequest, listed: ListKind, **more: Any) -> HttpResponse:
    """The list as the address asks for it, or what of the address was not understood."""
    views = list(visible(request.user, SavedView).filter(kind=listed.kind))
    filters = filters_of(request, listed)
    mistakes = filters.mistakes
    page = ListPage([], 1, 1, 0) if mistakes else page_of(filters, listed, request.GET.get("page"))
    if page.mistake:
        mistakes = [("count", page.mistake)]
    chosen = {} if filters.mistakes else filters.chosen
    query = query_of(chosen)
    own = next((one for one in views if same_query(one.query, request.GET.urlencode())), None)
    context = {
        "listed": listed,
        "words": {"name": listed.name},
        "address": listed.address,
        "whole": f"{listed.address}{WHOLE}",
        "count": listed.counted(page.total),
        "fields": shown_fields(filters),
        "choices": choices_of(filters, listed),
        "mistakes": mistakes,
        "page": page,
        "query": query,
        "previous_query": query_of(chosen, page=page.number - 1),
        "next_query": query_of(chosen, page=page.number + 1),
        "rows": listed.shown(page.rows, filters.user),
        "too_long": page.total > PAPER_ROWS,
        "paper_rows": PAPER_ROWS,
        "views": views,
        "view": own,
        "views_address": reverse("workspace_views", args=[listed.kind]),
        **more,
    }
    return render(request, "scrutiny/workspace/list.html", context)


def page_of(filters: ListFilters, listed: ListKind, wanted: str | None) -> ListPage:
    """The page that an address names; a number that is none gives no rows and says so."""
    rows = filters.qs
    size = filters.size_of_page
    total = rows.count()
    pages = max(1, -(-total // size))
    is_number = bool(wanted) and str(wanted).isascii() and str(wanted).isdigit()
    number = int(str(wanted)[:7]) if is_number else (0 if wanted else 1)
    if not 1 <= number <= pages:
        words = _("There is no page “%(page)s” of this list.") % {"page": str(wanted)[:20]}
        return ListPage([], 1, 1, total, words)
    start = (number - 1) * size
    return ListPage(list(listed.as_listed(rows)[start : start + size]), number, pages, total)


def choices_of(filters: ListFilters, listed: ListKind) -> list[ShownChoice]:
    """What was chosen, in words, each with the address of the list without it."""
    if filters.mistakes:
        return []
    found = shown_choices(filters, listed.address)
    bare = f"{listed.address}#count"
    return [
        ShownChoice(one.label, one.value, f"{listed.address}{WHOLE}#count")
        if one.address == bare
        else one
        for one in found
    ]


def said_of(filters: ListFilters, listed: ListKind) -> str:
    """What is filtered, as one sentence: “Owner: Pat Reed; Due: Overdue”."""
    said = [f"{one.label}: {one.value}" for one in choices_of(filters, listed)]
    return "; ".join(said) or _("Everything that you may see")


def same_query(one: str, other: str) -> bool:
    """Whether two queries ask for the same, whatever page and order of parameters."""
    return _asked(one) == _asked(other)


def _asked(query: str) -> dict[str, str]:
    pairs = parse_qsl(query)
    return {name: value.strip() for name, value in pairs if name != "page" and value.strip()}
