"""What the day brings: roles begin and end by date, and Wagtail's groups follow."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime

from boards.body_collections import group_name
from boards.models import RoleAssignment, ScrutinyBody
from boards.operations.admin_rights import keep_in_step
from portal.access import OFFICE_ROLES
from portal.clock import CIVIL_ZONE
from portal.models import User


def follow_the_dates(now: datetime) -> int:
    """Put right the group of every body whose officers changed; returns how many there were.

    Nobody waits for this to be shut out: the gate of the admin asks the roles themselves at each
    request. It lets in those whose role has just begun.
    """
    today = now.astimezone(CIVIL_ZONE).date()
    wanted: dict[str, set[int]] = defaultdict(set)
    officers = RoleAssignment.objects.on(today).filter(role__in=OFFICE_ROLES, user__is_active=True)
    for slug, user in officers.values_list("body__slug", "user_id"):
        wanted[group_name(slug)].add(user)
    present: dict[str, set[int]] = defaultdict(set)
    for name, user in User.objects.values_list("groups__name", "pk"):
        present[name or ""].add(user)
    changed = [
        body
        for body in ScrutinyBody.objects.order_by("pk")
        if wanted[group_name(body.slug)] != present[group_name(body.slug)]
    ]
    for body in changed:
        keep_in_step(body)
    return len(changed)
