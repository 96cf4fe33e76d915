"""What editors put first for a search. It is only read here; nothing is counted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.apps import apps
from django.http import HttpRequest
from wagtail.models import Page
from wagtail.search.utils import normalise_query_string

from home.open_pages import link_to, open_pages, place_of
from portal.addresses import host_body

__all__ = ["Promoted", "promoted"]

_APP: Final = "wagtail.contrib.search_promotions"
_MOST: Final = 5


@dataclass(frozen=True)
class Promoted:
    """A promoted result."""

    title: str
    address: str
    description: str


def promoted(typed: str, request: HttpRequest) -> list[Promoted]:
    """The promoted results of a search: live pages that everybody may see, and other addresses.

    On a body's own host only pages below its front page are named.
    """
    if not typed or not apps.is_installed(_APP):
        return []
    picks = apps.get_model("wagtailsearchpromotions", "SearchPromotion")
    picked = picks._default_manager.filter(query__query_string=normalise_query_string(typed))
    found = list(picked.order_by("sort_order", "pk")[:_MOST])
    if not found:
        return []
    here = host_body(request)
    rows = open_pages(Page.objects.filter(pk__in=[one.page_id for one in found]))
    pages = {page.pk: page for page in rows if not here or place_of(page).body == here}
    shown = []
    for one in found:
        page = pages.get(one.page_id)
        if page is not None:
            title, address = page.title, link_to(page, request=request)
        elif one.external_link_url and not here:
            title, address = one.external_link_text, one.external_link_url
        else:
            continue
        if title and address:
            shown.append(Promoted(title, address, one.description))
    return shown
