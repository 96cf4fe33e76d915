"""News of the portal or of a body: a list at `news/`, and one page each below it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, Final

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page

from home.open_pages import NEWS_SLUG, link_to, open_pages
from portal import clock
from portal.pages import DraftFirstForm

_A_PAGE: Final = 20


@dataclass(frozen=True)
class NewsLine:
    """One item of news as a list shows it."""

    title: str
    address: str
    summary: str
    published_on: date


class NewsIndexPage(Page):
    """The list of the news of one place: the portal's own, or those of a body."""

    introduction = models.TextField(_("introduction"), blank=True)

    content_panels: ClassVar = [*Page.content_panels, FieldPanel("introduction")]
    # Without the slug: readers find the news of every body at the same place.
    promote_panels: ClassVar = [
        FieldPanel("seo_title"),
        FieldPanel("search_description"),
        FieldPanel("show_in_menus"),
    ]
    parent_page_types: ClassVar = ["home.HomePage", "boards.BodyPage"]
    subpage_types: ClassVar = ["home.NewsPage"]
    max_count_per_parent = 1
    base_form_class = DraftFirstForm
    template = "home/news_index_page.html"

    class Meta:
        verbose_name = _("list of news")
        verbose_name_plural = _("lists of news")

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """Give it the address that every list of news has."""
        self.slug = NEWS_SLUG
        super().full_clean(*args, **kwargs)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The news of one page of the list, newest first."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        rows = open_pages(NewsPage.objects.child_of(self)).order_by("-published_on", "-pk")
        context["page_of"] = Paginator(rows, _A_PAGE).get_page(request.GET.get("page", ""))
        context["lines"] = [
            NewsLine(one.title, link_to(one, request=request), one.summary, one.published_on)
            for one in context["page_of"]
        ]
        return context


class NewsPage(Page):
    """One item of news."""

    published_on = models.DateField(
        _("date"), default=clock.today, help_text=_("The newest stands first.")
    )
    summary = models.TextField(
        _("summary"),
        max_length=300,
        help_text=_("One or two sentences, shown in lists: at most 300 letters."),
    )
    text = RichTextField(
        _("text"), blank=True, features=["h2", "h3", "bold", "italic", "link", "ul", "ol"]
    )

    content_panels: ClassVar = [
        *Page.content_panels,
        FieldPanel("published_on"),
        FieldPanel("summary"),
        FieldPanel("text"),
    ]
    promote_panels: ClassVar = [
        FieldPanel("slug"),
        FieldPanel("seo_title"),
        FieldPanel("search_description"),
    ]
    parent_page_types: ClassVar = ["home.NewsIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    base_form_class = DraftFirstForm
    template = "home/news_page.html"

    class Meta:
        verbose_name = _("news")
        verbose_name_plural = _("news")

    def clean(self) -> None:
        """Refuse a date that has not come: news is shown from the moment it is published."""
        super().clean()
        day: date | None = self.published_on  # None where the form could not read it
        if day and day > clock.today():
            raise ValidationError({"published_on": _("The date cannot lie in the future.")})
