"""The records of scrutiny: sources, work programme, enquiry, report, response, actions."""

from __future__ import annotations

from scrutiny.models.action_import import ActionImport, ImportedAction, LogOwner, LogShape
from scrutiny.models.actions import (
    Action,
    ActionCarried,
    ActionRedating,
    ProgressAttachment,
    ProgressUpdate,
)
from scrutiny.models.answering import AnswerDraft
from scrutiny.models.assurance import AssuranceStatement
from scrutiny.models.calls import CallForEvidence, Submission
from scrutiny.models.enquiry import (
    Evidence,
    EvidenceLine,
    Finding,
    FindingEvidence,
    KeyLineOfEnquiry,
    Witness,
)
from scrutiny.models.hearing import Hearing, HearingEntry, PlannedQuestion
from scrutiny.models.impact import ImpactReview
from scrutiny.models.links import EntryOrigin, EvidenceBearing, LineOrigin
from scrutiny.models.programme import WorkProgrammeEntry
from scrutiny.models.recommendations import Recommendation, RecommendationFinding
from scrutiny.models.reports import Report
from scrutiny.models.requests import InformationRequest
from scrutiny.models.responses import DeadlineRule, RecommendationResponse, Response
from scrutiny.models.reviews import PlannedStep, Review, ReviewMember
from scrutiny.models.saved_views import SavedView
from scrutiny.models.sources import (
    ExternalAnswer,
    ExternalFinding,
    ExternalFindingSubject,
    Judgement,
    Source,
    SourceParty,
)
from scrutiny.models.themes import Theme
from scrutiny.public_tables import PublicLink, TrackedRecord, TrackedTag, TrackedValue

__all__ = [
    "Action",
    "ActionCarried",
    "ActionImport",
    "ActionRedating",
    "AnswerDraft",
    "AssuranceStatement",
    "CallForEvidence",
    "DeadlineRule",
    "EntryOrigin",
    "Evidence",
    "EvidenceBearing",
    "EvidenceLine",
    "ExternalAnswer",
    "ExternalFinding",
    "ExternalFindingSubject",
    "Finding",
    "FindingEvidence",
    "Hearing",
    "HearingEntry",
    "ImpactReview",
    "ImportedAction",
    "InformationRequest",
    "Judgement",
    "KeyLineOfEnquiry",
    "LineOrigin",
    "LogOwner",
    "LogShape",
    "PlannedQuestion",
    "PlannedStep",
    "ProgressAttachment",
    "ProgressUpdate",
    "PublicLink",
    "Recommendation",
    "RecommendationFinding",
    "RecommendationResponse",
    "Report",
    "Response",
    "Review",
    "ReviewMember",
    "SavedView",
    "Source",
    "SourceParty",
    "Submission",
    "Theme",
    "TrackedRecord",
    "TrackedTag",
    "TrackedValue",
    "Witness",
    "WorkProgrammeEntry",
]
