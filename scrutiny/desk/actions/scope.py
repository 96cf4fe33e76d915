"""Whose desk it is: the body, among one's own bodies."""

from __future__ import annotations

from typing import ClassVar

from boards.models import ScrutinyBody
from portal.access import OFFICE_ROLES
from portal.desk import DeskMixin
from scrutiny.desk.actions.kinds import ACTION_KINDS


class ActionDesk(DeskMixin):
    """The desk of a body's actions."""

    owner_model = ScrutinyBody
    owner_kwarg = "body"
    owner_field = "slug"
    namespace = "actions"
    kinds = ACTION_KINDS
    roles: ClassVar[frozenset[str]] = OFFICE_ROLES
    header_icon = "list-ul"
