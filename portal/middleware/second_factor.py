"""The guard on the session: a password alone signs in nobody who has, or needs, a second factor.

It stands before every view and asks the session, never the address. A session without the mark
(`portal.door.marks`) is nobody's: `request.user` is a visitor, whoever made the session and
wherever it goes, and whether the view is ours, Wagtail's or an interface for programs. Only the
pages that lead on look at `request.held_back`, which is the account behind such a session.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from typing import TYPE_CHECKING, Any, Final, cast
from urllib.parse import urlencode

from asgiref.sync import sync_to_async
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from portal.door import sessions
from portal.door.marks import Standing, standing

if TYPE_CHECKING:
    from portal.access import Visitor
    from portal.models import User

#: Where people work: here they are led on instead of being shown the page of a visitor.
_WORKPLACES: Final = ("/admin/", "/workspace/")
#: The pages that lead on, by the name of the address. They look at `held_back` themselves.
_DOORS: Final = frozenset(
    {"workspace_sign_in", "account_login", "workspace_sign_out", "wagtailadmin_logout"}
    | {"account_new_password", "account_new_password_sent", "account_new_password_set"}
    | {"account_invitation", "account_council", "account_council_back"}
)
LEADING_ON: Final[dict[Standing, frozenset[str]]] = {
    Standing.VERIFY: _DOORS | {"mfa_authenticate"},
    Standing.SET_UP: _DOORS | {"account_set_up", "account_passkey"},
}
FIRST_PAGE: Final = {Standing.VERIFY: "mfa_authenticate", Standing.SET_UP: "account_set_up"}


class SecondFactorMiddleware:
    """Stands right behind Django's own, which says whose the session is."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Look at the session when somebody first asks who is there, and not before."""
        request.held_back = None  # type: ignore[attr-defined]
        claimed = request.user
        request.user = cast("Any", SimpleLazyObject(partial(let_in, request, claimed)))

        async def asked_later() -> Any:
            return await sync_to_async(lambda: request.user)()

        request.auser = cast("Callable[[], Awaitable[Any]]", asked_later)
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: object, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Lead somebody who has to pass or set up a second factor there, or say so to a script."""
        if settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return None
        if not request.path_info.startswith(_WORKPLACES) or request.user.is_authenticated:
            return None
        found = held_back(request)
        if found is None:
            return None
        _account, where = found
        match = request.resolver_match
        if match is not None and match.view_name in LEADING_ON[where]:
            return None
        if _is_script(request):
            return JsonResponse({"error": _("The second factor is missing.")}, status=403)
        query = f"?{urlencode({'next': request.get_full_path()})}" if _is_reading(request) else ""
        return HttpResponseRedirect(reverse(FIRST_PAGE[where]) + query)


def let_in(request: HttpRequest, claimed: Visitor) -> Visitor:
    """Who the session stands for: its account, or nobody while something is missing."""
    if not claimed.is_authenticated:
        return claimed
    if sessions.is_over(request):
        sessions.forget(request.session.session_key)
        request.session.flush()
        return AnonymousUser()
    where = standing(request, claimed)
    if where is Standing.CLEAR:
        return claimed
    request.held_back = (claimed, where)  # type: ignore[attr-defined]
    return AnonymousUser()


def held_back(request: HttpRequest) -> tuple[User, Standing] | None:
    """The account behind a session that lacks something, and what it lacks."""
    bool(request.user.is_authenticated)  # the look happens when somebody asks
    found: tuple[User, Standing] | None = request.held_back  # type: ignore[attr-defined]
    return found


def _is_reading(request: HttpRequest) -> bool:
    return request.method in ("GET", "HEAD")


def _is_script(request: HttpRequest) -> bool:
    """Whether a script asks, which could do nothing with a page."""
    wanted = request.headers.get("Accept", "")
    return (
        request.headers.get("X-Requested-With") == "XMLHttpRequest"
        or request.headers.get("Sec-Fetch-Mode") in ("cors", "same-origin")
        or request.content_type == "application/json"
        or ("application/json" in wanted and "text/html" not in wanted)
    )
