"""The clocks that are running."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.rules import calendars, clocks


class ClockQuerySet(models.QuerySet["Clock"]):
    """Running clocks."""

    def open(self) -> ClockQuerySet:
        """Clocks that nothing has met yet, whether or not their day has come."""
        return self.filter(met_on__isnull=True)

    def of_body(self, body: str) -> ClockQuerySet:
        """Clocks of one body, by its permanent slug."""
        return self.filter(body=body)

    def about(self, subject_kind: str, subject_key: uuid.UUID | str) -> ClockQuerySet:
        """Clocks that run on one record."""
        return self.filter(subject_kind=subject_kind, subject_key=subject_key)


class Clock(models.Model):
    """A clock that runs on a record: its rule, trigger and settings, and when it was met.

    There is no column for the day it is due: that is counted from the rule each time, so a bank
    holiday entered late corrects every open clock by itself.
    """

    rule = models.CharField(_("rule"), max_length=60)
    trigger_on = models.DateField(_("counted from"), null=True, blank=True)
    settings = models.JSONField(_("settings"), default=dict, blank=True)
    met_on = models.DateField(_("met on"), null=True, blank=True)
    body = models.CharField(_("body"), max_length=80)
    subject_kind = models.CharField(_("kind of record"), max_length=40)
    subject_key = models.UUIDField(_("permanent key of the record"))
    label = models.CharField(_("what is due"), max_length=200)

    objects = ClockQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("clock")
        verbose_name_plural = _("clocks")
        indexes = [
            models.Index(fields=["subject_kind", "subject_key"], name="clock_by_subject"),
            models.Index(
                fields=["body"], condition=Q(met_on__isnull=True), name="open_clock_by_body"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(rule="") & ~Q(body="") & ~Q(subject_kind="") & ~Q(label=""),
                name="clock_is_about_something",
                violation_error_message=_("A clock needs a rule, a body, a record and a label."),
            ),
        ]

    def __str__(self) -> str:
        return self.label

    def clean(self) -> None:
        """Refuse a rule that does not exist and a trigger or setting that it does not take.

        Raises:
            ValidationError: with the sentence of the rules.
        """
        super().clean()
        given: object = self.settings
        if not isinstance(given, Mapping):
            raise ValidationError({"settings": _("Settings are pairs of a name and a value.")})
        try:
            clocks.check_question(self.rule, on=self.trigger_on, settings=self.settings)
        except clocks.ClockError as error:
            raise ValidationError(str(error)) from error

    def answer(self, calendar: calendars.Calendar) -> clocks.Answer:
        """The rule's answer on a calendar, with its working.

        Raises:
            ClockError: the row names no rule, or settings that the rule does not take.
        """
        return clocks.compute(
            self.rule, on=self.trigger_on, settings=self.settings, calendar=calendar
        )

    def due_on(self, calendar: calendars.Calendar) -> datetime.date:
        """The day on which it is due, counted now.

        Raises:
            ClockError: as for `answer`, or the rule answers with a number.
        """
        return self.answer(calendar).due_on

    def is_overdue(self, calendar: calendars.Calendar, today: datetime.date) -> bool:
        """Whether the day has passed and nothing has met the clock."""
        return self.met_on is None and self.due_on(calendar) < today

    def working_days_late(self, calendar: calendars.Calendar, today: datetime.date) -> int:
        """How many working days late: up to the day it was met, or up to today."""
        return calendars.days_late(self.due_on(calendar), self.met_on or today, calendar)
