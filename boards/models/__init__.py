"""Bodies, people, roles, media and meetings."""

from __future__ import annotations

from boards.models.bodies import (
    AccessRegime,
    BodyFunction,
    BodyPartner,
    Jurisdiction,
    LegalForm,
    OfficeHolder,
    Organisation,
    ScrutinisedOffice,
    ScrutinyBody,
)
from boards.models.media import Access, Document, Image, Rendition
from boards.models.meetings import Meeting, Minute
from boards.models.pages import BodyPage
from boards.models.people import Membership, Person, Seat
from boards.models.roles import Role, RoleAssignment

__all__ = [
    "Access",
    "AccessRegime",
    "BodyFunction",
    "BodyPage",
    "BodyPartner",
    "Document",
    "Image",
    "Jurisdiction",
    "LegalForm",
    "Meeting",
    "Membership",
    "Minute",
    "OfficeHolder",
    "Organisation",
    "Person",
    "Rendition",
    "Role",
    "RoleAssignment",
    "ScrutinisedOffice",
    "ScrutinyBody",
    "Seat",
]
