"""The page behind a link: what is asked, and the form for one answer. It asks for no account.

Opening it changes nothing, because programs that read mail open every link before a person does;
only sending uses the link up. It shows the one record that the link is about and nothing else. For
a guess it is not there; whoever holds a link that works no more is told the same words.
"""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from portal import audit
from portal.models import SignedLink
from portal.signed_links import Spent, link_of, note_opened
from portal.signed_links.guessing import is_guessing, note_wrong
from portal.signed_links.sending_in import is_ours, stamp_of
from scrutiny.by_link.form import LinkForm
from scrutiny.by_link.subjects import TEXT_AT_MOST, Subject, kind_of
from scrutiny.operations.link_answers import opens_something, receive_answer

__all__ = ["answer"]

_FORBIDDEN: Final = 403
_NOT_FOUND: Final = 404
_CONFLICT: Final = 409
_GONE: Final = 410
_UNPROCESSABLE: Final = 422
_TOO_MANY: Final = 429


# Django's own protection needs a cookie and the origin, which `no-referrer` keeps back; the form
# carries a stamp instead (portal.signed_links.sending_in).
@csrf_exempt
@sensitive_post_parameters()
@sensitive_variables("token")
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """Show what is asked, or take what was sent."""
    response = _answer(request, token)
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return response


def _answer(request: HttpRequest, token: str) -> HttpResponse:
    if is_guessing(request):
        return _closed(request, status=_TOO_MANY)
    link = link_of(token)
    if link is None:
        note_wrong(request)
        audit.refused(by=None, address="answer", method=request.method or "")
        return _closed(request, status=_NOT_FOUND)
    subject = opens_something(link)
    if request.method == "POST":
        return _received(request, link, subject)
    if subject is None:
        return _closed(request, status=_GONE)
    if request.method == "GET":
        note_opened(link)
    return _form(request, link, subject, LinkForm(kind=kind_of(subject)))


def _received(request: HttpRequest, link: SignedLink, subject: Subject | None) -> HttpResponse:
    """Take what was sent, or show it again with what is wrong. What was typed stays on the page."""
    if subject is None:
        return _too_late(request, was_used=link.used_at is not None)
    form = LinkForm(request.POST, kind=kind_of(subject))
    if not is_ours(request, link):
        # Somebody else's page sent it, or ours was very old: shown once more, it can be sent.
        return _form(request, link, subject, form, status=_FORBIDDEN, is_strange=True)
    if not form.is_valid():
        return _form(request, link, subject, form, status=_UNPROCESSABLE)
    values = form.cleaned_data
    try:
        receive_answer(link, text=values["text"], name=values["name"], is_done=form.says_done)
    except Spent as spent:
        return _too_late(request, was_used=spent.was_used)
    return render(request, "scrutiny/by_link/received.html", {"body_slug": link.body})


def _form(
    request: HttpRequest,
    link: SignedLink,
    subject: Subject,
    form: LinkForm,
    *,
    status: int = 200,
    is_strange: bool = False,
) -> HttpResponse:
    kind = kind_of(subject)
    context: dict[str, Any] = {
        "body_slug": link.body,
        "body_name": subject.body.name,
        "kind": kind,
        "title": kind.title % subject.reference,
        "subject": subject,
        "works_until": link.expires_at,
        "form": form,
        "mistakes": form.mistakes() if form.is_bound else [],
        "is_strange": is_strange,
        "stamp": stamp_of(link),
        "text_at_most": f"{TEXT_AT_MOST:,}",
    }
    return render(request, "scrutiny/by_link/form.html", context, status=status)


def _closed(request: HttpRequest, *, status: int) -> HttpResponse:
    """The one page for a link that was guessed, used or taken back, or ran out."""
    return render(request, "scrutiny/by_link/closed.html", status=status)


def _too_late(request: HttpRequest, *, was_used: bool) -> HttpResponse:
    """Somebody who holds the link sent something that cannot be taken: their words come back."""
    context = {"was_used": was_used, "typed": request.POST.get("text", "")[:TEXT_AT_MOST]}
    status = _CONFLICT if was_used else _GONE
    return render(request, "scrutiny/by_link/too_late.html", context, status=status)
