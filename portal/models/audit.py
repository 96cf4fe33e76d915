"""The log: every act on a record, in a sentence that a clerk can read."""

from __future__ import annotations

import json
from datetime import UTC
from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import registry as log_registry
from wagtail.models.audit_log import BaseLogEntry, BaseLogEntryManager

from portal.access import bodies_of, body_of
from portal.models.elevation import elevation_in
from portal.rules.digests import row_digest

if TYPE_CHECKING:
    from portal.models.users import User


class LogEntryManager(BaseLogEntryManager):
    """Writes and lists log entries, each under the body that the record belongs to."""

    def log_action(self, instance: models.Model, action: str, **fields: Any) -> LogEntry:
        """Write one entry; Wagtail's own screens come here too.

        The body is taken from the access registry, so that an entry of one body is never shown to
        the clerk of another. What an administrator of the portal does as a clerk for a while says
        so, whatever screen it was done on.
        """
        fields.setdefault("body", body_of(instance))
        fields["object_id"] = str(instance.pk)
        elevation = elevation_in(fields.get("user"), fields["body"])
        data = dict(fields.get("data") or {})
        if elevation is not None and "elevation" not in data:
            fields["data"] = {**data, "elevation": elevation.pk}
            known = log_registry.action_exists(action)
            label = log_registry.get_action_label(action) if known else action
            act = fields.get("sentence") or str(label)
            fields["sentence"] = _("%(act)s (As clerk by elevation: %(reason)s)") % {
                "act": act,
                "reason": elevation.reason,
            }
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
    """One act: who, when (UTC), on which record of which body, in one sentence, and why.

    `digest` is made as the entry is written, over all of it, and sealed later (`portal.sealing`).
    """

    # What the log speaks of stays known, and an entry is never changed: no SET_NULL.
    content_type = models.ForeignKey(
        ContentType,
        models.PROTECT,
        verbose_name=gettext_lazy("content type"),
        null=True,
        related_name="+",
    )
    object_id = models.CharField(max_length=255, db_index=True)
    body = models.CharField(gettext_lazy("body"), max_length=80, blank=True, db_index=True)
    sentence = models.TextField(gettext_lazy("what happened"), blank=True)
    reason = models.TextField(gettext_lazy("reason"), blank=True)
    digest = models.CharField(max_length=64, blank=True, editable=False)

    objects = LogEntryManager()

    class Meta:
        verbose_name = gettext_lazy("log entry")
        verbose_name_plural = gettext_lazy("log entries")
        ordering = ["-timestamp", "-id"]
        indexes = [models.Index(fields=["content_type", "object_id"], name="log_by_record")]

    def __str__(self) -> str:
        return self.sentence or str(self.label)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write it with its digest. Written once: the database refuses a second time."""
        if self._state.adding:
            self.digest = digest_of_entry(self)
        super().save(*args, **kwargs)


def digest_of_entry(entry: models.Model) -> str:
    """The digest over every column of an entry but its number and the digest itself."""
    columns = [one for one in entry._meta.concrete_fields if not one.primary_key]
    values = {one.attname: getattr(entry, one.attname) for one in columns}
    values.pop("digest")
    text = json.dumps(values, cls=DjangoJSONEncoder)
    plain: dict[str, Any] = json.loads(text)
    moment = values["timestamp"].astimezone(UTC)
    plain["timestamp"] = moment.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    return row_digest(plain)
