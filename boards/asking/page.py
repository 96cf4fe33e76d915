"""The page on which anybody asks for a paper in another format; it needs no account, no script.

What it shows comes from released records alone; what is sent goes to one operation. It keeps what
was typed when it refuses, and keeps no session.
"""

from __future__ import annotations

from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from boards import kinds
from boards.asking.form import HONEYPOT, FormatForm
from boards.operations.formats import TooMuch, receive_request
from boards.rules.formats import KEPT_DAYS, PER_ADDRESS, SECONDS_AT_LEAST, WORKING_DAYS
from portal import clock
from portal.addresses import canonical_url
from portal.models import PublicRecord
from portal.public import Gone, Moved, body_record, record_at
from portal.public_forms import PublicForm

__all__ = ["ask_format"]

_FORM: Final = PublicForm("boards.asking", PER_ADDRESS)
_UNPROCESSABLE: Final = 422
_TOO_MANY: Final = 429
#: What may be asked for, by the first part of its address after the meeting.
_KINDS: Final = {
    "papers": kinds.PAPER,
    "background": kinds.BACKGROUND,
    "packs": kinds.PACK,
    "notice": kinds.NOTICE,
}


@require_http_methods(["GET", "HEAD", "POST"])
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
        return _page(request, of, context | {"form": form, "stamp": _FORM.stamp()})
    return _received(request, of, paper, context)


def _received(
    request: HttpRequest, of: PublicRecord, paper: PublicRecord | None, context: dict[str, Any]
) -> HttpResponse:
    """Check and keep what was sent, or show it again with what is wrong."""
    form = FormatForm(request.POST, paper=paper.path if paper else "")
    began = _FORM.started_at(request.POST.get("begun", ""))
    stamp = _FORM.stamp() if began is None else request.POST.get("begun", "")
    context |= {"form": form, "stamp": stamp}
    if not form.is_valid():
        mistakes = form.mistakes()
        return _page(request, of, context | {"mistakes": mistakes}, status=_UNPROCESSABLE)
    too_quick = began is None or (clock.now() - began).total_seconds() < SECONDS_AT_LEAST
    if too_quick or request.POST.get(HONEYPOT):
        sentence = _("That was very quick. Look at what you wrote once more, and press Send again.")
        return _page(
            request, of, context | {"mistakes": [("send", sentence)]}, status=_UNPROCESSABLE
        )
    if _FORM.is_too_much(request, of.body):
        sentence = _(
            "Several requests have come from your connection within the last hour. What you wrote "
            "is still below. Send it in an hour, or reach the clerk as it says at the foot of "
            "this page."
        )
        return _page(request, of, context | {"mistakes": [("send", sentence)]}, status=_TOO_MANY)
    values = {name: form.cleaned_data[name] for name in ("format", "needs", "name", "email")}
    values["reach"] = form.cleaned_data["reach"]
    values["paper"] = paper.path if paper else ""
    values["paper_title"] = paper.title if paper else form.cleaned_data["about"]
    try:
        kept = receive_request(body=of.body, values=values)
    except TooMuch as much:
        mistakes = [("send", reason) for reason in much.reasons]
        return _page(request, of, context | {"mistakes": mistakes}, status=_TOO_MANY)
    _FORM.note_one(request, of.body)
    return render(
        request,
        "boards/format_asked.html",
        _context(of) | {"paper": paper, "due_on": kept.due_on, "email": kept.email},
    )


def _paper_at(body: str, path: str) -> tuple[PublicRecord | None, Gone | None]:
    """The published paper at an address below the body; or that it was withdrawn."""
    parts = path.split("/")
    kind = _KINDS.get(parts[2]) if len(parts) > 3 and parts[0] == "meetings" else None
    if kind is None or len(path) > 300:
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
    request: HttpRequest, of: PublicRecord, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    return render(request, "boards/format_form.html", _context(of) | context, status=status)


def _context(of: PublicRecord) -> dict[str, Any]:
    return {
        "body_slug": of.body,
        "canonical": canonical_url(of.body, "formats/"),
        "of": of,
        "office": of.payload.get("contact", ""),
        "working_days": WORKING_DAYS,
        "kept_days": KEPT_DAYS,
        "honeypot": HONEYPOT,
    }
