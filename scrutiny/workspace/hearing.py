"""The page at which a clerk enters what is asked and answered, while the meeting goes on."""

from __future__ import annotations

from typing import Final, cast
from urllib.parse import urlencode
from uuid import UUID

from csp.decorators import csp_update
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal.models import User
from portal.operations import Refused
from portal.viewing import asks
from scrutiny.models import Hearing, HearingEntry, KeyLineOfEnquiry
from scrutiny.operations.hearing_entries import enter_answer
from scrutiny.workspace.hearing_forms import EntryForm
from scrutiny.workspace.hearing_rows import HearingSheet, sheet_of
from scrutiny.workspace.hearing_session import hearing_at, signed_in, wants_json
from scrutiny.workspace.hearing_shown import context_of, new_form, untouched_shown

UNPROCESSABLE: Final = 422
CONFLICT: Final = 409
#: The strict policy lets no script ask anything; this page's own may ask this site.
ASKS_THIS_SITE: Final = {"connect-src": ["'self'"]}


@csp_update(ASKS_THIS_SITE)  # type: ignore[arg-type]
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
@asks(Hearing)
def page(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show the lines with a form each; take an entry from the page's script or as a plain form."""
    hearing = hearing_at(request, key)
    sheet = sheet_of(hearing)
    if request.method == "POST":
        return _enter(request, sheet)
    return _answer(request, sheet)


def _answer(
    request: HttpRequest,
    sheet: HearingSheet,
    *,
    bound: EntryForm | None = None,
    reasons: list[str] | None = None,
    status: int = 200,
) -> HttpResponse:
    mistakes = [*(bound.mistakes if bound else [])]
    place = bound["question"].id_for_label if bound else "main-content"
    mistakes += [(place, reason) for reason in reasons or []]
    context = {
        **context_of(sheet, user=cast("User", request.user), bound=bound),
        "mistakes": mistakes,
        "bound": bound,
        "entered": request.GET.get("entered", ""),
        "sign_in": f"{reverse('workspace_sign_in')}?{urlencode({'next': request.path})}",
    }
    return render(request, "scrutiny/workspace/hearing.html", context, status=status)


def _enter(request: HttpRequest, sheet: HearingSheet) -> HttpResponse:
    user = cast("User", request.user)
    line = _line(request, sheet)
    form = new_form(sheet, line, user, request.POST)
    if not form.is_valid():
        return _refuse(request, sheet, form)
    try:
        entry = enter_answer(
            hearing=sheet.hearing,
            line=line,
            by=user,
            key=form.cleaned_data["key"],
            values=form.values(),
        )
    except Refused as refused:
        return _refuse(request, sheet, form, refused.reasons)
    if wants_json(request):
        return JsonResponse(_entered(request, sheet.hearing, entry))
    if _was_sent_with_other_words(entry, form):
        again = new_form(sheet, line, user, _with_new_key(request, sheet, line))
        again.is_valid()
        said = _("An answer was entered from this form already, in other words. It stands below.")
        return _answer(request, sheet, bound=again, reasons=[said], status=CONFLICT)
    return redirect(f"{request.path}?entered={line.number}#entry-{entry.key}")


def _line(request: HttpRequest, sheet: HearingSheet) -> KeyLineOfEnquiry:
    """The line of the review that the form is about; Http404 for one of another review."""
    sent = request.POST.get("line", "")
    found = [one.line for one in sheet.lines if str(one.line.pk) == sent]
    if not found:
        raise Http404
    return found[0]


def _refuse(
    request: HttpRequest, sheet: HearingSheet, form: EntryForm, reasons: list[str] | None = None
) -> HttpResponse:
    """Everything that was typed comes back, with the reasons."""
    if wants_json(request):
        said = [message for _place, message in form.mistakes] + (reasons or [])
        return JsonResponse({"reasons": said}, status=UNPROCESSABLE)
    if "typed_by" in form.errors:
        data = request.POST.copy()
        data["typed_by"] = str(form.user.pk)
        reasons = [str(message) for message in form.errors["typed_by"]]
        form = new_form(sheet, form.line, form.user, data)
        form.is_valid()
    return _answer(request, sheet, bound=form, reasons=reasons, status=UNPROCESSABLE)


def _entered(request: HttpRequest, hearing: Hearing, entry: HearingEntry) -> dict[str, object]:
    """What the script puts on the page: the entry, and what is still untouched."""
    sheet = sheet_of(hearing)
    shown = next(one for line in sheet.lines for one in line.entries if one.pk == entry.pk)
    part = "scrutiny/workspace/parts/"
    context = {"hearing": hearing, "entry": shown, "untouched": untouched_shown(sheet)}
    return {
        "key": str(entry.key),
        "line": entry.line_id,
        "entry": render_to_string(f"{part}hearing_entry.html", context, request),
        "untouched": render_to_string(f"{part}hearing_untouched.html", context, request),
    }


def _was_sent_with_other_words(entry: HearingEntry, form: EntryForm) -> bool:
    """Whether somebody went back and used a form again whose first answer is entered already."""
    if entry.version > 1:
        return False
    return any(getattr(entry, name) != form.cleaned_data[name] for name in ("question", "answer"))


def _with_new_key(request: HttpRequest, sheet: HearingSheet, line: KeyLineOfEnquiry) -> object:
    data = request.POST.copy()
    data["key"] = str(new_form(sheet, line, cast("User", request.user)).initial["key"])
    return data
