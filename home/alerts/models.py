"""Who asked for letters, who gets them, and how far each has been told."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

__all__ = ["AlertRhythm", "AlertSignUp", "Subscriber", "Subscription"]

LONGEST_FEED = 1_000
_LONGEST_ADDRESS = 254


class AlertRhythm(models.TextChoices):
    """How often somebody wants a letter on what they follow."""

    AT_ONCE = "at_once", _("at once, each time")
    DAILY = "daily", _("once a day, in the morning")
    WEEKLY = "weekly", _("once a week, on Monday morning")


class AlertSignUp(models.Model):
    """Somebody typed an address: it waits until the owner of the address says that it was them.

    Of the secret in their letter only the hash is kept. `asked_at` is when the letter was posted
    last, `times` how often. What nobody confirms is deleted once `expires_at` has passed.
    """

    address = models.CharField(_("address"), max_length=_LONGEST_ADDRESS)
    feed = models.CharField(_("what is followed"), max_length=LONGEST_FEED)
    rhythm = models.CharField(_("rhythm"), max_length=20, choices=AlertRhythm)
    token_hash = models.CharField(max_length=64, unique=True)
    asked_at = models.DateTimeField(_("letter posted at"))
    expires_at = models.DateTimeField(_("works until"), db_index=True)
    times = models.PositiveSmallIntegerField(_("letters posted"), default=1)

    class Meta:
        verbose_name = _("request for alerts")
        verbose_name_plural = _("requests for alerts")
        constraints = [
            models.UniqueConstraint(fields=["address", "feed"], name="alert_sign_up_once"),
            models.CheckConstraint(
                condition=Q(rhythm__in=AlertRhythm.values), name="alert_sign_up_rhythm_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rhythm}: {self.feed}"


class Subscriber(models.Model):
    """An address whose owner has confirmed; deleted with its last subscription.

    `key` is random and stands, signed, in the links of letters: with the row every link dies.
    """

    address = models.CharField(_("address"), max_length=_LONGEST_ADDRESS, unique=True)
    key = models.CharField(_("key"), max_length=64, unique=True)

    class Meta:
        verbose_name = _("subscriber")
        verbose_name_plural = _("subscribers")

    def __str__(self) -> str:
        return str(self.pk)


class Subscription(models.Model):
    """One thing that one subscriber follows.

    `feed` is its name as in `home.feeds`, or an occasion. `seen_up_to` is the number of the last
    release that was looked at, moved in the transaction that posts the letter; `looked_on` the
    civil day of that, by which daily and weekly letters are counted.
    """

    subscriber = models.ForeignKey(
        Subscriber, on_delete=models.CASCADE, related_name="subscriptions"
    )
    feed = models.CharField(_("what is followed"), max_length=LONGEST_FEED)
    rhythm = models.CharField(_("rhythm"), max_length=20, choices=AlertRhythm)
    seen_up_to = models.PositiveBigIntegerField(_("release seen last"), default=0)
    looked_on = models.DateField(_("looked at on"))

    class Meta:
        verbose_name = _("subscription")
        verbose_name_plural = _("subscriptions")
        indexes = [models.Index(fields=["rhythm", "seen_up_to"], name="alert_due")]
        constraints = [
            models.UniqueConstraint(fields=["subscriber", "feed"], name="alert_once"),
            models.CheckConstraint(
                condition=Q(rhythm__in=AlertRhythm.values), name="alert_rhythm_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rhythm}: {self.feed}"
