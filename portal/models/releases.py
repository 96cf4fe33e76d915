"""What has been made public: releases in a chain, the copies of records, the copies of files."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Release(models.Model):
    """One act of publishing or withdrawing, chained to the one before it by hash.

    It holds hashes, keys, times and reasons and no personal text, so that erasing or disposing of
    a record never breaks the chain. `form` says what the hashes cover: 1 as at first, 2 everything
    that `portal.publishing` writes of a release, a copy and a file (docs/protected-record.md).
    """

    class Act(models.TextChoices):
        RELEASE = "release", _("released")
        SUPERSEDE = "supersede", _("superseded")
        WITHDRAW = "withdraw", _("withdrawn")
        DISPOSE = "dispose", _("disposed of")

    number = models.PositiveBigIntegerField(_("number"), unique=True)
    act = models.CharField(_("act"), max_length=20, choices=Act)
    body = models.CharField(_("body"), max_length=80, blank=True, db_index=True)
    subject = models.CharField(_("what"), max_length=200)
    released_at = models.DateTimeField(_("at"))
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("by"),
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    reason = models.TextField(_("reason"), blank=True)
    contents = models.JSONField(_("keys, versions and hashes"), default=list)
    previous_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64, unique=True)
    form = models.PositiveSmallIntegerField(_("form of the hash"), default=1, editable=False)

    class Meta:
        ordering = ["number"]
        verbose_name = _("release")
        verbose_name_plural = _("releases")

    def __str__(self) -> str:
        return f"{self.number}: {self.subject}"


class PublicRecordQuerySet(models.QuerySet["PublicRecord"]):
    """The public copies, as public pages ask for them."""

    def current(self) -> PublicRecordQuerySet:
        """The newest version of each record that has not been withdrawn."""
        return self.filter(is_current=True, withdrawn_at__isnull=True)

    def of_kind(self, kind: str) -> PublicRecordQuerySet:
        """Records of one kind, such as `report`."""
        return self.filter(kind=kind)

    def of_body(self, body: str) -> PublicRecordQuerySet:
        """Records of one body, by its permanent slug; an empty slug means every body."""
        return self.filter(body=body) if body else self


class PublicRecord(models.Model):
    """The public copy of one version of a record: the fields that may be public and no others."""

    kind = models.CharField(_("kind"), max_length=40)
    key = models.CharField(_("permanent key"), max_length=80)
    version = models.PositiveIntegerField(_("version"))
    body = models.CharField(_("body"), max_length=80, blank=True)
    path = models.CharField(_("address below the body"), max_length=300, db_index=True)
    title = models.CharField(_("title"), max_length=500)
    happened_on = models.DateField(_("date"), null=True, blank=True)
    payload = models.JSONField(_("public copy"))
    payload_hash = models.CharField(max_length=64)
    is_current = models.BooleanField(_("newest version"), default=True)
    released_at = models.DateTimeField(_("released at"))
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)
    withdrawn_reason = models.TextField(_("reason for withdrawal"), blank=True)
    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="records")

    objects = PublicRecordQuerySet.as_manager()

    class Meta:
        ordering = ["-released_at", "-id"]
        verbose_name = _("public record")
        verbose_name_plural = _("public records")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "key", "version"],
                name="public_record_once_per_version",
                violation_error_message=_("This version has been published already."),
            ),
            models.UniqueConstraint(
                fields=["kind", "key"],
                condition=Q(is_current=True),
                name="one_current_public_record",
                violation_error_message=_("Only one version of a record can be the newest."),
            ),
        ]
        indexes = [
            models.Index(fields=["kind", "body", "happened_on"], name="public_by_kind_and_body"),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.kind}, version {self.version})"


class ReleasedFile(models.Model):
    """The public copy of a file that belongs to one released version of a record."""

    record = models.ForeignKey(PublicRecord, on_delete=models.PROTECT, related_name="files")
    name = models.CharField(_("file name"), max_length=120)
    media_type = models.CharField(_("media type"), max_length=100)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    sha256 = models.CharField("SHA-256", max_length=64, db_index=True)
    storage_name = models.CharField(_("name in public storage"), max_length=300)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)

    class Meta:
        ordering = ["id"]
        verbose_name = _("released file")
        verbose_name_plural = _("released files")
        constraints = [
            models.UniqueConstraint(
                fields=["record", "name"],
                name="released_file_once_per_record",
                violation_error_message=_("This file has been released already."),
            )
        ]

    def __str__(self) -> str:
        return self.name
