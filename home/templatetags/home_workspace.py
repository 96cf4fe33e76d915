"""The navigation of the workspace: only what the person may use, the present page marked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from boards.viewing import READERS
from portal.access import OFFICE_ROLES, roles_of
from scrutiny.viewing.answers import RESPONDERS

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django_stubs_ext import StrOrPromise

register = template.Library()

_EVERYBODY: Final[frozenset[str]] = frozenset()
#: The name of each address, its words, and the roles of which one is needed; none for all.
PLACES: Final[tuple[tuple[str, StrOrPromise, frozenset[str]], ...]] = (
    ("workspace", _("Home"), _EVERYBODY),
    ("workspace_actions", _("Actions"), _EVERYBODY),
    ("workspace_requests", _("Requests"), _EVERYBODY),
    ("workspace_responses", _("Responses"), RESPONDERS),
    ("workspace_dates", _("Dates"), OFFICE_ROLES),
    ("workspace_papers", _("Papers"), READERS),
    ("account", _("Your account"), _EVERYBODY),
)


@dataclass(frozen=True)
class Place:
    """One link of the navigation; `current` is the value of `aria-current`, empty elsewhere."""

    words: StrOrPromise
    address: str
    current: str


@register.inclusion_tag("components/workspace_navigation.html", takes_context=True)
def workspace_navigation(context: Context) -> dict[str, Any]:
    """The links on every page below `/workspace/` of somebody who has signed in; else nothing."""
    request = context.get("request")
    if request is None or not is_at_work(request):
        return {"places": []}
    held = frozenset().union(*roles_of(request.user).values())
    return {
        "places": [
            Place(words, address, _current(name, address, request.path))
            for name, words, roles in PLACES
            if not roles or held & roles
            for address in [reverse(name)]
        ],
        "csrf_token": context.get("csrf_token"),
    }


def is_at_work(request: HttpRequest | None) -> bool:
    """Whether somebody who has signed in asks for a page of the workspace.

    A public page is told nothing about who reads it: there the account is not even asked for.
    """
    if request is None or not request.path.startswith("/workspace/"):
        return False
    if getattr(request, "held_back", None):  # on the way through the door: nothing is open yet
        return False
    user = getattr(request, "user", None)
    return bool(user and user.is_authenticated)


def _current(name: str, address: str, asked: str) -> str:
    """`page` for the page itself, `true` for what lies below it; the landing has nothing below."""
    if asked == address:
        return "page"
    return "true" if name != "workspace" and asked.startswith(address) else ""
