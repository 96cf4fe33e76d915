"""The gate of the admin: what is not listed is closed, and a listed address asks about its object.

It stands in front of every view below /admin/, so that a screen that Wagtail adds in a later
version is shut until somebody has looked at it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, cast

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from portal import audit
from portal.access import Visitor, bodies_of
from portal.admin_addresses import ADMIN_ROUTE, AddressRule, Audience, rule_of

if TYPE_CHECKING:
    from portal.models import User

#: Wagtail's own screens of the log.
_SHOW_THE_LOG: Final = frozenset(
    {"wagtailadmin_reports:site_history", "wagtailadmin_reports:site_history_results"}
)


class AdminGateMiddleware:
    """Answers 404 for what a signed-in person may not know of, and asks others to sign in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on; the work is done once the address is known."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: object, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        """Look the address up and decide; raises Http404 when it is closed to this person."""
        match = request.resolver_match
        if match is None or not match.route.startswith(ADMIN_ROUTE):
            return None
        rule = rule_of(match.view_name or "")
        if rule.audience is Audience.EVERYONE:
            return None
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path(), reverse("wagtailadmin_login"))
        if may_pass(request, rule, args, kwargs):
            _log_looks(request, match.view_name)
            return None
        audit.refused(
            by=request.user,
            address=match.view_name,
            method=request.method or "",
            parameters=kwargs,
        )
        raise Http404


def may_pass(
    request: HttpRequest, rule: AddressRule, args: tuple[Any, ...], kwargs: dict[str, Any]
) -> bool:
    """Whether the person is of the audience, and every guard lets them at the object."""
    if not is_of_audience(request.user, rule.audience) or args or not rule.covers(kwargs):
        return False
    return all(guard.allows(request, kwargs) for guard in rule.guards)


def is_of_audience(user: Visitor, audience: Audience) -> bool:
    """Whether somebody who is signed in belongs to an audience today."""
    if audience is Audience.NOBODY or not user.is_active:
        return False
    if user.is_superuser or audience is Audience.EVERYONE:
        return True
    return audience is Audience.OFFICE and bool(bodies_of(user))


def _log_looks(request: HttpRequest, address: str) -> None:
    """Log what Wagtail's own screens show of the log, and every list that leaves as a file."""
    by = cast("User", request.user)
    if request.method != "GET":
        return
    if request.GET.get("export"):
        act, sentence = audit.EXPORT, _("A list was exported as a file.")
    elif address in _SHOW_THE_LOG:
        act, sentence = audit.VIEW, _("The log was opened.")
    else:
        return
    audit.record(by, act=act, by=by, sentence=sentence, data={"address": address}, body="")
