"""Links, the body a page belongs to, and the style sheet."""

from __future__ import annotations

from typing import Any

from django import template
from django.http import HttpRequest
from django.template import Context
from django.templatetags.static import static
from wagtail.models import Page

from portal import addresses
from portal.public import bodies_by_slug

register = template.Library()

_MEMO = "_portal_page_bodies"


@register.simple_tag(takes_context=True)
def body_url(context: Context, body: str, path: str = "") -> str:
    """The link to a path below a body, as `portal.addresses.body_url` makes it."""
    return addresses.body_url(body, path, request=context.get("request"))


@register.simple_tag(takes_context=True)
def page_body(context: Context) -> dict[str, Any] | None:
    """The public copy of the body that the page belongs to, or None.

    It is the body that the view named (`body_slug`), the one whose front page a Wagtail page is or
    lies below, or the one whose own host was asked.
    """
    request: HttpRequest | None = context.get("request")
    page = context.get("page")
    slug = str(context.get("body_slug") or "")
    if not slug and isinstance(page, Page):
        slug = _slug_of_page(page)
    slug = slug or addresses.host_body(request)
    if not slug:
        return None
    memo: dict[str, Any] = getattr(request, _MEMO, None) or {}
    if slug not in memo:
        record = bodies_by_slug([slug]).get(slug)
        memo[slug] = record.payload if record else None
        if request is not None:
            setattr(request, _MEMO, memo)
    return memo[slug]  # type: ignore[no-any-return]


@register.simple_tag(takes_context=True)
def page_canonical(context: Context) -> str:
    """The one permanent address of the page, where its view or its place gives one."""
    if context.get("canonical"):
        return str(context["canonical"])
    page = context.get("page")
    if not isinstance(page, Page):
        return ""
    slug, _slash, below = page.url_path.partition("/")[2].partition("/")[2].partition("/")
    if slug and bodies_by_slug([slug]):
        return addresses.canonical_url(slug, below)
    return addresses.canonical_url("", f"{slug}/{below}" if slug else "")


@register.simple_tag
def stylesheet() -> str:
    """The address of the compiled style sheet; empty where it has not been compiled.

    Without it pages are unstyled but readable, and an error page never fails for want of it.
    """
    try:
        return static("build/portal.css")
    except ValueError:
        return ""


def _slug_of_page(page: Page) -> str:
    """The second step of a page's place in the tree: below the home page stand the bodies."""
    steps = page.url_path.strip("/").split("/")
    return steps[1] if len(steps) > 1 else ""
