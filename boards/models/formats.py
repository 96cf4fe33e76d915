"""Somebody asked for a published paper in a form that they can read."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from boards.models.bodies import ScrutinyBody
from portal.models import VersionedRecord


class FormatRequest(VersionedRecord):
    """One request for another format. It holds what a stranger told of themselves.

    `paper` is the public address of the paper below the body, empty where somebody wrote of
    something else. `due_on` is the day that they were told. Name, addresses and words are erased
    some time after the request has ended (`erased_at`); what stays is for the figures.
    """

    class Format(models.TextChoices):
        LARGE_PRINT = "large_print", _("Large print")
        BRAILLE = "braille", _("Braille")
        AUDIO = "audio", _("Audio")
        EASY_READ = "easy_read", _("Easy Read")
        TEXT = "text", _("Plain text or Word")
        LANGUAGE = "language", _("Welsh or another language")
        OTHER = "other", _("Something else")

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting for an answer")
        GIVEN = "given", _("Given")
        REFUSED = "refused", _("Not given")

    body = models.ForeignKey(ScrutinyBody, on_delete=models.PROTECT, related_name="format_requests")
    paper = models.CharField(_("address of the paper"), max_length=300, blank=True)
    paper_title = models.CharField(_("paper"), max_length=500, blank=True)
    format = models.CharField(_("format"), max_length=12, choices=Format)
    needs = models.TextField(_("what they need"), blank=True)
    name = models.CharField(_("name"), max_length=200, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    reach = models.TextField(_("another way to reach them"), blank=True)
    fingerprint = models.CharField(max_length=64, blank=True, editable=False)
    asked_at = models.DateTimeField(_("asked at"), editable=False)
    due_on = models.DateField(_("answer promised by"), editable=False)
    state = models.CharField(
        _("state"), max_length=10, choices=State, default=State.WAITING, editable=False
    )
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    answer = models.TextField(_("how it was answered"), blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("answered by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    erased_at = models.DateTimeField(
        _("personal data erased at"), null=True, blank=True, editable=False
    )

    class Meta:
        ordering = ["due_on", "pk"]
        verbose_name = _("request for another format")
        verbose_name_plural = _("requests for other formats")
        constraints = [
            models.CheckConstraint(
                condition=Q(state="waiting", answered_on__isnull=True)
                | (~Q(state="waiting") & Q(answered_on__isnull=False)),
                name="answered_format_has_its_day",
                violation_error_message=_("Say on which day it was answered."),
            ),
            models.CheckConstraint(
                condition=~Q(email="", reach="") | Q(erased_at__isnull=False),
                name="format_request_can_be_answered",
                violation_error_message=_("Say how the answer is to reach you."),
            ),
            models.UniqueConstraint(
                fields=["body", "fingerprint"],
                condition=Q(state="waiting") & ~Q(fingerprint=""),
                name="format_asked_once_at_a_time",
                violation_error_message=_("This was asked for already."),
            ),
        ]

    def __str__(self) -> str:
        # No name and no title: this stands in the log, which is kept longer.
        return f"Request for another format, {self.asked_at:%-d %B %Y}"
