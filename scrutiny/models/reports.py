"""The report of a review, one row an edition. A published edition is never changed."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from boards.models import Minute
from portal.models import VersionedRecord
from scrutiny.models.responses import DeadlineRule
from scrutiny.models.reviews import Review


class Report(VersionedRecord):
    """One edition: the words that are not in the records, and where it stands."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        MEMBER_REVIEW = "member_review", _("With members")
        AGREED = "agreed", _("Agreed")
        EMBARGOED = "embargoed", _("Under embargo")
        PUBLISHED = "published", _("Published")
        SUPERSEDED = "superseded", _("Replaced by a newer edition")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="reports")
    edition = models.PositiveSmallIntegerField(_("edition"), default=1, editable=False)
    edition_reason = models.TextField(_("why there is a new edition"), blank=True, editable=False)
    foreword = models.TextField(_("foreword"), blank=True)
    summary = models.TextField(_("summary"), blank=True)
    summary_cy = models.TextField(_("summary in Welsh"), blank=True)
    next_steps = models.TextField(_("what happens next"), blank=True)
    response_days = models.PositiveSmallIntegerField(
        _("days allowed for the response"),
        null=True,
        blank=True,
        help_text=_("A reasonable period that the body determines (2011 Act, section 29(3))."),
    )
    response_rule = models.CharField(
        _("rule of the last day for the response"),
        max_length=40,
        choices=DeadlineRule,
        default=DeadlineRule.PERIOD,
    )
    state = models.CharField(
        _("state"), max_length=14, choices=State, default=State.DRAFT, editable=False
    )
    agreed_minute = models.ForeignKey(
        Minute, null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    publish_at = models.DateTimeField(_("publish at"), null=True, blank=True, editable=False)
    publish_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    published_at = models.DateTimeField(_("published at"), null=True, blank=True, editable=False)

    class Meta:
        ordering = ["edition"]
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        constraints = [
            models.UniqueConstraint(
                fields=["review", "edition"],
                name="edition_once_per_review",
                violation_error_message=_("The review has a report of this edition already."),
            ),
            models.UniqueConstraint(
                fields=["review"],
                condition=Q(state__in=["draft", "member_review", "agreed", "embargoed"]),
                name="one_edition_in_preparation",
                violation_error_message=_(
                    "An edition of this report is being prepared already. Finish that one first."
                ),
            ),
            models.CheckConstraint(
                condition=Q(edition=1) | ~Q(edition_reason=""),
                name="new_edition_has_a_reason",
                violation_error_message=_("A new edition says why it was made."),
            ),
            models.CheckConstraint(
                condition=~Q(state="embargoed") | Q(publish_at__isnull=False),
                name="embargo_has_a_time",
                violation_error_message=_("An embargo needs the time at which it ends."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.review.title}, edition {self.edition}"

    @property
    def has_period(self) -> bool:
        """Whether a last day for the response can be counted: days are set, or a law sets it."""
        return bool(self.response_days) or self.response_rule != DeadlineRule.PERIOD
