"""Which body each record of this app belongs to, as a path to the body's permanent slug."""

from __future__ import annotations

from typing import Final

from django.db.models import Model

from portal.access import register_scope
from scrutiny.models import (
    Action,
    ActionCarried,
    ActionImport,
    ActionRedating,
    AnswerDraft,
    AssuranceStatement,
    CallForEvidence,
    EntryOrigin,
    Evidence,
    EvidenceBearing,
    EvidenceLine,
    ExternalAnswer,
    ExternalFinding,
    ExternalFindingSubject,
    Finding,
    FindingEvidence,
    Hearing,
    HearingEntry,
    ImpactReview,
    ImportedAction,
    InformationRequest,
    Judgement,
    KeyLineOfEnquiry,
    LineOrigin,
    LogOwner,
    LogShape,
    PlannedQuestion,
    PlannedStep,
    ProgressAttachment,
    ProgressUpdate,
    Recommendation,
    RecommendationFinding,
    RecommendationResponse,
    Report,
    Response,
    Review,
    ReviewMember,
    Source,
    SourceParty,
    Submission,
    Witness,
    WorkProgrammeEntry,
)
from scrutiny.viewing.actions import register_who_sees_actions
from scrutiny.viewing.answers import register_what_is_asked
from scrutiny.viewing.calls import register_who_reads_submissions
from scrutiny.viewing.reviews import register_what_is_restricted
from scrutiny.viewing.saved_views import register_who_sees_views

SCOPES: Final[dict[type[Model], tuple[str, ...]]] = {
    Source: ("body__slug",),
    SourceParty: ("source__body__slug",),
    Judgement: ("source__body__slug",),
    ExternalFinding: ("source__body__slug",),
    ExternalFindingSubject: ("finding__source__body__slug",),
    ExternalAnswer: ("answer__source__body__slug",),
    WorkProgrammeEntry: ("body__slug",),
    EntryOrigin: ("entry__body__slug",),
    Review: ("body__slug",),
    ReviewMember: ("review__body__slug",),
    PlannedStep: ("review__body__slug",),
    AssuranceStatement: ("review__body__slug",),
    KeyLineOfEnquiry: ("review__body__slug",),
    LineOrigin: ("line__review__body__slug",),
    PlannedQuestion: ("line__review__body__slug",),
    Hearing: ("review__body__slug",),
    HearingEntry: ("hearing__review__body__slug",),
    InformationRequest: ("body__slug",),
    CallForEvidence: ("review__body__slug",),
    Submission: ("call__review__body__slug",),
    Witness: ("review__body__slug",),
    Evidence: ("review__body__slug",),
    EvidenceBearing: ("evidence__review__body__slug",),
    EvidenceLine: ("evidence__review__body__slug",),
    Finding: ("review__body__slug",),
    FindingEvidence: ("finding__review__body__slug",),
    Report: ("review__body__slug",),
    Recommendation: ("review__body__slug",),
    ImpactReview: ("recommendation__review__body__slug",),
    RecommendationFinding: ("recommendation__review__body__slug",),
    Response: ("review__body__slug",),
    RecommendationResponse: ("response__review__body__slug",),
    AnswerDraft: ("response__review__body__slug",),
    Action: ("body__slug",),
    ActionImport: ("body__slug",),
    ImportedAction: ("log__body__slug",),
    LogOwner: ("body__slug",),
    LogShape: ("body__slug",),
    ActionRedating: ("action__body__slug",),
    ActionCarried: ("action__body__slug",),
    ProgressUpdate: ("action__body__slug", "recommendation__review__body__slug"),
    ProgressAttachment: (
        "update__action__body__slug",
        "update__recommendation__review__body__slug",
    ),
}


def register_scopes() -> None:
    """Tell the floor about them, and who sees them; called once at start-up."""
    for model, lookups in SCOPES.items():
        register_scope(model, *lookups)
    register_what_is_restricted()
    register_what_is_asked()
    register_who_sees_actions()
    register_who_reads_submissions()
    register_who_sees_views()
