"""Whose account a page is about, also while the session is held back."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, cast

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.http import url_has_allowed_host_and_scheme

from portal.door.marks import Standing
from portal.middleware.second_factor import held_back

if TYPE_CHECKING:
    from portal.models import User

View = Callable[..., HttpResponseBase]


def account_of(request: HttpRequest) -> User:
    """The person that `login_required` or `while_setting_up` has let in."""
    return cast("User", request.user)


def while_setting_up(view: View) -> View:
    """Also for people who must set up a second factor before anything else is open to them.

    Whoever has one already is not among them: they pass it first.
    """

    @wraps(view)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        found = held_back(request)
        if found is not None and found[1] is Standing.SET_UP:
            request.user = found[0]
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        return view(request, *args, **kwargs)

    return inner


def way_on(request: HttpRequest, default: str) -> str:
    """The address that the form or the query names, if it is on this host; else the default."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    is_safe = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if is_safe else default
