"""What every record that two people may edit has: a permanent key and a version number."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class VersionedRecord(models.Model):
    """A record with a permanent public key and a version that the operations check.

    `version` rises by one with every saved change; an operation that was started from an older
    version is refused with both texts, so that nobody overwrites what they have not seen.
    """

    key = models.UUIDField(_("permanent key"), default=uuid.uuid4, unique=True, editable=False)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)
    created_at = models.DateTimeField(_("entered at"), auto_now_add=True)
    changed_at = models.DateTimeField(_("last changed at"), auto_now=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("last changed by"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )

    class Meta:
        abstract = True
