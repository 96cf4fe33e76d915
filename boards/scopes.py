"""Which body each record of this app belongs to, as a path to the body's permanent slug."""

from __future__ import annotations

from typing import Final

from django.db.models import Model

from boards.models import (
    AgendaItem,
    BackgroundPaper,
    BodyFunction,
    BodyPage,
    BodyPartner,
    BodyText,
    DisposalCertificate,
    Document,
    FormatRequest,
    Image,
    LegalHold,
    Look,
    Meeting,
    Membership,
    Minute,
    OfficeHolder,
    Pack,
    PackFile,
    Paper,
    Person,
    ProofClearing,
    Redaction,
    RedactionMark,
    ReminderRules,
    ReminderTold,
    Rendition,
    Restriction,
    RoleAssignment,
    ScrutinisedOffice,
    ScrutinyBody,
    Seat,
    StandingItem,
    WelshCheck,
)
from boards.reader_viewing import register_what_readers_have
from boards.viewing import register_what_is_restricted
from portal.access import register_scope

SCOPES: Final[dict[type[Model], tuple[str, ...]]] = {
    ScrutinyBody: ("slug",),
    BodyPartner: ("body__slug",),
    BodyFunction: ("body__slug",),
    ScrutinisedOffice: ("body__slug",),
    OfficeHolder: ("office__body__slug",),
    Person: ("body__slug",),
    Seat: ("body__slug",),
    Membership: ("seat__body__slug",),
    RoleAssignment: ("body__slug",),
    Document: ("body__slug",),
    Image: ("body__slug",),
    Rendition: ("image__body__slug",),
    Meeting: ("body__slug",),
    Minute: ("meeting__body__slug",),
    StandingItem: ("body__slug",),
    BodyText: ("body__slug",),
    AgendaItem: ("meeting__body__slug",),
    Paper: ("item__meeting__body__slug",),
    BackgroundPaper: ("item__meeting__body__slug",),
    Restriction: ("paper__item__meeting__body__slug", "item__meeting__body__slug"),
    Redaction: ("paper__item__meeting__body__slug",),
    RedactionMark: ("redaction__paper__item__meeting__body__slug",),
    Pack: ("meeting__body__slug",),
    PackFile: ("pack__meeting__body__slug",),
    ProofClearing: ("meeting__body__slug",),
    BodyPage: ("body__slug",),
    LegalHold: ("body__slug",),
    DisposalCertificate: ("body__slug",),
    ReminderRules: ("body__slug",),
    Look: ("body__slug",),
    WelshCheck: ("body__slug",),
    ReminderTold: ("body",),
    FormatRequest: ("body__slug",),
}


def register_scopes() -> None:
    """Tell the floor about them, and who sees them; called once at start-up."""
    for model, lookups in SCOPES.items():
        register_scope(model, *lookups)
    register_what_is_restricted()
    register_what_readers_have()
