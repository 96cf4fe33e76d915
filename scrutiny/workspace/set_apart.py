"""What reads like a report of harm, for the one person who is named for it."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from portal.models import User
from portal.operations import Refused
from portal.viewing import asks, find
from scrutiny.models import Submission
from scrutiny.operations.submissions import give_back, note_seen
from scrutiny.viewing.calls import APART, set_apart_for

_UNPROCESSABLE = 422


@login_required
@require_http_methods(["GET", "HEAD"])
@asks(Submission)
def set_apart_list(request: HttpRequest) -> HttpResponse:
    """What waits for this person and what they have taken on; of nobody else's anything."""
    rows = set_apart_for(request.user)
    return render(request, "scrutiny/workspace/set_apart_list.html", {"rows": rows})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@asks(Submission)
def set_apart(request: HttpRequest, key: UUID) -> HttpResponse:
    """One of them: read, taken on, or given to the clerks because it is evidence after all.

    Raises Http404 for everybody but the person whom it is for, clerks and administrators too.
    """
    person = _person(request)
    one = find(request, Submission, key=key, state=APART, for_person=person)
    reasons: list[str] = []
    if request.method == "POST":
        given = request.POST.get("version", "")
        version = int(given) if given.isdecimal() else 0
        try:
            if request.POST.get("act") == "give_back":
                give_back(submission=one, by=person, expected_version=version)
                return redirect("workspace_set_apart")
            note_seen(submission=one, by=person)
            return redirect("workspace_set_apart_one", key=one.key)
        except Refused as refused:
            reasons = refused.reasons
    context = {"one": one, "mistakes": [("acts", reason) for reason in reasons]}
    status = _UNPROCESSABLE if reasons else 200
    return render(request, "scrutiny/workspace/set_apart.html", context, status=status)


def _person(request: HttpRequest) -> User:
    if not isinstance(request.user, User):
        raise Http404
    return request.user
