"""Reading what is not for publication: substitutes, marked copies, what was read, private notes."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from boards.models.agenda import AgendaItem
from boards.models.meetings import Meeting
from boards.models.packs import Pack
from boards.models.papers import Paper
from boards.models.people import Person


class MeetingSubstitute(models.Model):
    """An account that reads the papers of one meeting in the place of one member."""

    key = models.UUIDField(_("permanent key"), default=uuid.uuid4, unique=True, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="substitutes")
    person = models.ForeignKey(
        Person,
        verbose_name=_("in the place of"),
        on_delete=models.PROTECT,
        related_name="substituted",
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account of the substitute"),
        on_delete=models.PROTECT,
        related_name="substitutions",
    )
    named_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("named by"),
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    named_at = models.DateTimeField(_("named at"), editable=False)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("ended by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True, editable=False)

    class Meta:
        ordering = ["meeting", "id"]
        verbose_name = _("substitute at a meeting")
        verbose_name_plural = _("substitutes at meetings")
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "person"],
                condition=Q(ended_at__isnull=True),
                name="one_substitute_for_a_member",
                violation_error_message=_(
                    "This member has a substitute at this meeting already. End that one first."
                ),
            ),
            models.UniqueConstraint(
                fields=["meeting", "user"],
                condition=Q(ended_at__isnull=True),
                name="substitute_once_at_a_meeting",
                violation_error_message=_(
                    "This account stands in for somebody at this meeting already."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} in the place of {self.person.name}, {self.meeting}"


class ReaderCopy(models.Model):
    """A copy of a pack with the name of its one reader on every page; `key` is its number.

    The file is kept for hours; the row stays, so that a page that turns up elsewhere leads from
    its number to whoever had it.
    """

    key = models.UUIDField(_("number of the copy"), default=uuid.uuid4, unique=True, editable=False)
    pack = models.ForeignKey(Pack, on_delete=models.CASCADE, related_name="reader_copies")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("reader"),
        on_delete=models.CASCADE,
        related_name="reader_copies",
    )
    source_sha256 = models.CharField(_("SHA-256 of the pack"), max_length=64)
    storage_name = models.CharField(_("name in private storage"), max_length=300, blank=True)
    made_at = models.DateTimeField(_("made at"))
    kept_until = models.DateTimeField(_("kept until"), db_index=True)
    removed_at = models.DateTimeField(_("removed at"), null=True, blank=True)

    class Meta:
        ordering = ["pack", "id"]
        verbose_name = _("copy for one reader")
        verbose_name_plural = _("copies for one reader")

    def __str__(self) -> str:
        return f"{self.pack}, {self.key}"


class PackReading(models.Model):
    """When somebody opened a pack in the workspace for the first and for the last time."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("reader"),
        on_delete=models.CASCADE,
        related_name="pack_readings",
    )
    pack = models.ForeignKey(Pack, on_delete=models.CASCADE, related_name="readings")
    number = models.PositiveSmallIntegerField(_("number of the pack"))
    first_opened = models.DateTimeField(_("first opened"))
    last_opened = models.DateTimeField(_("last opened"))

    class Meta:
        ordering = ["pack", "id"]
        verbose_name = _("reading of a pack")
        verbose_name_plural = _("readings of packs")
        constraints = [
            models.UniqueConstraint(fields=["user", "pack"], name="reading_once_for_a_pack"),
        ]

    def __str__(self) -> str:
        return str(self.pack)


class PaperNote(models.Model):
    """What somebody wrote for themselves about an item or a paper. Nobody else ever reads it.

    It hangs from the item or the paper and not from a pack, so a new edition keeps it.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("written by"),
        on_delete=models.CASCADE,
        related_name="paper_notes",
    )
    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="private_notes")
    paper = models.ForeignKey(
        Paper, null=True, blank=True, on_delete=models.CASCADE, related_name="private_notes"
    )
    text = models.TextField(_("note"))
    version = models.PositiveIntegerField(_("version"), default=1)
    changed_at = models.DateTimeField(_("last changed at"))

    class Meta:
        ordering = ["id"]
        verbose_name = _("private note")
        verbose_name_plural = _("private notes")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "item"],
                condition=Q(paper__isnull=True),
                name="one_note_on_an_item",
            ),
            models.UniqueConstraint(
                fields=["user", "paper"],
                condition=Q(paper__isnull=False),
                name="one_note_on_a_paper",
            ),
        ]

    def __str__(self) -> str:
        return f"note {self.pk}"
