"""Letters that wait, went or could not go; which of them people want; whose address bounces."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

__all__ = ["BouncingAddress", "LetterChoice", "LetterState", "OutboxLetter", "Rhythm"]


class LetterState(models.TextChoices):
    """Where a letter stands. Waiting and sending are unfinished, the others final."""

    WAITING = "waiting", _("waiting to be sent")
    SENDING = "sending", _("being sent")
    SENT = "sent", _("handed over")
    FAILED = "failed", _("given up")
    BOUNCED = "bounced", _("refused for good")
    UNWANTED = "unwanted", _("not sent, because it is not wanted")


UNSENT = (LetterState.WAITING, LetterState.SENDING)
UNDELIVERED = (LetterState.FAILED, LetterState.BOUNCED)


class OutboxLetterQuerySet(models.QuerySet["OutboxLetter"]):
    """Letters, as the sender and the screens ask for them."""

    def undelivered(self) -> OutboxLetterQuerySet:
        """Letters that somebody has to look at: given up, refused, or refused at least once."""
        late = Q(state__in=UNSENT) & ~Q(said="")
        return self.filter(Q(state__in=UNDELIVERED) | late)


class OutboxLetter(models.Model):
    """One letter to one address. Only `portal.outbox` changes a row.

    `once` names the occasion, so that it is told of once; `message_id` is fixed when the letter is
    posted and the same with every attempt. `begun_at` is set just before the letter is handed to
    the server and emptied when the outcome is noted: one that is found set means that nobody knows
    whether the server took it.
    """

    once = models.CharField(_("occasion"), max_length=250, unique=True)
    message_id = models.CharField(_("message identifier"), max_length=250, unique=True)
    kind = models.CharField(_("kind"), max_length=60)
    body = models.CharField(_("body"), max_length=80, blank=True, db_index=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="letters",
    )
    to = models.CharField(_("address"), max_length=254)
    name = models.CharField(_("name"), max_length=150, blank=True)
    subject = models.CharField(_("subject"), max_length=250)
    text = models.TextField(_("text"), blank=True)
    matter = models.CharField(_("case"), max_length=80, blank=True, db_index=True)

    state = models.CharField(
        _("state"), max_length=20, choices=LetterState, default=LetterState.WAITING
    )
    posted_at = models.DateTimeField(_("posted at"))
    next_at = models.DateTimeField(_("to be tried at"), null=True, blank=True)
    lease_until = models.DateTimeField(_("lease ends at"), null=True, blank=True)
    claimed_by = models.CharField(_("claimed by"), max_length=160, blank=True)
    begun_at = models.DateTimeField(_("attempt begun at"), null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    repeats = models.PositiveSmallIntegerField(_("attempts that may be repeats"), default=0)
    trouble_since = models.DateTimeField(_("not delivered since"), null=True, blank=True)
    said = models.TextField(_("what the mail server said"), blank=True)
    sent_at = models.DateTimeField(_("handed over at"), null=True, blank=True)

    objects = OutboxLetterQuerySet.as_manager()

    class Meta:
        ordering = ["posted_at", "pk"]
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        indexes = [models.Index(fields=["state", "next_at"], name="outbox_by_state")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=LetterState.values),
                name="letter_state_is_known",
                violation_error_message=_("A letter cannot be in this state."),
            ),
            models.CheckConstraint(
                condition=~Q(once="") & ~Q(message_id="") & ~Q(kind=""),
                name="letter_has_occasion_and_kind",
                violation_error_message=_("A letter needs an occasion, an identifier and a kind."),
            ),
            models.CheckConstraint(
                condition=Q(state=LetterState.SENDING, lease_until__isnull=False)
                | (~Q(state=LetterState.SENDING) & Q(lease_until__isnull=True)),
                name="letter_lease_only_while_sending",
                violation_error_message=_("A letter that is being sent has a lease, no other."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=UNSENT, next_at__isnull=False)
                | (~Q(state__in=UNSENT) & Q(next_at__isnull=True)),
                name="letter_waits_for_an_instant",
                violation_error_message=_("A letter that waits says until when, no other does."),
            ),
            models.CheckConstraint(
                condition=Q(state=LetterState.SENT, sent_at__isnull=False)
                | (~Q(state=LetterState.SENT) & Q(sent_at__isnull=True)),
                name="letter_sent_at_when_sent",
                violation_error_message=_("A letter that was handed over says when, no other."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} ({self.get_state_display()})"

    @property
    def is_unsent(self) -> bool:
        """Whether it will be tried (again) by itself."""
        return self.state in UNSENT


class Rhythm(models.TextChoices):
    """How often somebody wants to hear of what is due."""

    AT_ONCE = "at_once", _("as it falls due")
    DAILY = "daily", _("at most one a day")
    WEEKLY = "weekly", _("one a week, on Mondays")
    NONE = "none", _("none")


class LetterChoice(models.Model):
    """What one account, or one address without an account, wants to be written to about."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="letter_choice",
    )
    address = models.CharField(_("address"), max_length=254, blank=True)
    rhythm = models.CharField(_("rhythm"), max_length=20, choices=Rhythm, default=Rhythm.AT_ONCE)
    changed_at = models.DateTimeField(_("changed at"), auto_now=True)

    class Meta:
        verbose_name = _("choice of letters")
        verbose_name_plural = _("choices of letters")
        constraints = [
            models.UniqueConstraint(
                fields=["address"],
                condition=~Q(address=""),
                name="one_letter_choice_per_address",
            ),
            models.CheckConstraint(
                condition=Q(user__isnull=True) & ~Q(address="") | Q(user__isnull=False, address=""),
                name="letter_choice_of_account_or_address",
                violation_error_message=_("A choice is of an account or of an address."),
            ),
            models.CheckConstraint(
                condition=Q(rhythm__in=Rhythm.values), name="letter_rhythm_is_known"
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_rhythm_display())

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep addresses in one spelling, so that each has one choice."""
        self.address = self.address.lower()
        super().save(*args, **kwargs)


class BouncingAddress(models.Model):
    """An address at which letters were refused for good; gone with the next that is taken."""

    address = models.CharField(_("address"), max_length=254, unique=True)
    since = models.DateTimeField(_("since"))
    last_at = models.DateTimeField(_("last refused at"))
    said = models.TextField(_("what the mail server said"), blank=True)

    class Meta:
        ordering = ["-last_at"]
        verbose_name = _("address that bounces")
        verbose_name_plural = _("addresses that bounce")

    def __str__(self) -> str:
        return self.address
