"""Closure days that an administrator enters, and the clocks that are running."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import get_args

from django.conf import settings as django_settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal import clock
from portal.rules import calendars, clocks


class ClosureNation(models.TextChoices):
    """Where a closure day holds."""

    ENGLAND = "england", _("England")
    WALES = "wales", _("Wales")
    BOTH = "both", _("England and Wales")


class ClosureKind(models.TextChoices):
    """Why a day is no working day."""

    PROCLAIMED = "proclaimed", _("proclaimed bank holiday")
    CLOSURE = "closure", _("offices closed")


class ClosureDayQuerySet(models.QuerySet["ClosureDay"]):
    """Closure days, as a calendar asks for them."""

    def holding_for(self, nation: calendars.Nation, body: str = "") -> ClosureDayQuerySet:
        """The days that hold in a nation for everybody, and those of one body beside them."""
        return self.filter(nation__in=[nation, ClosureNation.BOTH], body__in={"", body}).order_by(
            "date", "pk"
        )


class ClosureDay(models.Model):
    """A day that is no working day although the built-in bank holidays do not have it.

    Either proclaimed (for everybody: `body` is empty) or a day on which a body's offices are
    closed. It only ever takes a working day away: notice becomes longer, never shorter.
    """

    date = models.DateField(_("date"))
    name = models.CharField(_("name"), max_length=120)
    nation = models.CharField(
        _("where"), max_length=10, choices=ClosureNation, default=ClosureNation.BOTH
    )
    body = models.CharField(
        _("body"), max_length=80, blank=True, help_text=_("Leave empty if it holds for everybody.")
    )
    kind = models.CharField(
        _("kind"), max_length=20, choices=ClosureKind, default=ClosureKind.CLOSURE
    )
    created_at = models.DateTimeField(_("entered at"), default=clock.now, editable=False)
    created_by = models.ForeignKey(
        django_settings.AUTH_USER_MODEL,
        verbose_name=_("entered by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    objects = ClosureDayQuerySet.as_manager()

    class Meta:
        ordering = ["date", "nation", "body"]
        verbose_name = _("closure day")
        verbose_name_plural = _("closure days")
        constraints = [
            models.UniqueConstraint(
                fields=["date", "nation", "body"],
                name="closure_day_once",
                violation_error_message=_("This day is entered already."),
            ),
            models.CheckConstraint(
                condition=~Q(name=""),
                name="closure_day_has_a_name",
                violation_error_message=_("Say what the day is, for example State Funeral."),
            ),
            models.CheckConstraint(
                condition=Q(nation__in=get_args(calendars.ClosureNation)),
                name="closure_day_nation_known",
                violation_error_message=_("Choose England, Wales or both."),
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["proclaimed", "closure"]),
                name="closure_day_kind_known",
                violation_error_message=_("Choose whether it is proclaimed or a closure."),
            ),
            models.CheckConstraint(
                condition=~Q(kind="proclaimed") | Q(body=""),
                name="proclaimed_day_holds_for_everybody",
                violation_error_message=_("A proclaimed bank holiday holds for every body."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.date.isoformat()} {self.name}"

    def as_rule_value(self) -> calendars.ClosureDay:
        """The day as the rules take it.

        Raises:
            ValueError: the nation is none (only possible before the row is checked).
        """
        match self.nation:
            case "england" | "wales" | "both":
                return calendars.ClosureDay(self.date, self.name, self.nation)
        raise ValueError(f"closure day {self.date} is in no nation: {self.nation}")


class ClockQuerySet(models.QuerySet["Clock"]):
    """Running clocks."""

    def open(self) -> ClockQuerySet:
        """Clocks that nothing has met yet, whether or not their day has come."""
        return self.filter(met_on__isnull=True)

    def of_body(self, body: str) -> ClockQuerySet:
        """Clocks of one body, by its permanent slug."""
        return self.filter(body=body)

    def about(self, subject_kind: str, subject_key: object) -> ClockQuerySet:
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
