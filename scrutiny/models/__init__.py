"""The records of scrutiny: work programme, review, enquiry, report, response, actions."""

from __future__ import annotations

from scrutiny.models.actions import Action, ActionRedating, ProgressUpdate
from scrutiny.models.enquiry import (
    Evidence,
    EvidenceLine,
    Finding,
    FindingEvidence,
    KeyLineOfEnquiry,
    Theme,
    Witness,
)
from scrutiny.models.programme import WorkProgrammeEntry
from scrutiny.models.recommendations import Recommendation, RecommendationFinding
from scrutiny.models.reports import Report
from scrutiny.models.responses import RecommendationResponse, Response
from scrutiny.models.reviews import Review, ReviewMember

__all__ = [
    "Action",
    "ActionRedating",
    "Evidence",
    "EvidenceLine",
    "Finding",
    "FindingEvidence",
    "KeyLineOfEnquiry",
    "ProgressUpdate",
    "Recommendation",
    "RecommendationFinding",
    "RecommendationResponse",
    "Report",
    "Response",
    "Review",
    "ReviewMember",
    "Theme",
    "Witness",
    "WorkProgrammeEntry",
]
