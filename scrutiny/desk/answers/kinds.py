"""Answers, progress and impact as kinds of the desk of a review."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from portal.desk import Kind
from scrutiny.desk.answers.forms import VerdictForm
from scrutiny.desk.answers.progress_forms import (
    ConfirmMove,
    ImpactHeldForm,
    ImpactPlanForm,
    NewsForm,
)
from scrutiny.models import ImpactReview, ProgressUpdate, RecommendationResponse
from scrutiny.rules.progress import PROGRESS_UPDATE

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def _state(update: ProgressUpdate) -> str:
    return "confirmed" if update.confirmed_at else "reported"


def _state_words(update: ProgressUpdate) -> StrOrPromise:
    return _("Public") if update.confirmed_at else _("To be confirmed")


@dataclass(frozen=True)
class UpdateKind(Kind):
    """Updates on the recommendations and on the actions of a review, to be confirmed alike."""

    def rows(self, owner: Model) -> QuerySet[Any]:
        """Those on its recommendations first."""
        of_review = Q(recommendation__review=owner.pk) | Q(action__review=owner.pk)
        return ProgressUpdate.objects.filter(of_review)


VERDICTS: Final = Kind(
    name="verdicts",
    model=RecommendationResponse,
    title=_("Verdict on an answer"),
    lookup="response__review",
    form=VerdictForm,
    can_add=False,
    place="decisions",
)
NEWS: Final = UpdateKind(
    name="news",
    model=ProgressUpdate,
    title=_("Progress on a recommendation"),
    lookup="recommendation__review",
    add_form=NewsForm,
    table=PROGRESS_UPDATE,
    move_form=ConfirmMove,
    verbs={"confirm": _("Confirm and publish")},
    state_of=_state,
    state_words=_state_words,
)
IMPACT: Final = Kind(
    name="impact",
    model=ImpactReview,
    title=_("Impact review"),
    lookup="recommendation__review",
    form=ImpactPlanForm,
)
IMPACT_HELD: Final = Kind(
    name="impact-held",
    model=ImpactReview,
    title=_("What an impact review found"),
    lookup="recommendation__review",
    form=ImpactHeldForm,
    can_add=False,
    place="impact",
)
ANSWER_KINDS: Final = (VERDICTS, NEWS, IMPACT, IMPACT_HELD)
