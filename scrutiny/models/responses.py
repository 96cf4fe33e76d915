"""Responses: what the one who was asked decided, recommendation by recommendation."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from boards.models import Document, Minute, Person
from portal.models import VersionedRecord
from scrutiny.models.recommendations import Recommendation
from scrutiny.models.reviews import Review


class DeadlineRule(models.TextChoices):
    """Where the last day for a response comes from: the body's own period, or a law's."""

    PERIOD = "response_due", _("The period that the body has set")
    EXECUTIVE = (
        "executive_response_to_scrutiny",
        _("Two months, for the executive of a council (Local Government Act 2000, section 9FE)"),
    )


class Response(VersionedRecord):
    """One addressee's reply to a published report.

    The day it is due is computed from `requested_on` and `period_days`
    (PRSRA s.29(3): “a reasonable period determined by the panel”).
    """

    class State(models.TextChoices):
        REQUESTED = "requested", _("Asked for")
        RECEIVED = "received", _("Received")
        INCOMPLETE = "incomplete", _("Returned as incomplete")
        COMPLETE = "complete", _("Complete")
        PUBLISHED = "published", _("Published")

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="responses")
    addressee = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="responses")
    requested_on = models.DateField(_("asked on"), editable=False)
    period_days = models.PositiveSmallIntegerField(_("days allowed"), editable=False)
    rule = models.CharField(
        _("rule of the last day"),
        max_length=40,
        choices=DeadlineRule,
        default=DeadlineRule.PERIOD,
        editable=False,
    )
    received_on = models.DateField(_("received on"), null=True, blank=True)
    times_returned = models.PositiveSmallIntegerField(
        _("times sent back"), default=0, editable=False
    )
    returned_on = models.DateField(_("sent back on"), null=True, blank=True, editable=False)
    returned_reason = models.TextField(_("why it was sent back"), blank=True, editable=False)
    introduction = models.TextField(_("what the reply says as a whole"), blank=True)
    cited_document = models.CharField(
        _("document that the clerk cites"),
        max_length=250,
        blank=True,
        help_text=_("For example “Letter from the commissioner, 3 March 2026”."),
    )
    document = models.ForeignKey(
        Document,
        verbose_name=_("the document itself"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="responses",
    )
    state = models.CharField(
        _("state"), max_length=12, choices=State, default=State.REQUESTED, editable=False
    )

    class Meta:
        ordering = ["addressee__name"]
        verbose_name = _("response")
        verbose_name_plural = _("responses")
        constraints = [
            models.UniqueConstraint(
                fields=["review", "addressee"],
                name="one_response_per_addressee",
                violation_error_message=_("This addressee has been asked already."),
            )
        ]

    def __str__(self) -> str:
        return f"Response of {self.addressee}"


class RecommendationResponse(VersionedRecord):
    """The decision on one recommendation: accepted, partly accepted or rejected, and why."""

    class Decision(models.TextChoices):
        ACCEPTED = "accepted", _("Accepted")
        PARTLY_ACCEPTED = "partly_accepted", _("Partly accepted")
        REJECTED = "rejected", _("Rejected")

    class Verdict(models.TextChoices):
        ANSWERS = "answers", _("Answers the recommendation")
        DOES_NOT_ANSWER = "does_not_answer", _("Does not answer it")
        OVERTAKEN = "overtaken", _("Overtaken by events")

    response = models.ForeignKey(Response, on_delete=models.PROTECT, related_name="decisions")
    recommendation = models.OneToOneField(
        Recommendation, on_delete=models.PROTECT, related_name="decision"
    )
    decision = models.CharField(_("decision"), max_length=16, choices=Decision)
    reason = models.TextField(_("reason"), blank=True)
    reason_cy = models.TextField(_("reason in Welsh"), blank=True)
    action = models.TextField(_("action taken or proposed"), blank=True)
    owner = models.CharField(_("who will do it"), max_length=200, blank=True)
    due_on = models.DateField(_("by when"), null=True, blank=True)
    verdict = models.CharField(
        _("what the body thinks of the answer"),
        max_length=16,
        choices=Verdict,
        blank=True,
        editable=False,
    )
    verdict_reason = models.TextField(_("why it thinks so"), blank=True, editable=False)
    verdict_minute = models.ForeignKey(
        Minute, null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["recommendation__number"]
        verbose_name = _("decision on a recommendation")
        verbose_name_plural = _("decisions on recommendations")
        constraints = [
            models.CheckConstraint(
                condition=Q(decision="accepted") | ~Q(reason=""),
                name="refusal_has_a_reason",
                violation_error_message=_(
                    "A recommendation that is rejected or partly accepted needs a reason."
                ),
            ),
            models.CheckConstraint(
                condition=Q(verdict="") | Q(verdict_minute__isnull=False),
                name="verdict_has_its_minute",
                violation_error_message=_("Choose the minute that records the verdict."),
            ),
        ]

    def __str__(self) -> str:
        return f"R{self.recommendation.number}: {self.get_decision_display()}"
