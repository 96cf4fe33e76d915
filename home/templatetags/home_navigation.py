"""The few links under the header: the sections of a body, or of the whole portal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import template
from django.http import HttpRequest
from django.template import Context
from django.utils.translation import gettext as _

from home.templatetags.home_workspace import is_at_work
from portal.addresses import body_url, host_body

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

register = template.Library()


@dataclass(frozen=True)
class Item:
    """One link of the navigation."""

    label: StrOrPromise
    address: str
    is_current: bool


@register.simple_tag(takes_context=True)
def navigation(context: Context, body: Mapping[str, Any] | None) -> list[Item]:
    """The sections of a body on its pages, those across bodies elsewhere; none in the workspace."""
    request: HttpRequest | None = context.get("request")
    if is_at_work(request):
        return []
    sections: list[tuple[StrOrPromise, str]] = []
    if body:
        slug = body["slug"]
        sections += [
            (_("Meetings"), body_url(slug, "meetings/", request=request)),
            (_("Reviews"), body_url(slug, "reviews/", request=request)),
            (_("Forward plan"), body_url(slug, "forward-plan/", request=request)),
            (_("Members"), body_url(slug, "members/", request=request)),
            (_("Sources"), body_url(slug, "sources/", request=request)),
        ]
    if not body or host_body(request):
        sections += [
            (_("Recommendations"), "/recommendations/"),
            (_("Responses"), "/responses/"),
            (_("Actions"), "/actions/"),
            (_("Findings"), "/findings/"),
            (_("Themes"), "/themes/"),
        ]
    asked = request.path if request is not None else ""
    return [Item(label, address, asked.startswith(address)) for label, address in sections]
