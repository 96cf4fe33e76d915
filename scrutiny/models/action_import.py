"""Action logs that a body kept elsewhere: what was read from them, and what became of each row."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from boards.models import Person, ScrutinyBody
from portal.models import VersionedRecord
from scrutiny.models.actions import Action


class ActionImport(VersionedRecord):
    """One log that is being imported, or was: its file by name and hash, and who did it when.

    While it is under way, `tables` holds what was read from the file and `choices` what the clerks
    have chosen so far. The file itself is never kept; once the import is done, what its rows said
    stands in `ImportedAction` alone.
    """

    class State(models.TextChoices):
        UNDER_WAY = "under_way", _("Under way")
        DONE = "done", _("Imported")

    body = models.ForeignKey(ScrutinyBody, on_delete=models.PROTECT, related_name="action_imports")
    state = models.CharField(
        _("state"), max_length=10, choices=State, default=State.UNDER_WAY, editable=False
    )
    file_name = models.CharField(_("name of the file"), max_length=255, editable=False)
    sha256 = models.CharField(_("SHA-256 of the file"), max_length=64, editable=False)
    log_name = models.CharField(_("name of the log"), max_length=200, blank=True)
    log_date = models.DateField(_("date of the log"), null=True, blank=True)
    tables = models.JSONField(default=list, blank=True, editable=False)
    choices = models.JSONField(default=dict, blank=True, editable=False)
    done_at = models.DateTimeField(_("imported at"), null=True, blank=True, editable=False)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("imported by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        ordering = ["-created_at", "-id"]
        verbose_name = _("import of an action log")
        verbose_name_plural = _("imports of action logs")

    def __str__(self) -> str:
        return self.log_name or self.file_name


class ImportedAction(models.Model):
    """One row of an imported log, in its own words, and what became of it. It is never changed."""

    class Outcome(models.TextChoices):
        NEW = "new", _("New action")
        UPDATED = "updated", _("Updated")
        UNCHANGED = "unchanged", _("Unchanged")
        LEFT_OUT = "left_out", _("Left out")

    log = models.ForeignKey(ActionImport, on_delete=models.PROTECT, related_name="rows")
    number = models.PositiveIntegerField(_("row"))
    heading = models.TextField(_("heading above the table"), blank=True)
    cells = models.JSONField(_("cells as in the log"), default=list, blank=True)
    reference = models.CharField(_("reference as in the log"), max_length=120, blank=True)
    topic = models.TextField(_("topic as in the log"), blank=True)
    text = models.TextField(_("action as in the log"), blank=True)
    owner_words = models.TextField(_("owner as in the log"), blank=True)
    due_words = models.TextField(_("due as in the log"), blank=True)
    status_words = models.TextField(_("status as in the log"), blank=True)
    mark = models.CharField(max_length=64, db_index=True)
    fingerprint = models.CharField(max_length=64, db_index=True)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome)
    said = models.JSONField(_("what was done"), default=list, blank=True)
    action = models.ForeignKey(
        Action, null=True, blank=True, on_delete=models.PROTECT, related_name="imported"
    )

    class Meta:
        ordering = ["log_id", "number"]
        verbose_name = _("row of an imported log")
        verbose_name_plural = _("rows of imported logs")
        constraints = [
            models.UniqueConstraint(
                fields=["log", "number"],
                name="row_of_a_log_once",
                violation_error_message=_("The row was imported already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.log}, row {self.number}"


class LogShape(models.Model):
    """What the columns of a body's logs mean, remembered by the headings that they have."""

    body = models.ForeignKey(ScrutinyBody, on_delete=models.PROTECT, related_name="log_shapes")
    signature = models.CharField(max_length=64)
    choices = models.JSONField(default=dict, blank=True)

    class Meta:
        verbose_name = _("columns of a log")
        verbose_name_plural = _("columns of logs")
        constraints = [
            models.UniqueConstraint(fields=["body", "signature"], name="shape_of_a_log_once")
        ]

    def __str__(self) -> str:
        return self.signature[:12]


class LogOwner(models.Model):
    """Who is meant by the words for an owner in a body's logs; nobody where the clerk is asked."""

    body = models.ForeignKey(ScrutinyBody, on_delete=models.PROTECT, related_name="log_owners")
    words = models.CharField(_("owner as in the log"), max_length=200)
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )

    class Meta:
        ordering = ["words"]
        verbose_name = _("owner in a log")
        verbose_name_plural = _("owners in logs")
        constraints = [
            models.UniqueConstraint(fields=["body", "words"], name="owner_of_a_log_once")
        ]

    def __str__(self) -> str:
        return self.words
