"""The landing of the signed-in workspace. Nothing here may be stored by a cache."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from boards.models import PackFile
from home.landing import Reader, parts_for
from home.landing.bodies import posts
from portal.access import BodyRoles
from portal.viewing import asks
from scrutiny.models import Action, InformationRequest, Response

ADMIN_ADDRESS = "/admin/"
DESK_ADDRESS = "/admin/desk/"
MEETINGS_ADDRESS = "/admin/meetings/"


@login_required
@asks(BodyRoles, PackFile, Response, Action, InformationRequest)
def landing(request: HttpRequest) -> HttpResponse:
    """What waits for a person, most urgent first, then their roles, body by body."""
    reader = Reader.of(request)
    held = posts(reader)
    return render(
        request,
        "home/workspace.html",
        {
            "parts": parts_for(reader),
            "posts": held,
            "meetings": MEETINGS_ADDRESS,
            "is_office": any(post.is_office for post in held),
            "is_administrator": request.user.is_superuser,
            "desk": DESK_ADDRESS,
            "admin": ADMIN_ADDRESS,
        },
    )
