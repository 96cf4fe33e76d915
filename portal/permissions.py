"""Wagtail's question "may this person do that to this row", answered from the roles alone.

`portal.access` decides; this puts its answer into the shape that Wagtail asks for. Wagtail's own
policies would let every administrator of the portal at every row, and every officer at the rows of
all bodies; this one lets nobody at a row without an office role in its body.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Model, QuerySet
from wagtail.permission_policies.base import BasePermissionPolicy

from portal.access import Visitor, bodies_of, body_of, rows_for
from portal.models import User


class BodyPermissionPolicy(BasePermissionPolicy):
    """Rows of a model that belongs to bodies: only for their officers, whatever the action.

    Which role may make which change is decided by the state tables and the operations.
    """

    def user_has_permission(self, user: Visitor, action: str) -> bool:
        """Whether there is any body whose rows this person works with."""
        return bool(bodies_of(user))

    def user_has_permission_for_instance(self, user: Visitor, action: str, instance: Model) -> bool:
        """Whether the row belongs to one of the person's bodies; a row of no body never does."""
        return body_of(instance) in bodies_of(user)

    def instances_user_has_any_permission_for(
        self, user: Visitor, actions: Iterable[str]
    ) -> QuerySet[Any]:
        """The rows of the person's bodies."""
        return rows_for(user, self.model)

    def users_with_any_permission(self, actions: Iterable[str]) -> QuerySet[User]:
        """Nobody: Wagtail asks this for workflow notices only, and records have no workflow."""
        return User.objects.none()
