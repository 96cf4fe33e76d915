"""Meetings and the minutes that moves point to."""

from __future__ import annotations

from django.core.validators import URLValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from boards.models.bodies import ScrutinyBody
from portal.models import VersionedRecord

#: Addresses that a record may name: those of the web, nothing that a browser would run.
WEB_ADDRESS = URLValidator(
    schemes=["http", "https"], message=_("Give the whole address, beginning with https://.")
)

#: Addresses of what is lent to readers after a meeting: only where nobody can change it on the way.
SECURE_ADDRESS = URLValidator(
    schemes=["https"], message=_("Give the whole address, beginning with https://.")
)


class Captions(models.TextChoices):
    """Whether the recording of a meeting has captions; empty until the clerk has said so."""

    YES = "yes", _("It has captions")
    NO = "no", _("It has no captions")


class Meeting(VersionedRecord):
    """A dated sitting of a body."""

    class Kind(models.TextChoices):
        ORDINARY = "ordinary", _("Ordinary meeting")
        ANNUAL = "annual", _("Annual meeting")
        EXTRAORDINARY = "extraordinary", _("Extraordinary meeting")
        THEMED = "themed", _("Themed meeting")
        EVIDENCE_SESSION = "evidence_session", _("Evidence session")
        PRECEPT = "precept", _("Precept meeting")
        CONFIRMATION_HEARING = "confirmation_hearing", _("Confirmation hearing")
        PRIVATE_BRIEFING = "private_briefing", _("Private briefing")

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        SCHEDULED = "scheduled", _("Scheduled")
        AGENDA_PUBLISHED = "agenda_published", _("Agenda published")
        IN_PROGRESS = "in_progress", _("In progress")
        CONCLUDED = "concluded", _("Concluded")
        MINUTES_DRAFT = "minutes_draft", _("Minutes in draft")
        MINUTES_CONFIRMED = "minutes_confirmed", _("Minutes confirmed")
        POSTPONED = "postponed", _("Postponed")
        CANCELLED = "cancelled", _("Cancelled")

    body = models.ForeignKey(ScrutinyBody, on_delete=models.PROTECT, related_name="meetings")
    kind = models.CharField(_("kind"), max_length=30, choices=Kind, default=Kind.ORDINARY)
    title = models.CharField(_("title"), max_length=200)
    title_cy = models.CharField(_("title in Welsh"), max_length=200, blank=True)
    held_on = models.DateField(_("date"))
    starts_at = models.TimeField(_("time"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=300, blank=True)
    online_link = models.CharField(
        _("link to attend online"),
        max_length=500,
        blank=True,
        validators=[WEB_ADDRESS],
        help_text=_("Shown to the public. Leave it empty when only members attend online."),
    )
    webcast_link = models.CharField(
        _("link to the webcast"), max_length=500, blank=True, validators=[WEB_ADDRESS]
    )
    captions = models.CharField(
        _("captions of the recording"), max_length=3, choices=Captions, blank=True
    )
    transcript_link = models.CharField(
        _("link to the transcript"),
        max_length=500,
        blank=True,
        validators=[SECURE_ADDRESS],
    )
    questions_due_on = models.DateField(
        _("last day for public questions"),
        null=True,
        blank=True,
        help_text=_("Leave it empty when the meeting takes none, or by the body's own rule."),
    )
    questions_due_at = models.TimeField(_("until what time that day"), null=True, blank=True)
    chairs_brief = models.TextField(
        _("notes for the chair"),
        blank=True,
        help_text=_("Only for the chair and the officers. Never part of a pack."),
    )
    slug = models.SlugField(_("name in addresses"), max_length=120, editable=False)
    state = models.CharField(
        _("state"), max_length=20, choices=State, default=State.DRAFT, editable=False
    )
    agenda_published_on = models.DateField(
        _("agenda published on"), null=True, blank=True, editable=False
    )
    short_notice_reason = models.TextField(_("reason for short notice"), blank=True, editable=False)
    state_reason = models.TextField(
        _("reason for putting off or calling off"), blank=True, editable=False
    )
    confirmed_by = models.ForeignKey(
        "boards.Minute",
        verbose_name=_("minute that confirmed the minutes"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )

    class Meta:
        ordering = ["-held_on", "-starts_at"]
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        constraints = [
            models.UniqueConstraint(
                fields=["body", "held_on", "slug"],
                name="meeting_address_is_unique",
                violation_error_message=_(
                    "There is a meeting of this title on this day already. Give it another title."
                ),
            ),
            models.CheckConstraint(
                condition=Q(agenda_published_on__isnull=False) | ~Q(state="agenda_published"),
                name="published_agenda_has_a_date",
                violation_error_message=_("A published agenda has a day of publication."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.held_on:%-d %B %Y}"

    @property
    def is_public(self) -> bool:
        """Whether the public is told of the meeting at all."""
        return self.kind != self.Kind.PRIVATE_BRIEFING


class Minute(VersionedRecord):
    """One numbered minute of a meeting, entered by the clerk; moves that need one point to it."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="minutes")
    number = models.CharField(_("number"), max_length=20)
    text = models.TextField(_("text"))

    class Meta:
        ordering = ["meeting__held_on", "id"]
        verbose_name = _("minute")
        verbose_name_plural = _("minutes")
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "number"],
                name="minute_number_once_per_meeting",
                violation_error_message=_("This meeting has a minute of that number already."),
            )
        ]

    def __str__(self) -> str:
        return f"Minute {self.number}, {self.meeting.held_on:%-d %B %Y}"
