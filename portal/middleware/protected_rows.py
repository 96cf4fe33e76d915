"""What other records rest on cannot be deleted in Wagtail's screens either, and people are told."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.db.models import ProtectedError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from portal.admin_addresses import ADMIN_ROUTE


class ProtectedRowsMiddleware:
    """Turns the database's refusal to delete a cited row into a sentence instead of a fault."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponseBase | None:
        """Say what stands in the way; nothing has been deleted."""
        match = request.resolver_match
        below_admin = match is not None and match.route.startswith(ADMIN_ROUTE)
        if not below_admin or not isinstance(exception, ProtectedError):
            return None
        names = ", ".join(sorted(str(row) for row in exception.protected_objects))
        sentence = _("This cannot be deleted, because other records rest on it: %(names)s.") % {
            "names": names
        }
        if request.headers.get("X-Requested-With") == "XMLHttpRequest":
            return JsonResponse({"success": False, "error_message": sentence}, status=409)
        messages.error(request, sentence)
        return redirect("wagtailadmin_home")
