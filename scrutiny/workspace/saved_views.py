"""Saved views: one's own named lists, kept, renamed and deleted on a page of their own."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, cast
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal.operations import Refused
from portal.viewing import asks, visible
from scrutiny.models import SavedView
from scrutiny.operations.saved_views import change_view, delete_view, save_view
from scrutiny.shown.filters import query_of
from scrutiny.workspace.action_list import ACTIONS
from scrutiny.workspace.list_page import ListKind, filters_of, said_of
from scrutiny.workspace.request_list import REQUESTS

if TYPE_CHECKING:
    from portal.models import User

_UNPROCESSABLE: Final = 422
LISTS: Final[dict[str, ListKind]] = {one.kind: one for one in (ACTIONS, REQUESTS)}


@dataclass
class ShownView:
    """A view with what it filters in words, or that it asks for something that is gone."""

    view: SavedView
    said: str
    is_gone: bool
    address: str
    name: str
    is_default: bool
    mistakes: list[str] = field(default_factory=list)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@asks(SavedView)
def views(request: HttpRequest, kind: str) -> HttpResponse:
    """One's own views of a list. A form saves a new one, changes one or deletes one."""
    listed = LISTS.get(kind)
    if listed is None:
        raise Http404
    mistakes: list[tuple[str, str]] = []
    view = _asked_for(request, listed) if request.method == "POST" else None
    if request.method == "POST":
        try:
            _do(request, listed, view)
            return HttpResponseRedirect(_after(request, listed))
        except Refused as refused:
            place = f"name-{view.key}" if view else "new-name"
            mistakes = [(place, one) for one in refused.reasons]
    shown = [_shown(request, listed, one) for one in _own(request, listed)]
    for one in shown:
        if view is not None and one.view.pk == view.pk:
            one.name, one.is_default = request.POST.get("name", ""), "is_default" in request.POST
            one.mistakes = [message for _place, message in mistakes]
    context = {
        "listed": listed,
        "views": shown,
        "mistakes": mistakes,
        "new": _new(request) if mistakes and view is None else None,
    }
    status = _UNPROCESSABLE if mistakes else 200
    return render(request, "scrutiny/workspace/saved_views.html", context, status=status)


def _do(request: HttpRequest, listed: ListKind, view: SavedView | None) -> None:
    user, sent = cast("User", request.user), request.POST
    name, is_default = sent.get("name", ""), "is_default" in sent
    if view is None:
        save_view(
            by=user,
            kind=listed.kind,
            name=name,
            query=_query(request, listed),
            is_default=is_default,
            replace="replace" in sent,
        )
        messages.success(request, _("The view was saved. Only you see it."))
    elif sent.get("do") == "delete":
        delete_view(view=view, by=user)
        messages.success(request, _("The view was deleted. The list itself is as it was."))
    else:
        change_view(view=view, by=user, name=name, is_default=is_default)
        messages.success(request, _("The view was changed."))


def _query(request: HttpRequest, listed: ListKind) -> str:
    """The filters that are to be kept; what the list does not understand is not kept."""
    filters = filters_of(request, listed, QueryDict(request.POST.get("query", "").lstrip("?")))
    if filters.mistakes:
        raise Refused(*(message for _place, message in filters.mistakes))
    return query_of(filters.chosen).lstrip("?")


def _after(request: HttpRequest, listed: ListKind) -> str:
    """Back to the list that was saved; else stay where the views are."""
    if "key" in request.POST:
        return request.path
    query = request.POST.get("query", "").lstrip("?")
    return f"{listed.address}?{query}" if query else f"{listed.address}?show=all"


def _asked_for(request: HttpRequest, listed: ListKind) -> SavedView | None:
    """The view that a form is about: one's own, else it is not there."""
    if "key" not in request.POST:
        return None
    try:
        key = UUID(request.POST["key"])
    except ValueError as error:
        raise Http404 from error
    found = visible(request.user, SavedView).filter(kind=listed.kind, key=key).first()
    if found is None:
        raise Http404
    return found


def _own(request: HttpRequest, listed: ListKind) -> list[SavedView]:
    return list(visible(request.user, SavedView).filter(kind=listed.kind))


def _shown(request: HttpRequest, listed: ListKind, view: SavedView) -> ShownView:
    filters = filters_of(request, listed, QueryDict(view.query))
    gone = bool(filters.mistakes)
    return ShownView(
        view=view,
        said=" ".join(one for _place, one in filters.mistakes)
        if gone
        else said_of(filters, listed),
        is_gone=gone,
        address=f"{listed.address}?{view.query}" if view.query else f"{listed.address}?show=all",
        name=view.name,
        is_default=view.is_default,
    )


def _new(request: HttpRequest) -> dict[str, object]:
    """What was typed for a new view that could not be saved."""
    return {
        "name": request.POST.get("name", ""),
        "query": request.POST.get("query", ""),
        "is_default": "is_default" in request.POST,
        "replace": "replace" in request.POST,
    }
