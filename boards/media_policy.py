"""Who may see and keep the documents and images of a body, in the shape Wagtail asks for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from wagtail.models import Collection

from boards.body_collections import collections_of
from boards.models import ScrutinyBody
from portal.access import Visitor, bodies_of
from portal.permissions import BodyPermissionPolicy


class BodyMediaPolicy(BodyPermissionPolicy):
    """Documents and images by the body they belong to, and the body's own collection.

    Wagtail's stock policy asks the rights of groups on collections, where an administrator of the
    portal has every right. Here roles decide, so that an ended role ends at once.
    """

    def instances_user_has_any_permission_for(
        self, user: Visitor, actions: Iterable[str]
    ) -> QuerySet[Any]:
        """The rows of the person's bodies, by the column that the search of lists can filter."""
        bodies = ScrutinyBody.objects.filter(slug__in=bodies_of(user)).values_list("pk", flat=True)
        rows: QuerySet[Any] = self.model._default_manager.filter(body__in=list(bodies))
        return rows

    def collections_user_has_any_permission_for(
        self, user: Visitor, actions: Iterable[str]
    ) -> QuerySet[Collection]:
        """The collections of the person's bodies."""
        return collections_of(bodies_of(user))

    def collections_user_has_permission_for(
        self, user: Visitor, action: str
    ) -> QuerySet[Collection]:
        """The collections of the person's bodies."""
        return self.collections_user_has_any_permission_for(user, [action])
