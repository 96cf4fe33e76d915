"""Beside the page of a hearing: is it there still, correct an entry, close the item, leave."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from portal.desk.conflicts import form_after_conflict, texts_of
from portal.models import User
from portal.operations import Conflict, Refused
from portal.viewing import asks
from scrutiny.models import Hearing, KeyLineOfEnquiry, Witness
from scrutiny.operations.hearing import close_item
from scrutiny.operations.hearing_entries import correct_answer
from scrutiny.operations.oral_evidence import make_oral_evidence
from scrutiny.rules.hearing import may_keep
from scrutiny.workspace.hearing import CONFLICT, UNPROCESSABLE
from scrutiny.workspace.hearing_forms import AnswerForm
from scrutiny.workspace.hearing_list import hearings_under_way
from scrutiny.workspace.hearing_rows import sheet_of
from scrutiny.workspace.hearing_session import hearing_at, signed_in
from scrutiny.workspace.hearing_shown import untouched_shown


@signed_in
@require_GET
@asks(Hearing)
def state(request: HttpRequest, key: UUID) -> HttpResponse:
    """Who is signed in, a token that is good now, and whether the browser may keep anything."""
    hearing = hearing_at(request, key, is_shown=False)
    return JsonResponse(
        {
            "signed_in": True,
            "user": cast("User", request.user).pk,
            "token": get_token(request),
            "keeps": may_keep(str(hearing.item.access)),
        }
    )


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
@asks(Hearing)
def correct(request: HttpRequest, key: UUID, entry: UUID) -> HttpResponse:
    """Correct an entry; when a colleague was first, both texts are shown."""
    hearing = hearing_at(request, key)
    record = get_object_or_404(hearing.entries.select_related("line"), key=entry)
    user = cast("User", request.user)
    data = request.POST if request.method == "POST" else None
    form = AnswerForm(data, instance=record, owner=hearing, user=user)
    context = {"hearing": hearing, "record": record, "form": form, "mistakes": []}
    context["back"] = back = f"{_address(hearing)}#entry-{record.key}"
    template, status = "scrutiny/workspace/hearing_correct.html", 200
    if request.method == "POST":
        status = UNPROCESSABLE
        if form.is_valid():
            try:
                correct_answer(
                    entry=record, by=user, values=form.values(), expected_version=form.version
                )
            except Conflict as conflict:
                status = CONFLICT
                context["texts"] = texts_of(form, conflict.saved)
                context["form"] = form_after_conflict(form, conflict.saved)
                context["reasons"] = conflict.reasons
            except Refused as refused:
                context["reasons"] = refused.reasons
            else:
                return redirect(back)
        place = form["question"].id_for_label
        context["mistakes"] = form.mistakes + [
            (place, reason)
            for reason in context.get("reasons", [])  # type: ignore[attr-defined]
        ]
    return render(request, template, context, status=status)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
@asks(Hearing)
def close(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show what is untouched, and close the item once that was seen."""
    hearing = hearing_at(request, key)
    mistakes: list[tuple[str, str]] = []
    if request.method == "POST":
        sent = request.POST.get("version", "")
        try:
            close_item(
                hearing=hearing,
                by=cast("User", request.user),
                expected_version=int(sent) if sent.isascii() and sent.isdigit() else 0,
                has_seen_untouched=request.POST.get("seen") == "yes",
            )
        except Conflict:
            said = _("The item was changed meanwhile. Look at it once more, then close it.")
            mistakes = [("close", said)]
            hearing.item.refresh_from_db()
        except Refused as refused:
            mistakes = [("close", reason) for reason in refused.reasons]
        else:
            return redirect(_address(hearing))
    context = {
        "hearing": hearing,
        "item": hearing.item,
        "meeting": hearing.item.meeting,
        "untouched": untouched_shown(sheet_of(hearing)),
        "mistakes": mistakes,
    }
    status = UNPROCESSABLE if mistakes else 200
    return render(request, "scrutiny/workspace/hearing_close.html", context, status=status)


@signed_in
@require_POST
@asks(Hearing)
def evidence(request: HttpRequest, key: UUID) -> HttpResponse:
    """Make oral evidence of what a witness answered on a line."""
    hearing = hearing_at(request, key)
    try:
        line = hearing.review.lines_of_enquiry.get(pk=request.POST.get("line", ""))
        witness = hearing.review.witnesses.get(pk=request.POST.get("witness", ""))
    except (KeyLineOfEnquiry.DoesNotExist, Witness.DoesNotExist, ValueError):
        raise Http404 from None
    try:
        make_oral_evidence(
            hearing=hearing, line=line, witness=witness, by=cast("User", request.user)
        )
    except Refused as refused:
        context = {
            "hearing": hearing,
            "mistakes": [("main-content", reason) for reason in refused.reasons],
        }
        template = "scrutiny/workspace/hearing_refused.html"
        return render(request, template, context, status=UNPROCESSABLE)
    return redirect(f"{_address(hearing)}#evidence")


@signed_in
@require_GET
@asks(Hearing)
def leaving(request: HttpRequest) -> HttpResponse:
    """Before signing out: what waits on this device would be deleted."""
    hearings = hearings_under_way(request.user)
    return render(request, "scrutiny/workspace/hearing_leaving.html", {"hearings": hearings})


def _address(hearing: Hearing) -> str:
    return reverse("workspace_hearing", args=[hearing.key])
