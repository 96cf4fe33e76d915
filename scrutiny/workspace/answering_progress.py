"""What an office has been asked to do, and how far it is: updates, and that something is done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from portal.operations import Refused
from portal.shown import Status
from portal.viewing import asks, find, visible
from scrutiny.models import Action, ProgressUpdate, Recommendation
from scrutiny.operations.progress import report_progress
from scrutiny.operations.recommendations import move_recommendation
from scrutiny.rules.actions import OPEN_STATES, WITH_OWNER
from scrutiny.viewing.answers import people_answered_for
from scrutiny.words import records as words
from scrutiny.workspace.answering_forms import ClaimForm, ProgressForm

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from portal.models import User

_UNPROCESSABLE = 422
_REPORTED = frozenset({"accepted", "partly_accepted", "in_progress", "implemented_claimed"})
_CLAIMED = frozenset({"accepted", "partly_accepted", "in_progress"})


@dataclass(frozen=True)
class Work:
    """One recommendation or action as the office that works on it sees it."""

    record: Action | Recommendation
    label: str
    address: str
    status: Status
    can_report: bool
    can_claim: bool


def _work(one: Action | Recommendation) -> Work:
    if isinstance(one, Action):
        return Work(
            record=one,
            label=_("Action %s") % one.reference,
            address=reverse("workspace_action", args=[one.key]),
            status=words.ACTION_STATUS[one.state],
            can_report=one.state in OPEN_STATES,
            can_claim=one.state in WITH_OWNER,
        )
    status = words.RECOMMENDATION_STATUS.get(str(one.state))
    return Work(
        record=one,
        label=_("Recommendation %s") % (one.reference or f"R{one.number}"),
        address=reverse("workspace_progress_recommendation", args=[one.key]),
        status=status or Status(Recommendation.State(one.state).label, "open"),
        can_report=one.state in _REPORTED,
        can_claim=one.state in _CLAIMED,
    )


@login_required
@require_safe
@asks(Recommendation, Action)
def progress(request: HttpRequest) -> HttpResponse:
    """Everything that the office has been asked to do, still open first."""
    user = cast("User", request.user)
    asked = visible(user, Recommendation).filter(addressee__in=people_answered_for(user))
    own = visible(user, Action).filter(owner__user=user)
    found: list[Work] = [
        _work(one)
        for one in asked.exclude(state="superseded")
        .select_related("review__body")
        .order_by("-issued_on", "number")
    ]
    found += [_work(one) for one in own.select_related("review", "body")]
    found.sort(key=lambda one: not one.can_report)
    return render(request, "scrutiny/workspace/answer_progress_list.html", {"found": found})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@asks(Recommendation)
def recommendation(request: HttpRequest, key: UUID) -> HttpResponse:
    """How far a recommendation is, for the office that it is addressed to."""
    one = find(request, Recommendation, key=key)
    mine = people_answered_for(cast("User", request.user))
    if not mine.filter(recommendations=one).exists():
        raise Http404
    return _page(request, one)


def _page(request: HttpRequest, one: Recommendation) -> HttpResponse:
    work = _work(one)
    is_claim = request.POST.get("do") == "claim"
    form = (ClaimForm if is_claim else ProgressForm)(request.POST or None)
    mistakes: list[tuple[str, str]] = []
    if request.method == "POST":
        if form.is_valid():
            try:
                said = _make(one, form, cast("User", request.user), is_claim=is_claim)
            except Refused as refused:
                mistakes = [("id_text", reason) for reason in refused.reasons]
            else:
                messages.success(request, said)
                return HttpResponseRedirect(request.path)
        mistakes += [
            (f"id_{name}", str(text)) for name in form.errors for text in form.errors[name]
        ]
    updates: QuerySet[ProgressUpdate] = one.updates.select_related("minute__meeting").order_by(
        "-made_at", "-pk"
    )
    return render(
        request,
        "scrutiny/workspace/answer_progress.html",
        {"work": work, "form": form, "mistakes": mistakes, "updates": updates},
        status=_UNPROCESSABLE if mistakes else 200,
    )


def _make(one: Recommendation, form: ProgressForm, user: User, *, is_claim: bool) -> str:
    text, proof = form.cleaned_data["text"], form.cleaned_data["proof"]
    if not is_claim:
        report_progress(on=one, by=user, text=text, proof=proof)
        return _("Your update was added. It is public once the clerk has confirmed it.")
    move_recommendation(
        recommendation=one,
        move="claim_implemented",
        by=user,
        expected_version=one.version,
        text=text,
        evidence=proof,
    )
    return _("Reported as done. Only the body can close it, at a meeting.")
