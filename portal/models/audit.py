"""The log: every act on a record, in a sentence that a clerk can read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models.audit_log import BaseLogEntry, BaseLogEntryManager

from portal.access import bodies_of, body_of

if TYPE_CHECKING:
    from portal.models.users import User


class LogEntryManager(BaseLogEntryManager):
    """Writes and lists log entries, each under the body that the record belongs to."""

    def log_action(self, instance: models.Model, action: str, **fields: Any) -> LogEntry:
        """Write one entry; Wagtail's own screens come here too.

        The body is taken from the access registry, so that an entry of one body is never shown to
        the clerk of another.
        """
        fields.setdefault("body", body_of(instance))
        fields["object_id"] = str(instance.pk)
        entry: LogEntry = super().log_action(instance, action, **fields)
        return entry

    def viewable_by_user(self, user: User) -> models.QuerySet[LogEntry]:
        """Entries of the bodies in which this person holds an office role.

        Administrators of the portal see beside them what belongs to no body: accounts, host names.
        """
        own = {*bodies_of(user), ""} if user.is_superuser else bodies_of(user)
        entries: models.QuerySet[LogEntry] = self.get_queryset().filter(body__in=own)
        return entries

    def for_instance(self, instance: models.Model) -> models.QuerySet[LogEntry]:
        """Entries about one record, newest first."""
        entries: models.QuerySet[LogEntry] = self.get_queryset().filter(
            content_type__app_label=instance._meta.app_label,
            content_type__model=instance._meta.model_name,
            object_id=str(instance.pk),
        )
        return entries


class LogEntry(BaseLogEntry):
    """One act: who, when (UTC), on which record of which body, in one sentence, and why."""

    object_id = models.CharField(max_length=255, db_index=True)
    body = models.CharField(_("body"), max_length=80, blank=True, db_index=True)
    sentence = models.TextField(_("what happened"), blank=True)
    reason = models.TextField(_("reason"), blank=True)

    objects = LogEntryManager()

    class Meta:
        verbose_name = _("log entry")
        verbose_name_plural = _("log entries")
        ordering = ["-timestamp", "-id"]
        indexes = [models.Index(fields=["content_type", "object_id"], name="log_by_record")]

    def __str__(self) -> str:
        return self.sentence or str(self.label)
