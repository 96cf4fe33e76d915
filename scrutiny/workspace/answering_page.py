"""The answer of an office: one page with every recommendation, saved as often as it likes.

Everything on the page is one form, so that whichever button is pressed nothing typed is lost.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from portal.operations import Conflict, Refused
from portal.viewing import asks, find, visible
from scrutiny.models import AnswerDraft, Response
from scrutiny.operations import answering
from scrutiny.operations.responses import record_response
from scrutiny.report.letter import letter_of
from scrutiny.report.letter_render import letter_pdf
from scrutiny.viewing.answers import people_answered_for
from scrutiny.workspace.answering_forms import AnswerForm, WholeForm
from scrutiny.workspace.answering_list import asked_response
from scrutiny.workspace.answering_rows import AnswerRow, missing_places, row_of

if TYPE_CHECKING:
    from portal.models import User

_UNPROCESSABLE = 422
_CONFLICT = 409


@dataclass
class AnswerPage:
    """The page while it is put together: its rows, and what stands in the way."""

    response: Response
    rows: list[AnswerRow]
    whole: WholeForm
    mistakes: list[tuple[str, str]] = field(default_factory=list)
    status: int = 200


def _found(request: HttpRequest, key: UUID) -> Response:
    """The response, for somebody of the office that was asked; for others it is not there."""
    response = find(request, Response, key=key)
    mine = people_answered_for(cast("User", request.user))
    if not mine.filter(pk=response.addressee_id).exists():
        raise Http404
    return response


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@asks(Response, AnswerDraft)
def response(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show what is asked with what was written so far; save it; send the whole."""
    found = _found(request, key)
    visible(request.user, AnswerDraft)
    is_open = found.state in answering.OPEN_STATES
    if request.method == "POST":
        page = _page(found, request.POST)
        _save(page, cast("User", request.user))
        if page.status == 200 and "send" in request.POST:
            _send(page, cast("User", request.user))
        if page.status == 200:
            return _return(request, page)
    else:
        page = _page(found)
    context = {
        "asked": asked_response(found),
        "response": found,
        "is_open": is_open,
        "rows": page.rows,
        "whole": page.whole,
        "mistakes": page.mistakes,
        "written": sum(one.is_whole for one in page.rows),
    }
    return render(request, "scrutiny/workspace/answer_page.html", context, status=page.status)


@login_required
@require_safe
@asks(Response)
def letter(request: HttpRequest, key: UUID) -> HttpResponse:
    """The letter that asked, as a PDF."""
    found = _found(request, key)
    answer = HttpResponse(letter_pdf(letter_of(found)), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="letter-{found.review.slug}.pdf"'
    return answer


def _page(response: Response, data: Any = None) -> AnswerPage:
    rows = [row_of(response, one, data) for one in answering.asked_of(response)]
    initial = {"introduction": response.introduction, "expected_version": response.version}
    return AnswerPage(response, rows, WholeForm(data, initial=initial, prefix="whole"))


def _save(page: AnswerPage, user: User) -> None:
    """Save everything that was changed; what cannot be saved stays on the page with its reason."""
    for row in page.rows:
        if row.form is not None:
            _save_row(page, row, row.form, user)
    whole = page.whole
    if not whole.is_valid() or not whole.mine:
        return
    try:
        record_response(
            response=page.response, by=user, values=whole.mine, expected_version=whole.version
        )
    except Conflict as conflict:
        saved = cast("Response", conflict.saved)
        page.mistakes.append(("id_whole-introduction", " ".join(conflict.reasons)))
        initial = {"introduction": whole.cleaned_data["introduction"]}
        initial["expected_version"] = saved.version
        page.whole = WholeForm(initial=initial, prefix="whole")
        page.whole.fields["introduction"].show_hidden_initial = False
        page.whole.saved_text = saved.introduction
        page.status = _CONFLICT
    except Refused as refused:
        page.mistakes += [("id_whole-introduction", one) for one in refused.reasons]
        page.status = _UNPROCESSABLE


def _save_row(page: AnswerPage, row: AnswerRow, form: AnswerForm, user: User) -> None:
    if not form.is_valid():
        for name, errors in form.errors.items():
            place = row.place_of(name)
            page.mistakes += [(place, f"R{row.number}: {one}") for one in errors]
        page.status = _UNPROCESSABLE
        return
    if not form.mine:
        return
    try:
        answering.save_draft(
            response=page.response,
            recommendation=row.recommendation,
            by=user,
            values=form.texts,
            expected_version=form.version,
        )
    except Conflict as conflict:
        row.show_both(cast("AnswerDraft", conflict.saved))
        page.mistakes.append(
            (
                f"r-{row.number}",
                _(
                    "R%s: somebody else of your office has written on this answer meanwhile. Both "
                    "texts are shown below. Save again to keep yours."
                )
                % row.number,
            )
        )
        page.status = _CONFLICT
    except Refused as refused:
        page.mistakes += [(f"r-{row.number}", one) for one in refused.reasons]
        page.status = _UNPROCESSABLE


def _send(page: AnswerPage, user: User) -> None:
    try:
        answering.send_answer(response=page.response, by=user, expected_version=None)
    except Refused as refused:
        fresh = _page(Response.objects.get(pk=page.response.pk))
        page.rows, page.whole = fresh.rows, fresh.whole
        places = missing_places(page.rows)
        page.mistakes = places or [("main-content", one) for one in refused.reasons]
        page.status = _UNPROCESSABLE


def _return(request: HttpRequest, page: AnswerPage) -> HttpResponse:
    """Back to the place on the page where the button stood, with what was done."""
    if "send" in request.POST:
        messages.success(request, _("Your answer was sent. The clerk has been given it."))
        return HttpResponseRedirect(request.path)
    messages.success(request, _("Saved. Nobody but your office sees it until you send it."))
    place = request.POST.get("save", "")
    numbers = {str(row.number) for row in page.rows}
    return HttpResponseRedirect(f"{request.path}#r-{place}" if place in numbers else request.path)
