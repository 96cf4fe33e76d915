"""Whose desk it is: the body that keeps the sources, among one's own bodies."""

from __future__ import annotations

from typing import ClassVar

from boards.models import ScrutinyBody
from portal.access import OFFICE_ROLES
from portal.desk import DeskMixin
from scrutiny.desk.sources.kinds import SOURCE_KINDS


class SourceDesk(DeskMixin):
    """The desk of a body's sources."""

    owner_model = ScrutinyBody
    owner_kwarg = "body"
    owner_field = "slug"
    namespace = "sources"
    kinds = SOURCE_KINDS
    roles: ClassVar[frozenset[str]] = OFFICE_ROLES
    header_icon = "openquote"
