"""Links of editors to other pages: to what everybody may read, at its permanent address."""

from __future__ import annotations

from typing import Any, ClassVar

from django.utils.html import escape
from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler

from home.open_pages import link_to, open_pages


class OpenPageLinkHandler(PageLinkHandler):
    """Writes no address of a draft or of a page for few: it would give away that it exists."""

    identifier: ClassVar[str] = "page"

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, Any]]) -> list[str]:
        """The opening tags of several links; those to pages for few lead nowhere."""
        wanted = {str(attrs.get("id")) for attrs in attrs_list}
        rows = Page.objects.filter(pk__in=[one for one in wanted if one.isdecimal()])
        pages = {str(page.pk): page for page in open_pages(rows)}
        found = [pages.get(str(attrs.get("id"))) for attrs in attrs_list]
        return [
            f'<a href="{escape(link_to(one, request=None))}">' if one else "<a>" for one in found
        ]
