"""Links by which somebody without an account may send one thing, and what came in through them."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class SignedLinkQuerySet(models.QuerySet["SignedLink"]):
    """Links, as the operations ask for them."""

    def standing(self) -> SignedLinkQuerySet:
        """Those that were neither used nor taken back, whether or not their time is over."""
        return self.filter(used_at__isnull=True, revoked_at__isnull=True)

    def about(self, label: str, key: uuid.UUID) -> SignedLinkQuerySet:
        """Those of one record, newest first."""
        return self.filter(subject_label=label, subject_key=key).order_by("-made_at", "-pk")


class SignedLink(models.Model):
    """A right to send one answer about one record until a moment. Only its hash is kept.

    `subject_label` and `subject_key` name the record (`scrutiny.action`, its permanent key),
    `holder_key` the person in the register to whom the letter went.
    """

    key = models.UUIDField(_("permanent key"), default=uuid.uuid4, unique=True, editable=False)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    purpose = models.CharField(_("purpose"), max_length=40)
    subject_label = models.CharField(_("kind of record"), max_length=100)
    subject_key = models.UUIDField(_("record"))
    holder_key = models.UUIDField(_("who it was sent to"), db_index=True)
    body = models.CharField(_("body"), max_length=80, db_index=True)
    made_at = models.DateTimeField(_("made at"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("made by"),
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    expires_at = models.DateTimeField(_("works until"))
    used_at = models.DateTimeField(_("used at"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("taken back at"), null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("taken back by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    objects = SignedLinkQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        verbose_name = _("link for an answer")
        verbose_name_plural = _("links for an answer")
        indexes = [
            models.Index(fields=["subject_label", "subject_key"], name="signed_link_by_subject")
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["purpose", "subject_label", "subject_key", "holder_key"],
                condition=Q(used_at__isnull=True, revoked_at__isnull=True),
                name="one_standing_link_each",
                violation_error_message=_("A link of this kind is on its way already."),
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("made_at")),
                name="signed_link_ends_after_it_begins",
                violation_error_message=_("A link cannot end before it was made."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose}: {self.subject_label} {self.subject_key}"

    def is_open(self, moment: datetime) -> bool:
        """Whether something may be sent with it at an instant."""
        return self.used_at is None and self.revoked_at is None and moment < self.expires_at


class ReceivedAnswer(models.Model):
    """What was sent through a link. It shows to nobody but the clerks until one has confirmed it.

    A link has at most one: the database sees to it. `outcome` names what it became.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting to be confirmed")
        CONFIRMED = "confirmed", _("Confirmed")
        DECLINED = "declined", _("Not taken over")

    key = models.UUIDField(_("permanent key"), default=uuid.uuid4, unique=True, editable=False)
    link = models.OneToOneField(SignedLink, on_delete=models.PROTECT, related_name="answer")
    text = models.TextField(_("what was sent"))
    name = models.CharField(_("who wrote it"), max_length=200, blank=True)
    is_done = models.BooleanField(_("says that it is done"), default=False)
    received_at = models.DateTimeField(_("received at"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING)
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("decided by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    reason = models.TextField(_("reason"), blank=True)
    outcome = models.CharField(_("what it became"), max_length=120, blank=True)

    class Meta:
        ordering = ["received_at", "pk"]
        verbose_name = _("answer by link")
        verbose_name_plural = _("answers by link")
        constraints = [
            models.CheckConstraint(
                condition=Q(state="waiting", decided_at__isnull=True)
                | (~Q(state="waiting") & Q(decided_at__isnull=False)),
                name="decided_answer_has_its_moment",
                violation_error_message=_("An answer that was decided on has its moment."),
            ),
            models.CheckConstraint(
                condition=~Q(state="declined") | ~Q(reason=""),
                name="declined_answer_has_a_reason",
                violation_error_message=_("Give a reason. It is kept with the record."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.link} ({self.get_state_display()})"
