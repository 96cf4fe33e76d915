"""What editors added to the place that is shown: its menu and its newest news."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template
from django.template import Context
from django.urls import reverse
from wagtail.models import Page

from home.menu import Added, MenuPage, added_by_editors
from home.news.models import NewsIndexPage
from home.open_pages import link_to
from home.templatetags.home_workspace import is_at_work

register = template.Library()


@register.simple_tag(takes_context=True)
def news_section(context: Context, page: Page) -> MenuPage | None:
    """The list in which an item of news stands; None while that is a draft.

    Whoever may read the item may read the list: who is shut out of the list is shut out of both.
    """
    above = page.get_parent()
    if not above.live:
        return None
    return MenuPage(above.title, link_to(above, request=context.get("request")))


@register.simple_tag
def way_to_news(front: Page) -> str:
    """Where an editor finds the news of a body: its list, or the form that makes one."""
    above = NewsIndexPage.objects.child_of(front).first()
    if above is not None:
        return reverse("wagtailadmin_explore", args=[above.pk])
    return reverse("wagtailadmin_pages:add", args=["home", "newsindexpage", front.pk])


@register.simple_tag(takes_context=True)
def editors_of(context: Context, body: Mapping[str, Any] | None) -> Added:
    """The pages and news of a body on its pages, of the portal elsewhere; none in the workspace."""
    request = context.get("request")
    if is_at_work(request):
        return Added()
    return added_by_editors(str(body["slug"]) if body else "", request=request)
