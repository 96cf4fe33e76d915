"""The editorial pages of the portal: its home and the standard pages."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page

from home.alerts.models import AlertSignUp, Subscriber, Subscription
from home.news.models import NewsIndexPage, NewsPage
from home.page_forms import PlacedPageForm
from home.search_tables import SearchEntry, SearchValue, SearchWord, SearchWordKey
from portal.pages import DraftFirstForm

__all__ = [
    "AlertSignUp",
    "HomePage",
    "NewsIndexPage",
    "NewsPage",
    "SearchEntry",
    "SearchValue",
    "SearchWord",
    "SearchWordKey",
    "StandardPage",
    "Subscriber",
    "Subscription",
]


class HomePage(Page):
    """The front door of the portal."""

    introduction = models.TextField(_("introduction"), blank=True)

    content_panels: ClassVar = [*Page.content_panels, FieldPanel("introduction")]
    parent_page_types: ClassVar = ["wagtailcore.Page"]
    subpage_types: ClassVar = ["boards.BodyPage", "home.StandardPage", "home.NewsIndexPage"]
    base_form_class = DraftFirstForm
    template = "home/home_page.html"

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")


class StandardPage(Page):
    """A page of plain text: how to attend, how to ask a question, contact."""

    text = RichTextField(
        _("text"), blank=True, features=["h2", "h3", "bold", "italic", "link", "ul", "ol"]
    )

    content_panels: ClassVar = [*Page.content_panels, FieldPanel("text")]
    parent_page_types: ClassVar = ["home.HomePage", "boards.BodyPage"]
    subpage_types: ClassVar[list[str]] = []
    base_form_class = PlacedPageForm
    template = "home/standard_page.html"

    class Meta:
        verbose_name = _("standard page")
        verbose_name_plural = _("standard pages")
