"""Bodies, people, roles, media, meetings, papers and packs."""

from __future__ import annotations

from boards.models.agenda import AgendaItem, BodyText, ItemAccess, Purpose, StandingItem
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
from boards.models.disposal import DisposalCertificate, LegalHold
from boards.models.formats import FormatRequest
from boards.models.looks import Look
from boards.models.media import Access, Document, Image, Rendition
from boards.models.meetings import SECURE_ADDRESS, Captions, Meeting, Minute
from boards.models.packs import Pack, PackFile, ProofClearing
from boards.models.pages import BodyPage
from boards.models.papers import BackgroundPaper, Paper
from boards.models.people import Membership, Person, Seat
from boards.models.reading import MeetingSubstitute, PackReading, PaperNote, ReaderCopy
from boards.models.redactions import Redaction, RedactionMark
from boards.models.reminders import ReminderRules, ReminderTold
from boards.models.restrictions import Restriction
from boards.models.roles import Role, RoleAssignment
from boards.models.welsh import WelshCheck

__all__ = [
    "SECURE_ADDRESS",
    "Access",
    "AccessRegime",
    "AgendaItem",
    "BackgroundPaper",
    "BodyFunction",
    "BodyPage",
    "BodyPartner",
    "BodyText",
    "Captions",
    "DisposalCertificate",
    "Document",
    "FormatRequest",
    "Image",
    "ItemAccess",
    "Jurisdiction",
    "LegalForm",
    "LegalHold",
    "Look",
    "Meeting",
    "MeetingSubstitute",
    "Membership",
    "Minute",
    "OfficeHolder",
    "Organisation",
    "Pack",
    "PackFile",
    "PackReading",
    "Paper",
    "PaperNote",
    "Person",
    "ProofClearing",
    "Purpose",
    "ReaderCopy",
    "Redaction",
    "RedactionMark",
    "ReminderRules",
    "ReminderTold",
    "Rendition",
    "Restriction",
    "Role",
    "RoleAssignment",
    "ScrutinisedOffice",
    "ScrutinyBody",
    "Seat",
    "StandingItem",
    "WelshCheck",
]
