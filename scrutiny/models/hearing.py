"""What is asked and answered at a meeting, line by line, and what is taken away from it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from boards.models import AgendaItem, Person
from portal.models import VersionedRecord
from scrutiny.models.enquiry import KeyLineOfEnquiry, Witness
from scrutiny.models.reviews import Review


class PlannedQuestion(VersionedRecord):
    """A question that somebody means to ask on a line of enquiry."""

    line = models.ForeignKey(
        KeyLineOfEnquiry, on_delete=models.PROTECT, related_name="planned_questions"
    )
    number = models.PositiveSmallIntegerField(_("number"), editable=False)
    text = models.TextField(_("question"))
    asker = models.ForeignKey(
        Person,
        verbose_name=_("who asks it"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="planned_questions",
    )

    class Meta:
        ordering = ["line__number", "number"]
        verbose_name = _("planned question")
        verbose_name_plural = _("planned questions")
        constraints = [
            models.UniqueConstraint(
                fields=["line", "number"], name="planned_question_number_once_per_line"
            )
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def review_id(self) -> int:
        """The review of its line."""
        return self.line.review_id


class Hearing(VersionedRecord):
    """The item of a meeting under which the lines of a review are put to witnesses."""

    item = models.OneToOneField(
        AgendaItem,
        verbose_name=_("item of the agenda"),
        on_delete=models.PROTECT,
        related_name="hearing",
    )
    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="hearings")

    class Meta:
        ordering = ["item__meeting__held_on", "pk"]
        verbose_name = _("hearing")
        verbose_name_plural = _("hearings")

    def __str__(self) -> str:
        return f"{self.review}, {self.item.meeting}"


class HearingEntry(VersionedRecord):
    """One question, its answer, and what was taken away. Its key is made where it is typed.

    The key (`key`, made in the browser) makes sending it again harmless: the same key is one row.
    """

    class TakeAway(models.TextChoices):
        NOTHING = "nothing", _("Nothing")
        ACTION = "action", _("An action")
        INFORMATION = "information", _("A request for information")

    hearing = models.ForeignKey(Hearing, on_delete=models.PROTECT, related_name="entries")
    line = models.ForeignKey(
        KeyLineOfEnquiry,
        verbose_name=_("line of enquiry"),
        on_delete=models.PROTECT,
        related_name="hearing_entries",
    )
    planned = models.ForeignKey(
        PlannedQuestion,
        verbose_name=_("planned question"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="entries",
    )
    question = models.TextField(_("question"))
    asked_by = models.CharField(_("asked by"), max_length=200, blank=True)
    answer = models.TextField(_("answer"), blank=True)
    witness = models.ForeignKey(
        Witness,
        verbose_name=_("answered by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="hearing_entries",
    )
    answered_by = models.CharField(_("answered by somebody else"), max_length=200, blank=True)
    take_away = models.CharField(
        _("what was taken away"), max_length=12, choices=TakeAway, default=TakeAway.NOTHING
    )
    take_away_text = models.TextField(_("what is to be done or told"), blank=True)
    take_away_owner = models.ForeignKey(
        Person,
        verbose_name=_("by whom"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    take_away_due_on = models.DateField(_("by when"), null=True, blank=True)
    entered_at = models.DateTimeField(_("entered at the meeting"), editable=False)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        ordering = ["entered_at", "pk"]
        verbose_name = _("question and answer")
        verbose_name_plural = _("questions and answers")
        constraints = [
            models.CheckConstraint(
                condition=Q(take_away="nothing")
                | (
                    ~Q(take_away_text="")
                    & Q(take_away_owner__isnull=False)
                    & Q(take_away_due_on__isnull=False)
                ),
                name="take_away_is_whole",
                violation_error_message=_("Say what is to be done or told, by whom, and by when."),
            )
        ]

    def __str__(self) -> str:
        return self.question
