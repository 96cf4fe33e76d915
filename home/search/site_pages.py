"""Pages that editors write, in the search index: those that are live and that everybody may read.

Wagtail tells of each change; the row is written or removed within it.
"""

from __future__ import annotations

from typing import Any, Final

from django.db import models, transaction
from django.db.models.signals import post_delete, post_save
from wagtail.fields import RichTextField
from wagtail.models import Page, PageViewRestriction
from wagtail.rich_text import get_text_for_indexing
from wagtail.signals import (
    page_published,
    page_slug_changed,
    page_unpublished,
    post_page_move,
)

from home.open_pages import open_pages, place_of
from home.search.entries import entry
from home.search.kinds import PAGE
from home.search.writing import forget, put
from home.search_tables import SearchEntry
from portal.publishing import hold_chain

__all__ = ["rebuild_pages", "register_site_pages"]

#: Kinds of page that say something themselves; the others are lists, or made of records.
_SEARCHED: Final = frozenset({"home.standardpage", "home.newspage"})
_NAME: Final = "home.search.site_pages"


def register_site_pages() -> None:
    """Hear of every page that is published, moved, shut or removed; called once at start-up."""
    for signal in (page_published, page_unpublished):
        signal.connect(_changed, dispatch_uid=_NAME)
    for signal in (page_slug_changed, post_page_move):
        signal.connect(_changed_with_all_below, dispatch_uid=_NAME)
    post_delete.connect(_removed, sender=Page, dispatch_uid=_NAME)
    for signal in (post_save, post_delete):
        signal.connect(_shut_or_opened, sender=PageViewRestriction, dispatch_uid=_NAME)


def rebuild_pages() -> None:
    """Write every page anew, and remove what is no page any more."""
    for page in Page.objects.all():
        _write(page)
    for key in list(SearchEntry.objects.filter(kind=PAGE).values_list("key", flat=True)):
        if not Page.objects.filter(pk=int(key)).exists():
            with transaction.atomic():
                hold_chain()
                forget([(PAGE, key)])


def _changed(sender: type[Page], *, instance: Page, **_kwargs: Any) -> None:
    _write(instance)


def _changed_with_all_below(sender: type[Page], *, instance: Page, **_kwargs: Any) -> None:
    _write_below(instance)


def _shut_or_opened(sender: object, *, instance: PageViewRestriction, **_kwargs: Any) -> None:
    page = Page.objects.filter(pk=instance.page_id).first()
    if page is not None:
        _write_below(page)


def _removed(sender: type[Page], *, instance: Page, **_kwargs: Any) -> None:
    with transaction.atomic():
        hold_chain()
        forget([(PAGE, str(instance.pk))])


def _write_below(top: Page) -> None:
    for page in Page.objects.filter(path__startswith=top.path):
        _write(page)


def _write(changed: Page) -> None:
    """Write the row of a page as it is in the database, or none."""
    with transaction.atomic():
        hold_chain()
        forget([(PAGE, str(changed.pk))])
        page = open_pages(Page.objects.filter(pk=changed.pk)).first()
        if page is None or page.specific_class is None:
            return
        if page.specific_class._meta.label_lower not in _SEARCHED:
            return
        place = place_of(page)
        put(
            [
                entry(
                    kind=PAGE,
                    key=str(page.pk),
                    body=place.body,
                    path=place.path,
                    title=page.title,
                    text=_text(page.specific),
                    happened_on=getattr(page.specific, "published_on", None),
                )
            ]
        )


def _text(page: Page) -> str:
    """What the page's own fields say, without marks."""
    texts = []
    for one in page._meta.local_fields:
        value = getattr(page, one.name)
        if isinstance(one, RichTextField):
            texts.append(get_text_for_indexing(value))
        elif isinstance(one, models.TextField):
            texts.append(value)
    return "\n".join(filter(None, texts))
