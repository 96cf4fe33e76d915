"""An answer that its office is still writing. Nobody else sees it before it is sent."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.models import VersionedRecord
from scrutiny.models.recommendations import Recommendation
from scrutiny.models.responses import RecommendationResponse, Response


class AnswerDraft(VersionedRecord):
    """What an office has written so far on one recommendation; it goes when the answer is sent.

    It decides nothing: a decision is made by the move of the recommendation, all of them together
    when the office sends its answer. So a half-finished answer never counts as an answer.
    """

    response = models.ForeignKey(Response, on_delete=models.CASCADE, related_name="drafts")
    recommendation = models.OneToOneField(
        Recommendation, on_delete=models.CASCADE, related_name="answer_draft"
    )
    decision = models.CharField(
        _("decision"),
        max_length=16,
        choices=RecommendationResponse.Decision,
        blank=True,
    )
    reason = models.TextField(_("reason"), blank=True)
    reason_cy = models.TextField(_("reason in Welsh"), blank=True)
    action = models.TextField(_("action taken or proposed"), blank=True)
    owner = models.CharField(_("who will do it"), max_length=200, blank=True)
    due_on = models.DateField(_("by when"), null=True, blank=True)

    class Meta:
        ordering = ["recommendation__number"]
        verbose_name = _("draft of an answer")
        verbose_name_plural = _("drafts of answers")

    def __str__(self) -> str:
        return f"R{self.recommendation.number}"
