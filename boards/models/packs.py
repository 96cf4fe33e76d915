"""Packs of a meeting: editions and supplements, their files, and what the proof found."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from boards.models.meetings import Meeting
from portal.models import VersionedRecord


class Pack(VersionedRecord):
    """One edition or supplement for a meeting; its number runs through all of the meeting's.

    An edition replaces the edition before it; a supplement adds to it and continues its page
    numbers. A published pack is never changed: a correction is a new edition with a reason.
    """

    class Kind(models.TextChoices):
        EDITION = "edition", _("Pack")
        SUPPLEMENT = "supplement", _("Supplement")

    class State(models.TextChoices):
        ASSEMBLING = "assembling", _("Being put together")
        CHECKED = "checked", _("Checked")
        PUBLISHED = "published", _("Published")
        SUPERSEDED = "superseded", _("Superseded")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="packs")
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.EDITION)
    number = models.PositiveSmallIntegerField(_("number"), editable=False)
    state = models.CharField(
        _("state"), max_length=20, choices=State, default=State.ASSEMBLING, editable=False
    )
    reason = models.TextField(
        _("why a new edition is published"),
        blank=True,
        help_text=_("Shown to the public. Needed from the second edition on."),
    )
    fingerprint = models.CharField(
        _("hash of everything it was built from"), max_length=64, blank=True, editable=False
    )
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("checked by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    checked_at = models.DateTimeField(_("checked at"), null=True, blank=True, editable=False)
    checked_alone_reason = models.TextField(
        _("why the clerk checked it alone"), blank=True, editable=False
    )
    publish_at = models.DateTimeField(_("to be published at"), null=True, blank=True)
    publish_set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("publication set by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    publish_failed = models.TextField(
        _("why publication at the set time failed"), blank=True, editable=False
    )
    short_notice_reason = models.TextField(_("reason for short notice"), blank=True, editable=False)
    certificate = models.JSONField(
        _("notice certificate"), default=dict, blank=True, editable=False
    )
    published_at = models.DateTimeField(_("published at"), null=True, blank=True, editable=False)
    withdrawn_reason = models.TextField(_("why it was withdrawn"), blank=True, editable=False)

    class Meta:
        ordering = ["meeting", "number"]
        verbose_name = _("pack")
        verbose_name_plural = _("packs")
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "number"],
                name="pack_number_once_per_meeting",
                violation_error_message=_("There is a pack of this number already."),
            ),
            models.UniqueConstraint(
                fields=["meeting"],
                condition=Q(state__in=["assembling", "checked"]),
                name="one_pack_in_preparation",
                violation_error_message=_(
                    "A pack of this meeting is being prepared already. Finish that one first."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}, {self.meeting}"


class PackFile(models.Model):
    """A built PDF of a pack for one audience, in private storage, with what is known about it."""

    class Audience(models.TextChoices):
        PUBLIC = "public", _("For the public")
        RESTRICTED = "restricted", _("Not for publication")

    pack = models.ForeignKey(Pack, on_delete=models.CASCADE, related_name="files")
    audience = models.CharField(_("audience"), max_length=12, choices=Audience)
    storage_name = models.CharField(_("name in private storage"), max_length=300)
    sha256 = models.CharField("SHA-256", max_length=64)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    pages = models.PositiveIntegerField(_("pages"))
    is_tagged = models.BooleanField(_("accessible"), default=False)
    manifest = models.JSONField(_("what is in it"), default=dict)
    proof = models.JSONField(_("what the proof found"), default=dict)
    built_at = models.DateTimeField(_("built at"))

    class Meta:
        ordering = ["pack", "audience"]
        verbose_name = _("file of a pack")
        verbose_name_plural = _("files of packs")
        constraints = [
            models.UniqueConstraint(
                fields=["pack", "audience"],
                name="one_file_per_audience",
                violation_error_message=_("There is a file for this audience already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.pack}, {self.get_audience_display()}"


class ProofClearing(models.Model):
    """A hit of the proof that the proper officer looked at and cleared, with the reason."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="proof_clearings")
    digest = models.CharField(_("mark of the hit"), max_length=64)
    shown = models.CharField(_("words"), max_length=500)
    place = models.CharField(_("place"), max_length=200)
    reason = models.TextField(_("reason"))
    cleared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("cleared by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    cleared_at = models.DateTimeField(_("cleared at"))

    class Meta:
        ordering = ["id"]
        verbose_name = _("cleared hit")
        verbose_name_plural = _("cleared hits")
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "digest"],
                name="hit_cleared_once",
                violation_error_message=_("This hit has been cleared already."),
            )
        ]

    def __str__(self) -> str:
        return self.place
