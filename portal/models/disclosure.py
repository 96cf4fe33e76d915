"""What the disclosure gate keeps: names to watch for, what was found in files, what was cleared.

A matter is what one person looks at as one thing: a meeting, a review, a page, a body. It is named
by a word and a key (`meeting:0b1f…`), since the floor knows neither.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class WatchList(models.Model):
    """The names that must not go out in anything of a body, kept only as salted hashes.

    `check_hash` is the hash of a text that is known: when it no longer comes out, the secret of
    the installation has changed, the names cannot be looked for, and nothing may go out until they
    are entered again.
    """

    matter = models.CharField(_("matter"), max_length=120, unique=True)
    body = models.CharField(_("body"), max_length=80, db_index=True)
    salt = models.CharField(max_length=64)
    check_hash = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("watch list")
        verbose_name_plural = _("watch lists")

    def __str__(self) -> str:
        return self.matter


class WatchedName(models.Model):
    """One name on a watch list: the hashes of its forms, and never the name."""

    watch_list = models.ForeignKey(WatchList, on_delete=models.CASCADE, related_name="names")
    main_hash = models.CharField(max_length=64)
    form_hashes = models.JSONField(default=list)
    words = models.PositiveSmallIntegerField(_("words"))
    added_at = models.DateTimeField(_("added at"))
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("added by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        ordering = ["id"]
        verbose_name = _("watched name")
        verbose_name_plural = _("watched names")
        constraints = [
            models.UniqueConstraint(
                fields=["watch_list", "main_hash"],
                name="watched_name_once",
                violation_error_message=_("This name is on the list already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.pk}"


class FileScan(models.Model):
    """What was found in one file of a matter, so that it is read once and not at every look.

    `mark` is the hash of all that the answer rests on besides the file: the rules, the names that
    are watched for, the contacts that are known. `concerns` holds masked words and hashes only.
    """

    matter = models.CharField(_("matter"), max_length=120)
    body = models.CharField(_("body"), max_length=80, db_index=True)
    sha256 = models.CharField("SHA-256", max_length=64)
    ending = models.CharField(_("kind of file"), max_length=10)
    stored = models.CharField(_("name in private storage"), max_length=300, blank=True)
    mark = models.CharField(max_length=64)
    concerns = models.JSONField(default=list)
    scanned_at = models.DateTimeField(_("read at"))

    class Meta:
        verbose_name = _("scan of a file")
        verbose_name_plural = _("scans of files")
        constraints = [
            models.UniqueConstraint(
                fields=["matter", "sha256", "ending"],
                name="file_scanned_once_per_matter",
            )
        ]

    def __str__(self) -> str:
        return f"{self.matter} {self.sha256[:8]}"


class DisclosureClearing(models.Model):
    """A concern that somebody looked at and cleared, with the reason, for one matter.

    `digest` is the keyed hash of what was found, so that the same datum is known again wherever in
    the matter it stands, and another one is not.
    """

    matter = models.CharField(_("matter"), max_length=120)
    body = models.CharField(_("body"), max_length=80, db_index=True)
    digest = models.CharField(_("mark of the concern"), max_length=64)
    code = models.CharField(_("kind"), max_length=40)
    level = models.CharField(_("level"), max_length=8)
    shown = models.CharField(_("words, masked"), max_length=200, blank=True)
    reason = models.TextField(_("reason"))
    cleared_at = models.DateTimeField(_("cleared at"))
    cleared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("cleared by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        ordering = ["id"]
        verbose_name = _("cleared concern")
        verbose_name_plural = _("cleared concerns")
        constraints = [
            models.UniqueConstraint(
                fields=["matter", "digest"],
                name="concern_cleared_once",
                violation_error_message=_("This concern has been cleared already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.shown}"
