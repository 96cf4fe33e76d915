"""Whose landing it is: the account, today, and the roles that count on the host that was asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, TypeVar, cast

from boards.models import ScrutinyBody
from portal import clock
from portal.access import roles_of
from portal.addresses import body_url, host_body

if TYPE_CHECKING:
    from django.db.models import Model, QuerySet
    from django.http import HttpRequest

    from portal.models import User

    RowT = TypeVar("RowT", bound=Model)


@dataclass(frozen=True)
class Reader:
    """The person, and the bodies in which they hold a role; on a body's own host that body alone.

    `roles` are those of today by permanent slug, `bodies` the bodies themselves, by name.
    """

    request: HttpRequest
    user: User
    today: date
    here: str
    roles: Mapping[str, frozenset[str]]
    bodies: Mapping[str, ScrutinyBody]

    @classmethod
    def of(cls, request: HttpRequest) -> Reader:
        """Whoever is signed in."""
        held, here = roles_of(request.user), host_body(request)
        roles = {body: found for body, found in held.items() if here in ("", body)}
        rows = ScrutinyBody.objects.filter(slug__in=roles).order_by("name")
        return cls(
            request=request,
            user=cast("User", request.user),
            today=clock.today(),
            here=here,
            roles=roles,
            bodies={one.slug: one for one in rows},
        )

    def holds(self, *wanted: str) -> bool:
        """Whether the person holds one of these roles in any of the bodies."""
        return any(found & set(wanted) for found in self.roles.values())

    def here_only(self, rows: QuerySet[RowT], path: str) -> QuerySet[RowT]:
        """Rows of the body whose own host was asked; all of them on the main host."""
        return rows.filter(**{path: self.here}) if self.here else rows

    def public(self, body: str, path: str = "") -> str:
        """The address of what a body has published."""
        return body_url(body, path, request=self.request)
