"""What editors added to a place: the pages of its menu, in the order of the tree, and its news.

A place is a body, or the portal itself. Both come from one query, asked once a request.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Left
from django.http import HttpRequest
from wagtail.models import Page, Site

from boards.models import BodyPage
from home.news.models import NewsLine
from home.open_pages import FIRST_DEPTH, open_pages
from portal.addresses import body_url
from portal.generations import Remembered

_MOST_IN_MENU: Final = 12
_MOST_NEWS: Final = 3
_KEPT: Final = "_added_by_editors"


_known: Final[Remembered[list[dict[str, Any]]]] = Remembered()


@dataclass(frozen=True)
class MenuPage:
    """One page of the menu."""

    title: str
    address: str


@dataclass(frozen=True)
class Added:
    """What editors added to one place; `all_news` is empty while readers have no list of news."""

    pages: list[MenuPage] = field(default_factory=list)
    news: list[NewsLine] = field(default_factory=list)
    all_news: str = ""


def added_by_editors(slug: str, *, request: HttpRequest | None) -> Added:
    """The menu and the newest news of a body, or with an empty slug of the portal itself."""
    kept: dict[str, Added] = getattr(request, _KEPT, {})
    if slug not in kept:
        kept[slug] = _read(slug, request)
        if request is not None:
            setattr(request, _KEPT, kept)
    return kept[slug]


def _read(slug: str, request: HttpRequest | None) -> Added:
    pages: list[MenuPage] = []
    news: list[NewsLine] = []
    all_news = ""
    for row in _known.get(slug, lambda: list(_rows(slug))):
        path = row["url_path"].split("/", 3 if slug else 2)[-1]
        address = body_url(slug, path, request=request)
        if row["newspage__published_on"] is None:
            pages.append(MenuPage(row["title"], address))
        elif len(news) < _MOST_NEWS:
            news.append(
                NewsLine(
                    title=row["title"],
                    address=address,
                    summary=row["newspage__summary"],
                    published_on=row["newspage__published_on"],
                )
            )
            if row["has_list"]:
                all_news = f"{address.rstrip('/').rpartition('/')[0]}/"
    return Added(pages[:_MOST_IN_MENU], news, all_news)


def _rows(slug: str) -> QuerySet[Page, dict[str, Any]]:
    """Pages of the menu first, in the order of the tree; then news, the newest first."""
    if slug:
        top: QuerySet[Any] = BodyPage.objects.filter(body__slug=slug, live=True).values("path")
        depth = FIRST_DEPTH + 1
    else:
        top = Site.objects.filter(is_default_site=True).values("root_page__path")
        depth = FIRST_DEPTH
    in_menu = Q(depth=depth, show_in_menus=True) & ~Q(bodypage__isnull=False)
    is_news = Q(depth=depth + 1, newspage__isnull=False)
    above = Left(OuterRef("path"), depth * Page.steplen)  # open, if it is live: see news_section
    found = (
        open_pages(Page.objects.filter(in_menu | is_news, path__startswith=Subquery(top[:1])))
        .annotate(has_list=Exists(Page.objects.filter(path=above, live=True)))
        .order_by(F("newspage__published_on").desc(nulls_first=True), "path")
    )
    rows: QuerySet[Page, dict[str, Any]] = found.values(
        "title", "url_path", "newspage__published_on", "newspage__summary", "has_list"
    )
    return rows[: _MOST_IN_MENU + _MOST_NEWS]
