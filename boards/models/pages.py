"""The front page of a body: what its editors write, around what the portal knows."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page

from boards.models.bodies import ScrutinyBody
from portal.pages import DraftFirstForm


class BodyPage(Page):
    """A body's own front page. Its living parts are read from released records."""

    body = models.OneToOneField(
        ScrutinyBody, on_delete=models.PROTECT, related_name="front_page", editable=False
    )
    introduction = RichTextField(
        _("introduction"), blank=True, features=["bold", "italic", "link", "ul", "ol"]
    )

    content_panels: ClassVar = [*Page.content_panels, FieldPanel("introduction")]
    # Without the slug: it is the body's permanent name in every address.
    promote_panels: ClassVar = [FieldPanel("seo_title"), FieldPanel("search_description")]
    parent_page_types: ClassVar = ["home.HomePage"]
    subpage_types: ClassVar = ["home.StandardPage", "home.NewsIndexPage"]
    base_form_class = DraftFirstForm
    template = "boards/body_page.html"

    class Meta:
        verbose_name = _("body's front page")
        verbose_name_plural = _("bodies' front pages")
