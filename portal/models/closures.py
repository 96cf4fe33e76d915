"""Closure days: what an administrator lays over the built-in bank holidays."""

from __future__ import annotations

from typing import get_args

from django.conf import settings as django_settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal import clock
from portal.rules import calendars


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
