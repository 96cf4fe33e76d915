"""Changing many actions at once: choose them, choose the change, look at each, confirm.

Three forms in a row and no state between them: what was chosen goes along. Only a clerk of the body
may; what belongs to another body is not there. Nothing is changed before the last one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final, cast
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from portal.access import bodies_of
from portal.viewing import asks, visible
from scrutiny.models import Action
from scrutiny.workspace.action_list import ACTIONS
from scrutiny.workspace.action_list_filters import as_listed
from scrutiny.workspace.action_list_rows import CLERKS
from scrutiny.workspace.bulk_change import KINDS, MOST, Outcome, make_all, try_out
from scrutiny.workspace.bulk_forms import ChangeForm
from scrutiny.workspace.list_page import filters_of

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from portal.models import User

_UNPROCESSABLE: Final = 422
_CONFLICT: Final = 409


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@asks(Action)
def change(request: HttpRequest) -> HttpResponse:
    """The form of the change, its preview, or what became of it, as the step sent says."""
    if request.method != "POST":
        visible(request.user, Action)
        return HttpResponseRedirect(ACTIONS.address)
    step = request.POST.get("step", "")
    if not step and "all" in request.POST:
        return _all_that_match(request)
    versions = _versions(request)
    actions = _chosen(request, list(versions))
    if not actions:
        return _nothing(request, _("Choose at least one action."))
    if len(actions) > MOST:
        return _nothing(request, _too_many())
    if step == "":
        return _form(request, actions, ChangeForm(actions=actions))
    form = ChangeForm(request.POST, actions=actions)
    if not form.is_valid() or step == "edit":
        return _form(request, actions, form)
    if step == "confirm":
        return _confirm(request, actions, form, versions)
    return _preview(request, actions, form)


def _own(request: HttpRequest) -> QuerySet[Action]:
    """The actions that the person may change: those of the bodies that they are clerk of."""
    bodies = bodies_of(request.user, CLERKS)
    return as_listed(visible(request.user, Action).filter(body__slug__in=bodies))


def _chosen(request: HttpRequest, keys: Sequence[UUID]) -> list[Action]:
    found = list(
        _own(request).filter(key__in=keys).order_by("body__slug", "municipal_year", "number")
    )
    if len(found) != len(keys):
        raise Http404
    return found


def _versions(request: HttpRequest) -> dict[UUID, int]:
    """What was sent as chosen: keys, with the version that was looked at where there was one."""
    found: dict[UUID, int] = {}
    for value in request.POST.getlist("row"):
        key, _colon, version = value.partition(":")
        try:
            found[UUID(key)] = int(version or 0)
        except ValueError as error:
            raise Http404 from error
    return found


def _all_that_match(request: HttpRequest) -> HttpResponse:
    filters = filters_of(request, ACTIONS, QueryDict(request.POST.get("query", "").lstrip("?")))
    if filters.mistakes:
        return _nothing(request, *(message for _place, message in filters.mistakes))
    matching = filters.qs.order_by().values("pk")
    actions = list(
        _own(request)
        .filter(pk__in=matching)
        .order_by("body__slug", "municipal_year", "number")[: MOST + 1]
    )
    if len(actions) > MOST:
        return _nothing(request, _too_many())
    if not actions:
        return _nothing(request, _("Choose at least one action."))
    left_out = filters.qs.count() - len(actions)
    return _form(request, actions, ChangeForm(actions=actions), left_out=left_out)


def _too_many() -> str:
    return _("At most %(most)d actions can be changed at once. Filter the list further.") % {
        "most": MOST
    }


def _nothing(request: HttpRequest, *reasons: str) -> HttpResponse:
    """Nothing could be chosen: say why, with the way back to the list."""
    context = {
        "mistakes": [("back", one) for one in reasons],
        "back": _back(request),
        "listed": ACTIONS,
    }
    return render(request, "scrutiny/workspace/bulk_nothing.html", context, status=_UNPROCESSABLE)


def _form(
    request: HttpRequest, actions: Sequence[Action], form: ChangeForm, *, left_out: int = 0
) -> HttpResponse:
    mistakes = form.mistakes if request.POST.get("step") not in ("", None, "edit") else []
    context = {
        **_shared(request, actions),
        "form": form,
        "kinds": list(KINDS.items()),
        "mistakes": mistakes,
        "left_out": left_out,
    }
    status = _UNPROCESSABLE if mistakes else 200
    return render(request, "scrutiny/workspace/bulk_form.html", context, status=status)


def _preview(
    request: HttpRequest,
    actions: Sequence[Action],
    form: ChangeForm,
    *,
    wrong: Sequence[Outcome] = (),
) -> HttpResponse:
    """Every row as it would be. After a change in between, with what has moved marked."""
    outcomes = try_out(actions, form.change, by=cast("User", request.user))
    moved = {one.action.pk for one in wrong if one.has_moved}
    possible = [one for one in outcomes if one.is_possible]
    context = {
        **_shared(request, actions),
        "form": form,
        "sent": [(name, form.data.get(name, "")) for name in form.fields],
        "kind": KINDS[form.change.kind],
        "reason": form.change.reason if form.change.kind == "date" else "",
        "rows": [(one, one.action.pk in moved) for one in possible],
        "refused": [one for one in outcomes if not one.is_possible],
        "mistakes": _what_moved(wrong),
    }
    status = _CONFLICT if wrong else 200
    return render(request, "scrutiny/workspace/bulk_preview.html", context, status=status)


def _what_moved(wrong: Sequence[Outcome]) -> list[tuple[str, str]]:
    """Why nothing was changed at the first attempt."""
    said = []
    for one in wrong:
        why = " ".join(one.refusals) or _("somebody has changed it since you looked at it.")
        words = _("Nothing was changed. Action %(action)s: %(why)s") % {
            "action": one.action.reference,
            "why": why,
        }
        said.append((f"row-{one.action.key}", words))
    return said


def _confirm(
    request: HttpRequest, actions: Sequence[Action], form: ChangeForm, versions: dict[UUID, int]
) -> HttpResponse:
    wrong = make_all(actions, form.change, by=cast("User", request.user), versions=versions)
    if wrong:
        fresh = _chosen(request, list(versions))
        return _preview(request, fresh, form, wrong=wrong)
    count = len(actions)
    messages.success(
        request,
        ngettext("%(count)d action was changed.", "%(count)d actions were changed.", count)
        % {"count": count},
    )
    return HttpResponseRedirect(_back(request))


def _shared(request: HttpRequest, actions: Sequence[Any]) -> dict[str, Any]:
    return {
        "actions": actions,
        "query": request.POST.get("query", ""),
        "back": _back(request),
        "listed": ACTIONS,
    }


def _back(request: HttpRequest) -> str:
    query = request.POST.get("query", "").lstrip("?")
    return f"{ACTIONS.address}?{query or 'show=all'}"
