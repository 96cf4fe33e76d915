"""The calendar under its secret address. A calendar program cannot sign in, so the address is all.

A guess, an address that was renewed or switched off, and an account that is no longer switched on
answer alike: there is nothing here.
"""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_safe

from boards.calendars import answer_with
from portal import audit
from portal.calendar_addresses import user_of
from portal.signed_links.guessing import is_guessing, note_wrong
from scrutiny.own_calendar.events import events_of

__all__ = ["feed"]


@require_safe
@sensitive_variables("secret")
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """Somebody's own calendar. Raises Http404."""
    if is_guessing(request):
        raise Http404
    user = user_of(secret)
    if user is None:
        note_wrong(request)
        audit.refused(by=None, address="own-calendar", method=request.method or "")
        raise Http404
    answer = answer_with(events_of(user), name=_("My meetings: %s") % settings.WAGTAIL_SITE_NAME)
    answer["Referrer-Policy"] = "no-referrer"
    return answer
