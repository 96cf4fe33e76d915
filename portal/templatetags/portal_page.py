"""Links, the body a page belongs to, and the style sheet."""

from __future__ import annotations

from typing import Any, Final

from django import template
from django.template import Context
from django.templatetags.static import static
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from wagtail.models import Page

from portal import addresses
from portal.registers import Register, register_of

register = template.Library()

DESCRIPTION_LENGTH: Final = 160
"""What search engines show of a description, in characters."""


@register.simple_tag(takes_context=True)
def body_url(context: Context, body: str, path: str = "") -> str:
    """The link to a path below a body, as `portal.addresses.body_url` makes it."""
    return addresses.body_url(body, path, request=context.get("request"))


@register.simple_tag(takes_context=True)
def page_body(context: Context) -> Register | None:
    """The public copy of the body that the page belongs to, or None.

    It is the body that the view named (`body_slug`), the one whose front page a Wagtail page is or
    lies below, or the one whose own host was asked.
    """
    page = context.get("page")
    slug = str(context.get("body_slug") or "")
    if not slug and isinstance(page, Page):
        slug = _place(page)[0]
    slug = slug or addresses.host_body(context.get("request"))
    return register_of(slug)


@register.simple_tag(takes_context=True)
def page_canonical(context: Context, body: dict[str, Any] | None) -> str:
    """The one permanent address of the page, where its view or its place in the tree gives one.

    `body` is what `page_body` found.
    """
    if context.get("canonical"):
        return str(context["canonical"])
    page = context.get("page")
    if not isinstance(page, Page):
        return ""
    slug, below = _place(page)
    if body and body["slug"] == slug:
        return addresses.canonical_url(slug, below)
    return addresses.canonical_url("", f"{slug}/{below}" if slug else "")


@register.simple_tag(takes_context=True)
def page_description(context: Context, body: dict[str, Any] | None) -> str:
    """One sentence on the page, for search engines: never empty, at most `DESCRIPTION_LENGTH`.

    It is `description` of the view, what an editor wrote for a Wagtail page, or what the pages of
    the body, or of the portal, hold. `body` is what `page_body` found.
    """
    page = context.get("page")
    written = page.search_description if isinstance(page, Page) else ""
    words = str(context.get("description") or written or "") or _held_by(body)
    return Truncator(" ".join(words.split())).chars(DESCRIPTION_LENGTH)


@register.simple_tag
def stylesheet() -> str:
    """The address of the compiled style sheet; empty where it has not been compiled.

    Without it pages are unstyled but readable, and an error page never fails for want of it.
    """
    try:
        return static("build/portal.css")
    except ValueError:
        return ""


def _held_by(body: dict[str, Any] | None) -> str:
    """What the pages of a body, or of the portal, hold."""
    if body:
        return _(
            "Meetings, papers, reviews and recommendations of %(body)s: what was asked, what was "
            "answered and what became of it."
        ) % {"body": body["name"]}
    return _(
        "Meetings, papers, reviews and recommendations of bodies that look at how children are "
        "kept safe: what was asked, what was answered and what became of it."
    )


def _place(page: Page) -> tuple[str, str]:
    """A page's first step below the home page, where the bodies stand, and the path below it."""
    _home, _slash, below_home = page.url_path.lstrip("/").partition("/")
    slug, _slash, below = below_home.partition("/")
    return slug, below
