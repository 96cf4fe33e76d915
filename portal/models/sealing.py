"""Seals over the log: each covers the rows since the one before, and is chained to it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Seal(models.Model):
    """What the log and the chain of releases were at a moment: counts and hashes, no text.

    It covers the rows of the log after `after_id` up to `last_id`, and names the newest release.
    """

    number = models.PositiveBigIntegerField(_("number"), unique=True)
    made_at = models.DateTimeField(_("made at"))
    after_id = models.BigIntegerField(_("after entry"))
    last_id = models.BigIntegerField(_("up to entry"))
    count = models.PositiveBigIntegerField(_("entries"))
    rows_hash = models.CharField(_("hash over the entries"), max_length=64)
    release_number = models.PositiveBigIntegerField(_("newest release"), default=0)
    release_hash = models.CharField(_("hash of the newest release"), max_length=64, blank=True)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["number"]
        verbose_name = _("seal")
        verbose_name_plural = _("seals")

    def __str__(self) -> str:
        return f"{_('seal')} {self.number}"
