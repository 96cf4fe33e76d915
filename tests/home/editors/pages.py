"""Pages of editors for tests: news and standard pages, below the home page or below a body."""

from __future__ import annotations

from datetime import date
from typing import Any

from wagtail.models import Page, PageViewRestriction

from home.models import HomePage, NewsIndexPage, NewsPage, StandardPage


def home() -> Page:
    """The home page."""
    return HomePage.objects.get()


def list_of_news(above: Page | None = None) -> NewsIndexPage:
    """The list of news below a place."""
    page = NewsIndexPage(title="News", slug="news")
    (above or home()).add_child(instance=page)
    return page


def news(above: Page, title: str, on: date, **values: Any) -> NewsPage:
    """One live item of news."""
    page = NewsPage(title=title, published_on=on, summary=f"In short: {title}.", **values)
    above.add_child(instance=page)
    return page


def standard_page(title: str, above: Page | None = None, **values: Any) -> StandardPage:
    """A live standard page, in the menu unless told otherwise."""
    page = StandardPage(title=title, **{"show_in_menus": True, **values})
    (above or home()).add_child(instance=page)
    return page


def shut(page: Page) -> None:
    """Make a page, and all below it, one for people who are signed in."""
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
