"""Whose desk it is: the review, or the body with its work programme, among one's own bodies."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db.models import QuerySet

from boards.models import ScrutinyBody
from portal.access import OFFICE_ROLES
from portal.desk import DeskMixin
from scrutiny.desk.kinds import PROGRAMME_KINDS, REVIEW_KINDS
from scrutiny.models import Review


class ReviewDesk(DeskMixin):
    """The desk of one review."""

    owner_model = Review
    owner_kwarg = "review_pk"
    namespace = "desk"
    kinds = REVIEW_KINDS
    roles: ClassVar[frozenset[str]] = OFFICE_ROLES
    header_icon = "form"

    def owners(self) -> QuerySet[Any]:
        """With what every screen of the desk shows of its owner."""
        return (
            super()
            .owners()
            .select_related("body", "lead", "office", "scoped_minute__meeting", "entry")
        )


class ProgrammeDesk(DeskMixin):
    """The desk of a body's work programme."""

    owner_model = ScrutinyBody
    owner_kwarg = "body"
    owner_field = "slug"
    namespace = "programme"
    kinds = PROGRAMME_KINDS
    roles: ClassVar[frozenset[str]] = OFFICE_ROLES
    header_icon = "list-ul"
