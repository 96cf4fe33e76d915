"""The kinds of record on the desks of a review and of the work programme."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _

from portal.desk import Kind
from scrutiny.desk import forms, moves, words
from scrutiny.desk.answers.forms import DecisionChangeForm
from scrutiny.desk.answers.kinds import ANSWER_KINDS
from scrutiny.desk.assurance.kinds import ASSURANCES, GIVEN
from scrutiny.desk.calls.kinds import CALL_KINDS
from scrutiny.desk.hearing.kinds import HEARING_KINDS
from scrutiny.desk.programme.timetable_kind import TIMETABLE
from scrutiny.desk.sources.bearings import BEARINGS
from scrutiny.models import (
    Action,
    ActionRedating,
    Evidence,
    Finding,
    KeyLineOfEnquiry,
    ProgressUpdate,
    Recommendation,
    RecommendationResponse,
    Report,
    Response,
    Review,
    Witness,
    WorkProgrammeEntry,
)
from scrutiny.operations import records
from scrutiny.operations.recommendations import MADE_ELSEWHERE
from scrutiny.rules import lifecycle

if TYPE_CHECKING:
    from portal.models import User
    from portal.rules.states import Move

#: Moves that are part of another act and have no button of their own.
_NO_BUTTON = {
    "review": frozenset({"publish"}),
    "recommendation": MADE_ELSEWHERE - {"revise_decision", "supersede"},
    "report": frozenset({"correct"}),
}


@dataclass(frozen=True)
class ReviewKind(Kind):
    """A kind of the review's desk: the lead member counts, and some moves have no button."""

    def moves(self, record: Any, *, roles: frozenset[str], user: User) -> list[Move]:
        """The moves with a button."""
        found = super().moves(record, roles=roles, user=user)
        hidden = _NO_BUTTON.get(self.table.thing, frozenset()) if self.table else frozenset()
        return [row for row in found if row.name not in hidden]


@dataclass(frozen=True)
class ItselfKind(ReviewKind):
    """The owner of the desk as a record on it."""

    def rows(self, owner: Model) -> QuerySet[Any]:
        """The owner alone."""
        return self.model._base_manager.filter(pk=owner.pk)


def _lead(record: Any, user: User) -> frozenset[str]:
    review = record if isinstance(record, Review) else record.review
    return frozenset({"lead_member"}) if review.is_led_by(user) else frozenset()


def _owner(record: Any, user: User) -> frozenset[str]:
    return frozenset({"owner"}) if record.owner.user_id == user.pk else frozenset()


def _remove(kind: records.RecordKind) -> Callable[..., None]:
    def remove(record: Any, *, by: User, expected_version: int) -> None:
        records.remove_record(kind=kind, record=record, by=by, expected_version=expected_version)

    return remove


REVIEW = ItselfKind(
    name="review",
    model=Review,
    title=_("Scope and terms of reference"),
    lookup="pk",
    form=forms.ReviewForm,
    can_add=False,
    table=lifecycle.REVIEW,
    move_form=moves.ReviewMove,
    verbs=words.REVIEW_VERBS,
    variant=lambda record: str(record.kind),
    own_roles=_lead,
)
LINES = ReviewKind(
    name="lines",
    model=KeyLineOfEnquiry,
    title=_("Key line of enquiry"),
    lookup="review",
    form=forms.LineForm,
    table=lifecycle.LINE_OF_ENQUIRY,
    move_form=moves.LineMove,
    verbs=words.LINE_VERBS,
    remove=_remove(records.LINES),
    own_roles=_lead,
)
WITNESSES = ReviewKind(
    name="witnesses",
    model=Witness,
    title=_("Witness"),
    lookup="review",
    form=forms.WitnessForm,
    remove=_remove(records.WITNESSES),
)
EVIDENCE = ReviewKind(
    name="evidence",
    model=Evidence,
    title=_("Evidence"),
    lookup="review",
    form=forms.EvidenceForm,
    table=lifecycle.EVIDENCE,
    move_form=moves.EvidenceMove,
    verbs=words.EVIDENCE_VERBS,
    remove=_remove(records.EVIDENCE),
    own_roles=_lead,
)
FINDINGS = ReviewKind(
    name="findings",
    model=Finding,
    title=_("Finding"),
    lookup="review",
    form=forms.FindingForm,
    remove=_remove(records.FINDINGS),
)
RECOMMENDATIONS = ReviewKind(
    name="recommendations",
    model=Recommendation,
    title=_("Recommendation"),
    lookup="review",
    form=forms.RecommendationForm,
    table=lifecycle.RECOMMENDATION,
    move_form=moves.RecommendationMove,
    verbs=words.RECOMMENDATION_VERBS,
    remove=_remove(records.RECOMMENDATIONS),
)
REPORTS = ReviewKind(
    name="reports",
    model=Report,
    title=_("Report"),
    lookup="review",
    form=forms.ReportForm,
    add_form=forms.FirstReportForm,
    table=lifecycle.REPORT,
    move_form=moves.ReportMove,
    verbs=words.REPORT_VERBS,
)
RESPONSES = ReviewKind(
    name="responses",
    model=Response,
    title=_("Response"),
    lookup="review",
    form=forms.ResponseForm,
    can_add=False,
    table=lifecycle.RESPONSE,
    move_form=moves.ResponseMove,
    verbs=words.RESPONSE_VERBS,
)
DECISIONS = ReviewKind(
    name="decisions",
    model=RecommendationResponse,
    title=_("Decision on a recommendation"),
    lookup="response__review",
    form=DecisionChangeForm,
    add_form=forms.DecisionForm,
)
ACTIONS = ReviewKind(
    name="actions",
    model=Action,
    title=_("Action"),
    lookup="review",
    form=forms.ActionForm,
    table=lifecycle.ACTION,
    move_form=moves.ActionMove,
    verbs=words.ACTION_VERBS,
    own_roles=_owner,
)
REDATINGS = ReviewKind(
    name="redatings",
    model=ActionRedating,
    title=_("Change of date"),
    lookup="action__review",
    add_form=forms.RedatingForm,
)
UPDATES = ReviewKind(
    name="updates",
    model=ProgressUpdate,
    title=_("Progress update"),
    lookup="action__review",
    add_form=forms.UpdateForm,
)

REVIEW_KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        REVIEW,
        TIMETABLE,
        ASSURANCES,
        *CALL_KINDS,
        LINES,
        WITNESSES,
        EVIDENCE,
        BEARINGS,
        FINDINGS,
        RECOMMENDATIONS,
        REPORTS,
        RESPONSES,
        DECISIONS,
        *ANSWER_KINDS,
        ACTIONS,
        REDATINGS,
        UPDATES,
        *HEARING_KINDS,
    )
}

ENTRIES = Kind(
    name="entries",
    model=WorkProgrammeEntry,
    title=_("Work programme entry"),
    lookup="body",
    form=forms.EntryForm,
    table=lifecycle.WORK_PROGRAMME_ENTRY,
    move_form=moves.EntryMove,
    verbs=words.ENTRY_VERBS,
)
REVIEWS = Kind(
    name="reviews",
    model=Review,
    title=_("Review"),
    lookup="body",
    add_form=forms.ReviewForm,
)
PROGRAMME_KINDS: dict[str, Kind] = {kind.name: kind for kind in (ENTRIES, REVIEWS, GIVEN)}
