"""The collection of a body: where Wagtail keeps its documents and images.

A collection has a name that people may change and no slug. Which body it belongs to is therefore
found through the body's group, whose name holds the permanent slug.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from django.db.models import QuerySet
from wagtail.models import Collection, GroupCollectionPermission

from boards.models import ScrutinyBody

_PREFIX: Final = "Officers of "


def group_name(slug: str) -> str:
    """The name of the group of a body, from the body's permanent slug."""
    return f"{_PREFIX}{slug}"


def collections_of(slugs: Iterable[str]) -> QuerySet[Collection]:
    """The collections of some bodies, by their permanent slugs."""
    owned = GroupCollectionPermission.objects.filter(
        group__name__in=[group_name(slug) for slug in slugs]
    )
    found: QuerySet[Collection] = Collection.objects.filter(pk__in=owned.values("collection"))
    return found


def collection_of(body: ScrutinyBody) -> Collection | None:
    """The collection of one body; None before its first role was given."""
    return collections_of([body.slug]).first()


def body_of_collection(collection: Collection) -> ScrutinyBody | None:
    """The body whose documents and images are kept in a collection, if it is any body's."""
    names = GroupCollectionPermission.objects.filter(
        collection=collection, group__name__startswith=_PREFIX
    ).values_list("group__name", flat=True)
    slugs = {name.removeprefix(_PREFIX) for name in names}
    return ScrutinyBody.objects.filter(slug__in=slugs).first() if len(slugs) == 1 else None
