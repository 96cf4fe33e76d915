"""The roles of a person, body by body, and where they work for each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from boards.models import Role
from home.landing.reader import Reader
from portal.access import OFFICE_ROLES

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

BODIES_ADDRESS = "/admin/bodies/"


@dataclass(frozen=True)
class Post:
    """What a person is in one body, and where they work for it."""

    body: str
    name: str
    roles: Sequence[StrOrPromise]
    is_office: bool
    may_invite: bool

    @property
    def registers(self) -> str:
        """The address of the body's registers in the admin."""
        return f"{BODIES_ADDRESS}{self.body}/"


def posts(reader: Reader) -> list[Post]:
    """The posts of a person, by the name of the body."""
    return [
        Post(
            body=slug,
            name=body.name,
            roles=[role.label for role in Role if role in reader.roles[slug]],
            is_office=bool(reader.roles[slug] & OFFICE_ROLES),
            may_invite="admin" in reader.roles[slug],
        )
        for slug, body in reader.bodies.items()
    ]
