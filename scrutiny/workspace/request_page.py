"""One information request: read by the body, answered by whom it is asked of, closed by a clerk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, cast
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from portal.operations import Conflict, Refused
from portal.shown import Status
from portal.viewing import asks, find
from scrutiny.models import InformationRequest
from scrutiny.operations.information_requests import move_request, roles_on
from scrutiny.rules.lifecycle import INFORMATION_REQUEST

if TYPE_CHECKING:
    from portal.models import User

_UNPROCESSABLE: Final = 422
_CONFLICT: Final = 409
_ANSWERING: Final = frozenset({"responder", "owner"})
_FAMILY: Final = {"asked": "waiting", "answered": "open", "closed": "done", "withdrawn": "problem"}
_SAID: Final = {
    "answer": gettext_lazy("Your answer was sent. The clerk closes the request or sends it back."),
    "send_back": gettext_lazy("The request was sent back."),
    "close": gettext_lazy("The request was closed."),
    "withdraw": gettext_lazy("The request was withdrawn."),
}


class RequestForm(forms.Form):
    """An answer or a reason; which of them a move needs is the operation's to say."""

    answer = forms.CharField(
        label=gettext_lazy("Your answer"),
        help_text=gettext_lazy("Name no child, and nobody who was harmed."),
        required=False,
        widget=forms.Textarea(attrs={"class": "govuk-textarea", "rows": 8}),
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        required=False,
        widget=forms.Textarea(attrs={"class": "govuk-textarea", "rows": 3}),
    )
    expected_version = forms.IntegerField(required=False, widget=forms.HiddenInput)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@asks(InformationRequest)
def information_request(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show what is asked; take the answer, or what a clerk does with it."""
    one = find(request, InformationRequest, key=key)
    if request.method != "POST":
        return _answer(request, one, _fresh_form(one))
    form = RequestForm(request.POST)
    form.is_valid()
    given, move = form.cleaned_data, request.POST.get("do", "")
    try:
        move_request(
            request=one,
            move=move,
            by=cast("User", request.user),
            expected_version=int(given.get("expected_version") or 0),
            reason=given.get("reason", ""),
            answer=given.get("answer", ""),
        )
    except Conflict as conflict:
        saved = cast("InformationRequest", conflict.saved)
        again = _fresh_form(saved, answer=given["answer"], reason=given["reason"])
        reason = _(
            "Somebody else dealt with this request while you were working on it. Nothing that you "
            "typed is lost: it stands below. What is saved now stands above it."
        )
        return _answer(
            request, saved, again, mistakes=[("answer-now", reason)], typed=given, status=_CONFLICT
        )
    except Refused as refused:
        place = "id_answer" if move == "answer" else "id_reason"
        mistakes = [(place, reason) for reason in refused.reasons]
        return _answer(request, one, form, mistakes=mistakes, typed=given, status=_UNPROCESSABLE)
    messages.success(request, str(_SAID.get(move, "")))
    return HttpResponseRedirect(request.path)


def _fresh_form(one: InformationRequest, **typed: str) -> RequestForm:
    begun = {"answer": one.answer} if one.state == InformationRequest.State.ASKED else {}
    return RequestForm(initial={**begun, **typed, "expected_version": one.version})


def _answer(
    request: HttpRequest,
    one: InformationRequest,
    form: RequestForm,
    *,
    mistakes: list[tuple[str, str]] | None = None,
    typed: dict[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    roles = roles_on(one, cast("User", request.user))
    moves = {row.name for row in INFORMATION_REQUEST.open_to(state=one.state, roles=roles)}
    may_read = bool(roles & (_ANSWERING | {"clerk", "proper_officer", "admin"}))
    context = {
        "asked": one,
        "status": Status(one.get_state_display(), _FAMILY[one.state]),  # type: ignore[arg-type]
        "form": form,
        "moves": moves,
        "mistakes": mistakes or [],
        # What somebody typed is never taken from them, whatever the request has become meanwhile.
        "shows_answer_form": "answer" in moves or bool(typed and typed.get("answer")),
        "shows_reason_form": bool(moves & {"send_back", "withdraw"})
        or bool(typed and typed.get("reason")),
        "shown_answer": one.answer if may_read or one.state == one.State.CLOSED else "",
    }
    return render(request, "scrutiny/workspace/request.html", context, status=status)
