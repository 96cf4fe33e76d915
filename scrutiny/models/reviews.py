"""A review: the scoped enquiry that everything else hangs from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from boards.models import Minute, Person, ScrutinisedOffice, ScrutinyBody
from portal.models import VersionedRecord
from scrutiny.models.programme import WorkProgrammeEntry

if TYPE_CHECKING:
    from portal.models import User


class Review(VersionedRecord):
    """One piece of scrutiny by a task group, a themed meeting or a standing sub-committee."""

    class Kind(models.TextChoices):
        REVIEW = "review", _("Scrutiny review by a task group")
        THEMED = "themed", _("Themed meeting with agreed lines of enquiry")
        STANDING = "standing", _("Yearly assurance by a standing sub-committee")

    class State(models.TextChoices):
        PROPOSED = "proposed", _("Proposed")
        SCOPED = "scoped", _("Scoped")
        EVIDENCE = "evidence", _("Gathering evidence")
        DRAFTING = "drafting", _("Drafting the report")
        CONSULTATION = "consultation", _("Out for consultation")
        AGREED = "agreed", _("Report agreed")
        PUBLISHED = "published", _("Report published")
        RESPONSE_RECEIVED = "response_received", _("Response received")
        TRACKING = "tracking", _("Tracking progress")
        CLOSED = "closed", _("Closed")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    body = models.ForeignKey(ScrutinyBody, on_delete=models.PROTECT, related_name="reviews")
    entry = models.OneToOneField(
        WorkProgrammeEntry,
        verbose_name=_("work programme entry"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="review",
    )
    kind = models.CharField(_("way of working"), max_length=12, choices=Kind)
    title = models.CharField(_("title"), max_length=200)
    title_cy = models.CharField(_("title in Welsh"), max_length=200, blank=True)
    slug = models.SlugField(_("name in addresses"), max_length=120, editable=False)
    question = models.TextField(
        _("the question it asks"), help_text=_("One sentence that the whole review answers.")
    )
    question_cy = models.TextField(_("the question in Welsh"), blank=True)
    background = models.TextField(
        _("why now"), blank=True, help_text=_("What prompted the review, with its sources.")
    )
    objective = models.TextField(
        _("objective it tests"),
        blank=True,
        help_text=_("The aim of the plan that is held against practice."),
    )
    in_scope = models.TextField(_("in scope"), blank=True)
    out_of_scope = models.TextField(_("out of scope"), blank=True)
    method = models.TextField(_("how the evidence is gathered"), blank=True)
    success = models.TextField(_("how success will be judged"), blank=True)
    office = models.ForeignKey(
        ScrutinisedOffice,
        verbose_name=_("scrutinised office"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="reviews",
    )
    lead = models.ForeignKey(
        Person,
        verbose_name=_("lead member"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="led_reviews",
    )
    state = models.CharField(
        _("stage"), max_length=20, choices=State, default=State.PROPOSED, editable=False
    )
    scoped_minute = models.ForeignKey(
        Minute, null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    closed_minute = models.ForeignKey(
        Minute, null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["-created_at"]
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        constraints = [
            models.UniqueConstraint(
                fields=["body", "slug"],
                name="review_address_is_unique",
                violation_error_message=_("The body has a review of this title already."),
            )
        ]

    def __str__(self) -> str:
        return self.title

    def is_led_by(self, user: User) -> bool:
        """Whether this account belongs to the review's lead member."""
        return self.lead is not None and self.lead.user_id == user.pk


class ReviewMember(models.Model):
    """A member of the task group."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="task_groups")

    class Meta:
        ordering = ["person__name"]
        verbose_name = _("member of the task group")
        verbose_name_plural = _("members of the task group")
        constraints = [
            models.UniqueConstraint(
                fields=["review", "person"],
                name="member_once_per_review",
                violation_error_message=_("This person is a member of the task group already."),
            )
        ]

    def __str__(self) -> str:
        return str(self.person)


class PlannedStep(models.Model):
    """One line of a review's timetable: the day by which a step is meant to be reached."""

    class Step(models.TextChoices):
        EVIDENCE = "evidence", _("Evidence")
        DRAFTING = "drafting", _("Drafting")
        AGREED = "agreed", _("Report agreed")
        PUBLISHED = "published", _("Report published")
        TRACKING = "tracking", _("Progress tracked")

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="timetable")
    step = models.CharField(_("step"), max_length=10, choices=Step)
    planned_on = models.DateField(_("planned for"))

    class Meta:
        ordering = ["planned_on", "pk"]
        verbose_name = _("step of the timetable")
        verbose_name_plural = _("timetable")
        constraints = [
            models.UniqueConstraint(
                fields=["review", "step"],
                name="step_once_per_review",
                violation_error_message=_("The timetable has this step already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_step_display()}: {self.planned_on:%-d %B %Y}"
