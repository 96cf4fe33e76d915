"""A call for evidence to the public, and what came in. It is no way of reporting harm."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.models import VersionedRecord
from scrutiny.models.enquiry import Evidence
from scrutiny.models.reviews import Review


class CallForEvidence(VersionedRecord):
    """An invitation to write to a review, open from one day to another; off until opened."""

    review = models.OneToOneField(
        Review, on_delete=models.PROTECT, related_name="call_for_evidence"
    )
    words = models.TextField(_("what is asked for"))
    words_cy = models.TextField(_("what is asked for, in Welsh"), blank=True)
    opens_on = models.DateField(_("opens on"))
    closes_on = models.DateField(_("last day"))
    is_on = models.BooleanField(_("switched on"), default=False, editable=False)
    named_person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("who alone receives what reads like a report of harm"),
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("For example the designated safeguarding lead of the host authority."),
    )

    class Meta:
        verbose_name = _("call for evidence")
        verbose_name_plural = _("calls for evidence")
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_on__gte=F("opens_on")),
                name="call_closes_after_it_opens",
                violation_error_message=_("The last day comes after the first."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.review}"


class Submission(VersionedRecord):
    """What somebody wrote to a call for evidence. Nobody reads it before it is looked at."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting to be looked at")
        TAKEN = "taken", _("Taken as evidence")
        DECLINED = "declined", _("Not taken")
        SET_APART = "set_apart", _("For the named person alone")

    call = models.ForeignKey(CallForEvidence, on_delete=models.PROTECT, related_name="submissions")
    name = models.CharField(_("name"), max_length=200, blank=True)
    organisation = models.CharField(_("organisation"), max_length=200, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    may_be_named = models.BooleanField(_("may be named in public"), default=False)
    text = models.TextField(_("what they write"))
    received_at = models.DateTimeField(_("received at"), editable=False)
    state = models.CharField(_("state"), max_length=12, choices=State, editable=False)
    reason = models.TextField(_("reason"), blank=True, editable=False)
    seen_at = models.DateTimeField(_("seen at"), null=True, blank=True, editable=False)
    for_person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("for this person alone"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    evidence = models.OneToOneField(
        Evidence,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="submission",
    )

    class Meta:
        ordering = ["received_at", "pk"]
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="set_apart") | Q(for_person__isnull=False),
                name="set_apart_is_for_somebody",
                violation_error_message=_("What is set apart is for one person."),
            )
        ]

    def __str__(self) -> str:
        # Never its number: a gap in the numbers would tell that something was set apart.
        return f"Answer to the call for evidence, {self.received_at:%-d %B %Y}"
