"""Information requests: a question for a later written answer. It is no action."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from boards.models import Minute, Person, ScrutinyBody
from portal.models import VersionedRecord
from scrutiny.models.enquiry import KeyLineOfEnquiry
from scrutiny.models.hearing import HearingEntry
from scrutiny.models.reviews import Review


class InformationRequest(VersionedRecord):
    """Something that the body wants to be told in writing, by a day."""

    class State(models.TextChoices):
        ASKED = "asked", _("Asked")
        ANSWERED = "answered", _("Answered")
        CLOSED = "closed", _("Closed")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    body = models.ForeignKey(
        ScrutinyBody, on_delete=models.PROTECT, related_name="information_requests"
    )
    review = models.ForeignKey(
        Review,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="information_requests",
    )
    line = models.ForeignKey(
        KeyLineOfEnquiry,
        verbose_name=_("line of enquiry"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="information_requests",
    )
    origin_entry = models.OneToOneField(
        HearingEntry,
        verbose_name=_("taken away from"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="information_request",
    )
    origin_minute = models.ForeignKey(
        Minute,
        verbose_name=_("from minute"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="information_requests",
    )
    number = models.PositiveIntegerField(_("number"), editable=False)
    municipal_year = models.CharField(_("municipal year"), max_length=7, editable=False)
    text = models.TextField(_("what is to be told"))
    addressee = models.ForeignKey(
        Person,
        verbose_name=_("asked of"),
        on_delete=models.PROTECT,
        related_name="information_requests",
    )
    due_on = models.DateField(_("due on"))
    answer = models.TextField(_("answer"), blank=True, editable=False)
    answered_on = models.DateField(_("answered on"), null=True, blank=True, editable=False)
    state = models.CharField(
        _("state"), max_length=12, choices=State, default=State.ASKED, editable=False
    )

    class Meta:
        ordering = ["municipal_year", "number"]
        verbose_name = _("information request")
        verbose_name_plural = _("information requests")
        constraints = [
            models.UniqueConstraint(
                fields=["body", "municipal_year", "number"],
                name="request_number_once_per_year",
                violation_error_message=_("The body has a request of this number already."),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["answered", "closed"]) | ~Q(answer=""),
                name="answered_request_has_an_answer",
                violation_error_message=_("Write the answer first."),
            ),
        ]

    def __str__(self) -> str:
        return f"Request {self.number} ({self.municipal_year})"

    @property
    def reference(self) -> str:
        """The number as clerks write it."""
        return f"{self.number} ({self.municipal_year})"
