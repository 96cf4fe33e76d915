"""The page on which anybody asks for a paper in another format; it needs no account, no script.

What it shows comes from released records alone; what is sent goes to one operation. It keeps what
was typed when it refuses, and keeps no session.
"""

from __future__ import annotations

from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from boards import kinds
from boards.asking.form import FormatForm
from boards.operations.formats import TooMuch, receive_request
from boards.rules.formats import KEPT_DAYS, PER_ADDRESS, SECONDS_AT_LEAST, WORKING_DAYS
from portal.addresses import canonical_url
from portal.findable import findable
from portal.models import PublicRecord
from portal.public import Gone, Moved, body_record, record_at
from portal.public_forms import PublicForm, Refusal

__all__ = ["ask_format"]

_FORM: Final = PublicForm(
    "boards.asking",
    PER_ADDRESS,
    SECONDS_AT_LEAST,
    gettext_lazy(
        "Several requests have come from your connection within the last hour. What you wrote "
        "is still below. Send it in an hour, or reach the clerk as it says at the foot of "
        "this page."
    ),
)
#: What may be asked for, by the first part of its address after the meeting.
_KINDS: Final = {
    "papers": kinds.PAPER,
    "background": kinds.BACKGROUND,
    "packs": kinds.PACK,
    "notice": kinds.NOTICE,
}


@csrf_exempt  # it needs no cookie: the form says where it comes from (portal.public_forms)
@require_http_methods(["GET", "HEAD", "POST"])
@findable
def ask_format(request: HttpRequest, body: str) -> HttpResponse:
    """The form, and the answer to what was sent. Raises Http404 for a body that is not public."""
    try:
        of = body_record(body)
    except (Gone, Moved) as none:
        raise Http404 from none
    sent = request.POST if request.method == "POST" else request.GET
    paper, gone = _paper_at(body, sent.get("paper", ""))
    context: dict[str, Any] = {"paper": paper, "gone": gone}
    if request.method != "POST":
        form = FormatForm(paper=paper.path if paper else "")
        return _page(request, of, context | {"form": form})
    return _received(request, of, paper, context)


def _received(
    request: HttpRequest, of: PublicRecord, paper: PublicRecord | None, context: dict[str, Any]
) -> HttpResponse:
    """Check and keep what was sent, or show it again with what is wrong."""
    form = FormatForm(request.POST, paper=paper.path if paper else "")
    context |= {"form": form}
    if refusal := _FORM.refusal(request, form, of.body):
        return _page(request, of, context, refusal)
    values = {name: form.cleaned_data[name] for name in ("format", "needs", "name", "email")}
    values["reach"] = form.cleaned_data["reach"]
    values["paper"] = paper.path if paper else ""
    values["paper_title"] = paper.title if paper else form.cleaned_data["about"]
    try:
        kept, is_told = receive_request(body=of.body, values=values)
    except TooMuch as much:
        return _page(request, of, context, _FORM.busy(much.reasons))
    _FORM.note_one(request, of.body)
    return render(
        request,
        "boards/format_asked.html",
        _context(of)
        | {"paper": paper, "due_on": kept.due_on, "email": kept.email, "is_told": is_told},
    )


def _paper_at(body: str, path: str) -> tuple[PublicRecord | None, Gone | None]:
    """The published paper at an address below the body; or that it was withdrawn."""
    parts = path.split("/")
    kind = _KINDS.get(parts[2]) if len(parts) > 3 and parts[0] == "meetings" else None
    if kind is None or len(path) > 300 or "\0" in path:
        return None, None
    try:
        return record_at(kind, body=body, path=path), None
    except Gone as gone:
        return None, gone
    except Moved as moved:
        return record_at(kind, body=moved.body, path=moved.path), None
    except Http404:
        return None, None


def _page(
    request: HttpRequest,
    of: PublicRecord,
    context: dict[str, Any],
    refusal: Refusal | None = None,
) -> HttpResponse:
    context |= _context(of) | _FORM.hidden(request)
    if refusal:
        context["mistakes"] = refusal.mistakes
    status = refusal.status if refusal else 200
    return render(request, "boards/format_form.html", context, status=status)


def _context(of: PublicRecord) -> dict[str, Any]:
    return {
        "body_slug": of.body,
        "canonical": canonical_url(of.body, "formats/"),
        "of": of,
        "office": of.payload.get("contact", ""),
        "working_days": WORKING_DAYS,
        "kept_days": KEPT_DAYS,
    }
