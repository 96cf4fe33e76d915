"""Pages of editors that everybody may read: live, and neither they nor a page above them shut."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, TypeVar

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, QuerySet
from django.http import HttpRequest
from wagtail.models import Page, PageViewRestriction

from boards.models import BodyPage
from portal.addresses import body_url

Rows = TypeVar("Rows", bound=QuerySet[Any])
#: The last step of the address of a list of news, the same below every body. No body is called so.
NEWS_SLUG: Final = "news"
#: Wagtail's tree: the root, the home page, what stands below it.
FIRST_DEPTH: Final = 3


@dataclass(frozen=True)
class Place:
    """Where a page stands: the slug of its body (empty: the portal's own) and the path below."""

    body: str
    path: str


def open_pages(rows: Rows) -> Rows:
    """Those of the pages that everybody may read, by one condition in the same query."""
    path = ExpressionWrapper(OuterRef("path"), output_field=CharField())
    shut = PageViewRestriction.objects.annotate(below=path).filter(
        below__startswith=F("page__path")
    )
    return rows.filter(~Exists(shut), live=True)


def place_of(page: Page) -> Place:
    """The place of a page by its path in the tree, which begins with the home page's own step."""
    _home, _slash, path = page.url_path.lstrip("/").partition("/")
    first, _slash, below = path.partition("/")
    is_of_body = page.specific_class is BodyPage if page.depth <= FIRST_DEPTH else True
    if not is_of_body or first == NEWS_SLUG:
        return Place("", path)
    return Place(first, below)


def link_to(page: Page, *, request: HttpRequest | None) -> str:
    """The link to a page as it is written on the page that is asked for.

    Without a request it is the permanent address in full.
    """
    place = place_of(page)
    return body_url(place.body, place.path, request=request)
