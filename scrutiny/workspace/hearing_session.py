"""Who is at the page of a hearing: a clerk of the body, still signed in."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, Final, ParamSpec
from uuid import UUID

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.text import capfirst

from portal.viewing import note_found
from scrutiny.models import Hearing, HearingEntry
from scrutiny.workspace.hearing_list import hearings_of

Arguments = ParamSpec("Arguments")
View = Callable[Concatenate[HttpRequest, Arguments], HttpResponse]

SIGN_IN_AGAIN: Final = 401
#: What somebody types by hand, and would lose.
_TYPED: Final = frozenset({"question", "asked_by", "answer", "answered_by", "take_away_text"})


def wants_json(request: HttpRequest) -> bool:
    """Whether the script of the page asks, and not the browser itself."""
    return request.headers.get("Accept", "") == "application/json"


def signed_in(view: View[Arguments]) -> View[Arguments]:
    """Ask those whose session has ended to sign in again, and lose nothing that they sent.

    The script gets a plain 401 instead of a redirect that it would follow without noticing. A form
    that was sent without it comes back with every word on the page.
    """

    @wraps(view)
    def inner(
        request: HttpRequest, /, *args: Arguments.args, **kwargs: Arguments.kwargs
    ) -> HttpResponse:
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)
        if wants_json(request):
            return JsonResponse({"signed_in": False}, status=SIGN_IN_AGAIN)
        if request.method == "POST":
            return _give_back(request)
        return redirect_to_login(request.get_full_path())

    return inner


def _give_back(request: HttpRequest) -> HttpResponse:
    """A page with what was typed, to be copied once the person has signed in elsewhere."""
    typed = [
        (capfirst(str(field.verbose_name)), request.POST[field.name])
        for field in HearingEntry._meta.fields
        if field.name in _TYPED and request.POST.get(field.name, "").strip()
    ]
    context = {"typed": typed, "here": request.path}
    template = "scrutiny/workspace/hearing_signed_out.html"
    return render(request, template, context, status=SIGN_IN_AGAIN)


def hearing_at(request: HttpRequest, key: UUID, *, is_shown: bool = True) -> Hearing:
    """The hearing that the address names, for clerks of its body; Http404 for everybody else.

    With `is_shown` the opening of an item that is withheld from the public is logged.
    """
    hearing = hearings_of(request.user).filter(key=key).first()
    if hearing is None:
        raise Http404
    if is_shown:
        note_found(request, hearing.item)
    return hearing
