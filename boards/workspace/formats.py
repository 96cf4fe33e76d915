"""Requests for another format: the list of the office, and the page on which one is answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final, cast
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from boards.models import FormatRequest
from boards.operations.formats import answer_request
from boards.rules.formats import FORMAT_REQUEST, KEPT_DAYS
from portal import clock
from portal.access import roles_in
from portal.addresses import body_url, host_body
from portal.operations import Conflict, Refused
from portal.viewing import asks, find, visible

if TYPE_CHECKING:
    from portal.models import User

_SHOWN_DAYS: Final = 365
_SHOWN_AT_MOST: Final = 200
_UNPROCESSABLE: Final = 422
_CONFLICT: Final = 409


@dataclass(frozen=True)
class Row:
    """One request in the list; whether its day is past is computed, never stored."""

    asked: FormatRequest
    is_overdue: bool


class AnswerForm(forms.Form):
    """When and how, or why not."""

    do = forms.ChoiceField(
        choices=(
            ("give", gettext_lazy("It was given")),
            ("refuse", gettext_lazy("It cannot be given")),
        ),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Say whether it was given")},
    )
    answered_on = forms.DateField(
        label=gettext_lazy("Day of the answer"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "govuk-input"}),
        error_messages={
            "required": gettext_lazy("Give the day of the answer"),
            "invalid": gettext_lazy("Give the day of the answer as a date, like 12/9/2026"),
        },
    )
    answer = forms.CharField(
        label=gettext_lazy("How it was answered; or why not, and what was offered instead"),
        widget=forms.Textarea(attrs={"rows": 4, "class": "govuk-textarea"}),
        error_messages={
            "required": gettext_lazy("Say how it was answered, or why the format cannot be given")
        },
    )

    def mistakes(self) -> list[tuple[str, str]]:
        """Every mistake with the place that it is about."""
        places = {"do": "id_do_0"}
        return [
            (places.get(name, f"id_{name}"), str(message))
            for name, messages_of in self.errors.items()
            for message in messages_of
        ]


@login_required
@require_safe
@asks(FormatRequest)
def requests(request: HttpRequest) -> HttpResponse:
    """What waits, soonest first, and what was answered within the last year."""
    rows = visible(request.user, FormatRequest).select_related("body")
    if here := host_body(request):
        rows = rows.filter(body__slug=here)
    today = clock.today()
    waiting = rows.filter(state=FormatRequest.State.WAITING).order_by("due_on", "pk")
    answered = rows.filter(answered_on__gte=today - timedelta(days=_SHOWN_DAYS))
    context = {
        "waiting": [Row(one, one.due_on < today) for one in waiting[:_SHOWN_AT_MOST]],
        "answered": answered.order_by("-answered_on", "-pk")[:_SHOWN_AT_MOST],
    }
    return render(request, "boards/workspace/format_list.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@asks(FormatRequest)
def one_request(request: HttpRequest, key: UUID) -> HttpResponse:
    """One request: what is asked, how to reach them, and the form for the answer."""
    asked = find(request, FormatRequest, key=key)
    form = AnswerForm(
        request.POST if request.method == "POST" else None,
        initial={"answered_on": clock.today()},
    )
    mistakes: list[tuple[str, str]] = []
    status = 200
    if request.method == "POST":
        mistakes, status = _answer(request, asked, form)
        if not mistakes:
            messages.success(request, _("The answer was kept."))
            return HttpResponseRedirect(reverse("workspace_formats"))
        asked.refresh_from_db()
    return _page(request, asked, form, mistakes, status)


def _page(
    request: HttpRequest,
    asked: FormatRequest,
    form: AnswerForm,
    mistakes: list[tuple[str, str]],
    status: int,
) -> HttpResponse:
    today = clock.today()
    roles = roles_in(request.user, asked.body.slug)
    context: dict[str, Any] = {
        "asked": asked,
        "is_overdue": asked.state == FormatRequest.State.WAITING and asked.due_on < today,
        "may_answer": bool(FORMAT_REQUEST.open_to(state=asked.state, roles=roles)),
        "paper_address": body_url(asked.body.slug, asked.paper, request=request)
        if asked.paper
        else "",
        "form": form,
        "mistakes": mistakes,
        "kept_days": KEPT_DAYS,
    }
    return render(request, "boards/workspace/format_request.html", context, status=status)


def _answer(
    request: HttpRequest, asked: FormatRequest, form: AnswerForm
) -> tuple[list[tuple[str, str]], int]:
    """Keep the answer; what is wrong with it, and the status of the page that says so."""
    if not form.is_valid():
        return form.mistakes(), _UNPROCESSABLE
    day: date = form.cleaned_data["answered_on"]
    version = request.POST.get("version", "")
    try:
        answer_request(
            asked=asked,
            move=form.cleaned_data["do"],
            by=cast("User", request.user),
            answered_on=day,
            answer=form.cleaned_data["answer"],
            expected_version=int(version) if version.isdecimal() else None,
        )
    except Conflict as conflict:
        return [("id_do_0", reason) for reason in conflict.reasons], _CONFLICT
    except Refused as refused:
        return [("id_answered_on", reason) for reason in refused.reasons], _UNPROCESSABLE
    return [], 200
