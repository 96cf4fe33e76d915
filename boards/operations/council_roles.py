"""Roles that the groups of a council's sign-in give, and take away when the group is gone."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from boards.models import Role, RoleAssignment, ScrutinyBody
from boards.operations.roles import end_role, grant_role
from portal import clock
from portal.models import MappedRole, User


@transaction.atomic
def follow_groups(*, user: User, provider: str, wanted: Iterable[tuple[str, str]]) -> None:
    """Give the roles of somebody's groups, and end those that a group gave and gives no longer.

    `wanted` are pairs of a body's permanent slug and a role. A role that the person holds by other
    means is left alone, now and later; so is one that begins later and has no end, beside which
    there cannot be another. Unknown bodies and roles give nothing. Each change is logged by the
    operation of roles, in the name of the portal itself.
    """
    bodies = {body.slug: body for body in ScrutinyBody.objects.all()}
    pairs = {(b, r) for b, r in wanted if b in bodies and r in Role.values}
    kept = {
        (row.body, row.role): row for row in MappedRole.objects.filter(user=user, provider=provider)
    }
    running = RoleAssignment.objects.on(clock.today()).filter(user=user)
    for pair in sorted(kept.keys() - pairs):
        row = kept[pair]
        assignment = running.filter(pk=row.assignment).select_related("user", "body").first()
        if assignment is not None:
            reason = _("The group that gave the role is gone.")
            end_role(assignment=assignment, by=None, reason=reason)
        row.delete()
    unended = RoleAssignment.objects.filter(user=user, valid_to__isnull=True)
    held = set((running | unended).values_list("body__slug", "role"))
    for slug, role in sorted(pairs):
        if (slug, role) in held:
            continue
        MappedRole.objects.filter(user=user, provider=provider, body=slug, role=role).delete()
        assignment = grant_role(user=user, body=bodies[slug], role=role, by=None)
        MappedRole.objects.create(
            user=user,
            provider=provider,
            body=slug,
            role=role,
            assignment=assignment.pk,
            given_at=clock.now(),
        )
