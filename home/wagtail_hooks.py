"""What the home app tells Wagtail: no page goes out before the disclosure gate has looked at it."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.models import Page
from wagtail.rich_text.feature_registry import FeatureRegistry

from home.disclosure import page_matter
from home.news.models import NewsPage
from home.rich_links import OpenPageLinkHandler
from portal.disclosure.found import only_open
from portal.disclosure.gate import concerns_of_matter, refusals_of
from portal.operations import Refused


@hooks.register("before_publish_page")
def look_before_publishing(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Keep a page as a draft while something in it has to be looked at; what was typed is kept."""
    return _held_back(request, [page])


@hooks.register("before_publish_page")
def list_of_news_first(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Keep an item of news as a draft while nobody can read the list in which it stands."""
    above = page.get_parent()
    if page.specific_class is not NewsPage or above.live:
        return None
    words = _("“%(title)s” was kept as a draft and not published.") % {"title": page.title}
    messages.error(request, f"{words} {_('Publish the list of news first, then this page.')}")
    return redirect("wagtailadmin_pages:edit", page.pk)


@hooks.register("before_bulk_action")
def look_before_publishing_many(
    request: HttpRequest, action_type: str, objects: Iterable[Page], action: object
) -> HttpResponse | None:
    """Several at once, with all below them, are not published at all."""
    if action_type != "publish":
        return None
    messages.error(
        request, _("Publish pages one by one, so that each is looked at before it goes out.")
    )
    first = next((page for page in objects if isinstance(page, Page)), None)
    parent = first.get_parent() if first else None
    return redirect("wagtailadmin_explore", parent.pk) if parent else redirect("wagtailadmin_home")


def _held_back(request: HttpRequest, pages: Iterable[Page]) -> HttpResponse | None:
    for page in pages:
        matter = page_matter(page.specific)
        try:
            reasons = refusals_of(only_open(concerns_of_matter(matter)))
        except Refused as refused:
            reasons = refused.reasons
        if not reasons:
            continue
        kind, _colon, key = matter.key.partition(":")
        link = format_html(
            '<a href="{}">{}</a>',
            reverse("disclosure:matter", args=[kind, key]),
            _("Look at each place"),
        )
        words = _("“%(title)s” was kept as a draft and not published.") % {"title": page.title}
        messages.error(request, format_html("{} {} {}", words, " ".join(reasons), link))
        return HttpResponseRedirect(matter.url)
    return None


@hooks.register("register_rich_text_features", order=100)
def links_to_open_pages(features: FeatureRegistry) -> None:
    """Write links to pages our way, in the place of Wagtail's."""
    features.register_link_type(OpenPageLinkHandler)


@hooks.register("construct_reports_menu", order=100)
def no_search_terms(request: HttpRequest, items: list[MenuItem]) -> None:
    """Leave out the report of what people search for: nothing of that is kept."""
    items[:] = [item for item in items if item.name != "search-terms"]


@hooks.register("register_account_menu_item")
def way_to_the_account(request: HttpRequest) -> dict[str, str]:
    """Password and second factor are not changed in Wagtail's screen: the way to where they are."""
    return {
        "url": reverse("account"),
        "label": _("Password and second factor"),
        "help_text": _("They are changed on your account page in the workspace."),
    }
