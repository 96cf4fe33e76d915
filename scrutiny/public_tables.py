"""What the public trackers filter and sort: columns of released records, and nothing private.

Every row is made from released payloads alone (`scrutiny.tracking.writing`), in the transaction of
the release, and can be thrown away and made again by `manage.py rebuild_trackers`. Public views may
import this module; it imports no private model. docs/trackers.md says what stands in each column.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

#: Stands for "never" where a column that is sorted may not be empty.
NEVER: Final = date.max


class Tracker(models.TextChoices):
    """The public lists that can be filtered."""

    RECOMMENDATIONS = "recommendations", _("Recommendations")
    RESPONSES = "responses", _("Responses")
    FINDINGS = "findings", _("Findings")
    ACTIONS = "actions", _("Actions")


class TrackedRecord(models.Model):
    """One current public record as a tracker lists it; `(kind, key)` names the released copy.

    `awaits_on` is the last day of something that has not been met yet, else `NEVER`; whether that
    is late is asked of the day on which somebody reads it. `words` is what a search looks through
    (`scrutiny.tracking.text`).
    """

    tracker = models.CharField(max_length=20, choices=Tracker)
    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=80)
    body = models.CharField(max_length=80)
    path = models.CharField(max_length=300)
    number = models.PositiveIntegerField(null=True)
    reference = models.CharField(max_length=80, blank=True)
    text = models.TextField(blank=True)
    about = models.TextField(blank=True)
    about_path = models.CharField(max_length=300, blank=True)
    addressee = models.CharField(max_length=90, blank=True)
    addressee_name = models.CharField(max_length=500, blank=True)
    status = models.CharField(max_length=40, blank=True)
    decision = models.CharField(max_length=40, blank=True)
    year = models.CharField(max_length=10, blank=True)
    asked_on = models.DateField(null=True)
    due_on = models.DateField(null=True)
    met_on = models.DateField(null=True)
    date_words = models.CharField(max_length=80, blank=True)
    awaits_on = models.DateField(default=NEVER)
    was_late = models.BooleanField(default=False)
    sort_on = models.DateField(default=date.min)
    place = models.CharField(max_length=700)
    words = models.TextField(blank=True)

    class Meta:
        verbose_name = _("tracked record")
        verbose_name_plural = _("tracked records")
        constraints = [
            models.UniqueConstraint(fields=["kind", "key"], name="tracked_record_once"),
        ]
        # Each filter alone, and each order (the oldest first from the same index backwards), is
        # read from an index and stops after one page.
        indexes = [
            models.Index(fields=["tracker", "-sort_on", "place"], name="tracked_newest"),
            models.Index(fields=["tracker", "awaits_on", "place"], name="tracked_awaited"),
            models.Index(fields=["tracker", "body", "-sort_on", "place"], name="tracked_body"),
            models.Index(
                fields=["tracker", "addressee", "-sort_on", "place"], name="tracked_addressee"
            ),
            models.Index(fields=["tracker", "status", "-sort_on", "place"], name="tracked_status"),
            models.Index(
                fields=["tracker", "decision", "-sort_on", "place"], name="tracked_decision"
            ),
            models.Index(fields=["tracker", "year", "-sort_on", "place"], name="tracked_year"),
            models.Index(fields=["tracker", "was_late", "-sort_on", "place"], name="tracked_late"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class TrackedTag(models.Model):
    """One of several values that a record may have under one heading: themes, who found it.

    It repeats the order of its record, so that one tag alone is read from an index too.
    """

    record = models.ForeignKey(TrackedRecord, on_delete=models.CASCADE, related_name="tags")
    tracker = models.CharField(max_length=20, choices=Tracker)
    facet = models.CharField(max_length=20)
    value = models.CharField(max_length=90)
    label = models.CharField(max_length=300)
    sort_on = models.DateField(default=date.min)
    place = models.CharField(max_length=700)

    class Meta:
        verbose_name = _("tag of a tracked record")
        verbose_name_plural = _("tags of tracked records")
        constraints = [
            models.UniqueConstraint(fields=["record", "facet", "value"], name="tracked_tag_once"),
        ]
        indexes = [
            models.Index(
                fields=["tracker", "facet", "value", "-sort_on", "place"], name="tracked_tag"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.facet} {self.value}"


class TrackedValue(models.Model):
    """A value that a filter offers, and how many records have it: of one body, or of all.

    `body` is empty for all bodies together. A name that was changed is a row of its own.
    """

    tracker = models.CharField(max_length=20, choices=Tracker)
    body = models.CharField(max_length=80, blank=True)
    facet = models.CharField(max_length=20)
    value = models.CharField(max_length=90)
    label = models.CharField(max_length=500, blank=True)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("value of a filter")
        verbose_name_plural = _("values of filters")
        constraints = [
            models.UniqueConstraint(
                fields=["tracker", "body", "facet", "value", "label"], name="tracked_value_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.facet} {self.value}: {self.count}"


class PublicLink(models.Model):
    """One step of the thread: a record leads to another, as a released payload says.

    `stated_kind` and `stated_key` name the record whose payload says so; with it the link goes.
    A link may lead to a record that is not public: whoever reads must look.
    """

    from_kind = models.CharField(max_length=40)
    from_key = models.CharField(max_length=80)
    to_kind = models.CharField(max_length=40)
    to_key = models.CharField(max_length=80)
    relation = models.CharField(max_length=20)
    stated_kind = models.CharField(max_length=40)
    stated_key = models.CharField(max_length=80)

    class Meta:
        verbose_name = _("public link")
        verbose_name_plural = _("public links")
        constraints = [
            models.UniqueConstraint(
                fields=[
                    "from_kind",
                    "from_key",
                    "to_kind",
                    "to_key",
                    "relation",
                    "stated_kind",
                    "stated_key",
                ],
                name="public_link_once",
            ),
        ]
        indexes = [
            models.Index(fields=["from_key", "from_kind"], name="public_link_onward"),
            models.Index(fields=["to_key", "to_kind"], name="public_link_back"),
            models.Index(fields=["stated_key", "stated_kind"], name="public_link_stated"),
        ]

    def __str__(self) -> str:
        return f"{self.from_kind} {self.from_key} > {self.to_kind} {self.to_key}"
