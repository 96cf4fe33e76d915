"""The page on which somebody makes, renews or switches off the address of their own calendar."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal.access import body_names, roles_of
from portal.addresses import canonical_url, main_url
from portal.calendar_addresses import renew_address, switch_off_address
from portal.models import CalendarAddress
from portal.viewing import asks, visible

if TYPE_CHECKING:
    from portal.models import User


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@asks(CalendarAddress)
def calendar(request: HttpRequest) -> HttpResponse:
    """Whether the calendar is on; a new address is shown once, in answer to its making."""
    user = cast("User", request.user)
    address = ""
    if request.method == "POST":
        if request.POST.get("do") == "off":
            switch_off_address(user)
            messages.success(request, _("The calendar was switched off."))
            return HttpResponseRedirect(request.path)
        path = reverse("own-calendar", args=[renew_address(user)])
        address = main_url(path.lstrip("/"))
    names = body_names()
    context = {
        "kept": visible(user, CalendarAddress).first(),
        "address": address,
        "public": [
            (names[slug], canonical_url(slug, "calendar.ics"))
            for slug in sorted(roles_of(user), key=lambda slug: names.get(slug, slug))
            if slug in names
        ],
    }
    return render(request, "scrutiny/workspace/calendar.html", context)
