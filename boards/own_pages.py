"""The Wagtail pages of a body: its front page and everything below that."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from boards.models import BodyPage
from portal.access import Visitor, bodies_of


def own_pages(user: Visitor) -> QuerySet[Page]:
    """The pages of the bodies in which this person holds an office role.

    Pages are editorial and hold no records, so an administrator of the portal edits them all.
    """
    if user.is_active and user.is_superuser:
        pages: QuerySet[Page] = Page.objects.all()
        return pages
    paths = BodyPage.objects.filter(body__slug__in=bodies_of(user)).values_list("path", flat=True)
    below = Q(pk__in=[])
    for path in paths:
        below |= Q(path__startswith=path)
    found: QuerySet[Page] = Page.objects.filter(below)
    return found


def pages_on_the_way(user: Visitor) -> QuerySet[Page]:
    """The person's own pages and those above them, through which they find their way."""
    explorable: QuerySet[Page] = page_permission_policy.explorable_instances(user)
    return explorable
