"""The records of scrutiny: sources, work programme, enquiry, report, response, actions."""

from __future__ import annotations

from scrutiny.models.actions import Action, ActionRedating, ProgressUpdate
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
    "InformationRequest",
    "Judgement",
    "KeyLineOfEnquiry",
    "LineOrigin",
    "PlannedQuestion",
    "PlannedStep",
    "ProgressUpdate",
    "PublicLink",
    "Recommendation",
    "RecommendationFinding",
    "RecommendationResponse",
    "Report",
    "Response",
    "Review",
    "ReviewMember",
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
