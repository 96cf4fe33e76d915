"""Editorial pages as matters of the disclosure gate: what an editor wrote and wants to publish."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from django.db.models import CharField, TextField
from django.urls import reverse
from wagtail.models import Page

from boards.models import BodyPage, ScrutinyBody
from portal.disclosure.known import contact_texts, register_contacts
from portal.disclosure.matters import Matter, matter_key, register_matter
from portal.publishing import Copy

PAGE: Final = "page"
#: What every page has and a reader meets; the rest of Wagtail's own columns is machinery.
_SHARED: Final = ("title", "slug", "seo_title", "search_description")


def register_disclosure() -> None:
    """Tell the gate about pages; called once at start-up."""
    register_matter(PAGE, _find, _none_waits)
    register_contacts(_contacts_of_all)


def page_matter(page: Page) -> Matter:
    """A page, as its newest draft reads, as a matter."""
    body = body_of_page(page)
    return Matter(
        key=matter_key(PAGE, page.pk),
        body=body,
        title=page.get_admin_display_title(),
        url=reverse("wagtailadmin_pages:edit", args=[page.pk]),
        copies=lambda: [_copy(page.get_latest_revision_as_object(), body)],
    )


def body_of_page(page: Page) -> str:
    """The slug of the body whose front page this is or stands below; empty for the portal's own."""
    above = page.get_ancestors(inclusive=True)
    front = BodyPage.objects.filter(pk__in=above.values("pk")).select_related("body").first()
    return front.body.slug if front else ""


def _copy(page: Page, body: str) -> Copy:
    own = [
        field.name
        for field in page._meta.local_fields
        if isinstance(field, CharField | TextField) and not field.choices
    ]
    payload = {name: str(getattr(page, name, "") or "") for name in (*_SHARED, *own)}
    return Copy(
        kind=PAGE, key=str(page.pk), body=body, path=page.slug, title=page.title, payload=payload
    )


def _find(key: str) -> Matter | None:
    page = Page.objects.filter(pk=key).first() if key.isdecimal() else None
    return page_matter(page.specific) if page else None


def _none_waits(body: str) -> list[str]:
    """A page goes out when its editor publishes it, and is looked at then."""
    return []


def _contacts_of_all(body: str) -> Iterable[str]:
    """The portal's own pages may name the offices of every body."""
    if not body:
        for slug in ScrutinyBody.objects.values_list("slug", flat=True):
            yield from contact_texts(slug)
