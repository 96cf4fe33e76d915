"""What a released file says, page by page: read from its public bytes alone."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class ReleasedText(models.Model):
    """The words of one released file, by the hash of its bytes; gone with its last release.

    One row for the same bytes, however often they were released. It is made from public storage
    and can be made again at any time, so it is no part of the chain. A file that could not be read
    has a row without blocks that says why, so that nobody tries for ever.
    """

    class Source(models.TextChoices):
        TAGS = "tags", _("the structure of the file")
        LAYER = "layer", _("the letters on its pages")
        NONE = "none", _("nothing could be read")

    class Reason(models.TextChoices):
        SCAN = "scan", _("its pages are pictures")
        UNREADABLE = "unreadable", _("it could not be read")
        TOO_LARGE = "too_large", _("it is too large to be read")

    sha256 = models.CharField("SHA-256", max_length=64, unique=True)
    source = models.CharField(_("read from"), max_length=10, choices=Source)
    reason = models.CharField(_("why not"), max_length=12, choices=Reason, blank=True)
    pages = models.PositiveIntegerField(_("pages"), default=0)
    is_cut = models.BooleanField(_("the end is left out"), default=False)
    blocks = models.JSONField(_("words"), default=list)
    made_at = models.DateTimeField(_("read at"))

    class Meta:
        ordering = ["pk"]
        verbose_name = _("words of a released file")
        verbose_name_plural = _("words of released files")

    def __str__(self) -> str:
        return self.sha256[:12]
