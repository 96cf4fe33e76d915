"""Pages about letters: which ones somebody wants, stopping them by a link, what did not arrive."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from portal.access import OFFICE_ROLES, bodies_of, body_names
from portal.models import OutboxLetter, Rhythm
from portal.outbox.again import try_again
from portal.outbox.bouncing import bouncing
from portal.outbox.choices import choose, rhythm_of
from portal.outbox.tokens import reader_of
from portal.viewing import asks, find, visible

if TYPE_CHECKING:
    from portal.models import User

_SHOWN: Final = 200
_UNPROCESSABLE: Final = 422
_READING: Final = ("GET", "HEAD")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def letters(request: HttpRequest) -> HttpResponse:
    """How often this person wants to hear of what is due; nobody else's choice is reachable."""
    user = _signed_in(request)
    chosen = rhythm_of(user).value
    mistakes: list[tuple[str, str]] = []
    if request.method == "POST":
        chosen = request.POST.get("rhythm", "")
        if chosen in Rhythm.values:
            choose(Rhythm(chosen), user=user, by=user)
            messages.success(request, _("Your choice is kept."))
            return redirect("workspace_letters")
        mistakes = [("rhythm-at_once", _("Choose how often you want to be written to."))]
    context = {
        "rhythms": Rhythm.choices,
        "chosen": chosen,
        "mistakes": mistakes,
        "bounces": bouncing([user.email]).get(user.email.lower()),
        "may_see_undelivered": user.is_superuser or bool(bodies_of(user, OFFICE_ROLES)),
    }
    status = _UNPROCESSABLE if mistakes else 200
    return render(request, "portal/letters/choice.html", context, status=status)


@csrf_exempt  # the mail programme of the reader sends it (RFC 8058); the token says whose it is
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Stop letters by the link in one of them: looking changes nothing, sending the form does.

    Raises Http404 for a link that the portal did not sign, and for one whose reader is gone.
    """
    reader = reader_of(token)
    if reader is None:
        raise Http404
    if request.method == "POST":
        choose(Rhythm.NONE, user=reader.user, address=reader.address, by=None)
    is_stopped = rhythm_of(reader.user, reader.address) == Rhythm.NONE
    context = {"reader": reader, "is_stopped": is_stopped}
    answer = render(request, "portal/letters/stop.html", context)
    answer["Referrer-Policy"] = "no-referrer"
    return answer


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@asks(OutboxLetter)
def undelivered(request: HttpRequest) -> HttpResponse:
    """Letters that did not arrive: of a clerk's bodies, for an administrator all.

    Raises Http404 for everybody else, and for a letter of another body.
    """
    user = _signed_in(request)
    if not (user.is_superuser or bodies_of(user, OFFICE_ROLES)):
        raise Http404
    if request.method == "POST":
        given = request.POST.get("letter", "")
        letter = find(request, OutboxLetter, pk=int(given) if given.isdecimal() else 0)
        if try_again(letter, by=user):
            messages.success(request, _("The letter goes out again within a minute or two."))
        else:
            messages.info(request, _("The letter is on its way already, or its text is gone."))
        return redirect("workspace_undelivered")
    rows = visible(user, OutboxLetter).filter(
        pk__in=OutboxLetter.objects.undelivered().values("pk")
    )
    shown = list(rows.order_by("-trouble_since", "-pk")[:_SHOWN])
    names = body_names()
    bounces = bouncing([letter.to for letter in shown])
    context = {
        "rows": [
            (letter, names.get(letter.body, ""), bounces.get(letter.to.lower())) for letter in shown
        ],
        "more": rows.count() - len(shown),
    }
    return render(request, "portal/letters/undelivered.html", context)


def _signed_in(request: HttpRequest) -> User:
    if not request.user.is_authenticated:
        raise Http404
    return request.user
