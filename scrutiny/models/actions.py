"""Actions agreed at meetings, their progress, and every change of their date."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from boards.models import Meeting, Minute, Person, ScrutinyBody
from portal.models import VersionedRecord
from scrutiny.models.enquiry import KeyLineOfEnquiry
from scrutiny.models.hearing import HearingEntry
from scrutiny.models.recommendations import Recommendation
from scrutiny.models.responses import Response
from scrutiny.models.reviews import Review


class Action(VersionedRecord):
    """A task with an owner and a date. It is no recommendation, and its owner cannot close it."""

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        IN_PROGRESS = "in_progress", _("In progress")
        COMPLETE_CLAIMED = "complete_claimed", _("Reported as done, to be confirmed")
        CLOSED = "closed", _("Closed")
        CANCELLED = "cancelled", _("Cancelled")

    class Priority(models.TextChoices):
        LOW = "low", _("Low")
        NORMAL = "normal", _("Normal")
        HIGH = "high", _("High")

    body = models.ForeignKey(ScrutinyBody, on_delete=models.PROTECT, related_name="actions")
    review = models.ForeignKey(
        Review, null=True, blank=True, on_delete=models.PROTECT, related_name="actions"
    )
    recommendation = models.ForeignKey(
        Recommendation,
        verbose_name=_("from recommendation"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="actions",
    )
    origin_minute = models.ForeignKey(
        Minute,
        verbose_name=_("from minute"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="actions",
    )
    origin_line = models.ForeignKey(
        KeyLineOfEnquiry,
        verbose_name=_("from line of enquiry"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="actions",
    )
    origin_response = models.ForeignKey(
        Response,
        verbose_name=_("from response"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="actions",
    )
    origin_entry = models.OneToOneField(
        HearingEntry,
        verbose_name=_("taken away from"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="action",
    )
    number = models.PositiveIntegerField(_("number"), editable=False)
    municipal_year = models.CharField(_("municipal year"), max_length=7, editable=False)
    text = models.TextField(_("what is to be done"))
    owner = models.ForeignKey(
        Person, verbose_name=_("owner"), on_delete=models.PROTECT, related_name="actions"
    )
    due_on = models.DateField(_("due on"))
    priority = models.CharField(
        _("priority"), max_length=6, choices=Priority, default=Priority.NORMAL
    )
    closing_evidence = models.TextField(_("evidence of completion"), blank=True, editable=False)
    closed_minute = models.ForeignKey(
        Minute, null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    state = models.CharField(
        _("state"), max_length=20, choices=State, default=State.OPEN, editable=False
    )

    class Meta:
        ordering = ["municipal_year", "number"]
        verbose_name = _("action")
        verbose_name_plural = _("actions")
        constraints = [
            models.UniqueConstraint(
                fields=["body", "municipal_year", "number"],
                name="action_number_once_per_year",
                violation_error_message=_("The body has an action of this number already."),
            ),
            models.CheckConstraint(
                condition=~Q(state="closed")
                | (Q(closed_minute__isnull=False) & ~Q(closing_evidence="")),
                name="closed_action_has_minute_and_proof",
                violation_error_message=_("An action is closed by a minute, with evidence."),
            ),
        ]

    def __str__(self) -> str:
        return f"Action {self.number} ({self.municipal_year})"

    @property
    def reference(self) -> str:
        """The number as clerks write it."""
        return f"{self.number} ({self.municipal_year})"


class ActionRedating(models.Model):
    """One change of an action's date; every one counts and shows."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="redatings")
    from_date = models.DateField(_("from"))
    to_date = models.DateField(_("to"))
    reason = models.TextField(_("reason"))
    made_at = models.DateTimeField(_("made at"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["made_at", "id"]
        verbose_name = _("change of date")
        verbose_name_plural = _("changes of date")

    def __str__(self) -> str:
        return f"{self.from_date:%-d %B %Y} to {self.to_date:%-d %B %Y}"


class ActionCarried(models.Model):
    """An open action was not dealt with at a meeting and goes on to the next one.

    A row is added each time and none is ever changed, so the rows say how often.
    """

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="carried")
    from_meeting = models.ForeignKey(
        Meeting, verbose_name=_("from meeting"), on_delete=models.PROTECT, related_name="+"
    )
    to_meeting = models.ForeignKey(
        Meeting,
        verbose_name=_("to meeting"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    made_at = models.DateTimeField(_("made at"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["made_at", "id"]
        verbose_name = _("action carried forward")
        verbose_name_plural = _("actions carried forward")
        constraints = [
            models.UniqueConstraint(
                fields=["action", "from_meeting"],
                name="action_carried_once_a_meeting",
                violation_error_message=_("The action was carried forward from this meeting."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.action} carried from {self.from_meeting}"


class ProgressUpdate(models.Model):
    """What was reported about an action or a recommendation. It is never changed or removed."""

    class Rating(models.TextChoices):
        GREEN = "green", _("Green: achieved")
        AMBER = "amber", _("Amber: acceptable progress")
        RED = "red", _("Red: unacceptable progress")

    action = models.ForeignKey(
        Action, null=True, blank=True, on_delete=models.PROTECT, related_name="updates"
    )
    recommendation = models.ForeignKey(
        Recommendation, null=True, blank=True, on_delete=models.PROTECT, related_name="updates"
    )
    text = models.TextField(_("progress"))
    rating = models.CharField(_("progress rating"), max_length=6, choices=Rating, blank=True)
    proof = models.TextField(_("what shows it"), blank=True)
    minute = models.ForeignKey(
        Minute,
        verbose_name=_("minute of the rating"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    made_at = models.DateTimeField(_("made at"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    confirmed_at = models.DateTimeField(
        _("confirmed by the clerk at"), null=True, blank=True, editable=False
    )
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        ordering = ["made_at", "id"]
        verbose_name = _("progress update")
        verbose_name_plural = _("progress updates")
        constraints = [
            models.CheckConstraint(
                condition=Q(action__isnull=False, recommendation__isnull=True)
                | Q(action__isnull=True, recommendation__isnull=False),
                name="update_is_about_one_thing",
                violation_error_message=_(
                    "A progress update is about one action or one recommendation."
                ),
            )
        ]

    def __str__(self) -> str:
        return self.text


class ProgressAttachment(models.Model):
    """A file that came with an update. It is private for ever and, like it, never changed."""

    update = models.ForeignKey(ProgressUpdate, on_delete=models.PROTECT, related_name="attachments")
    name = models.CharField(_("name of the file"), max_length=200)
    storage_name = models.CharField(_("name in private storage"), max_length=300)
    size = models.PositiveIntegerField(_("size in bytes"))
    sha256 = models.CharField(_("SHA-256"), max_length=64)

    class Meta:
        ordering = ["id"]
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")

    def __str__(self) -> str:
        return self.name
