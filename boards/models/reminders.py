"""When a body reminds those who owe it something, and of what somebody has been reminded."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from boards.models.bodies import ScrutinyBody
from boards.rules.reminding import FURTHEST, Schedule, WrongDaysError, days_typed
from portal.models import VersionedRecord

_WRONG_DAYS = {
    "number": _("Write numbers of days with commas between them, such as 14, 3."),
    "many": _("Choose at most five days before."),
    "far": _("Each number of days must lie between 1 and 365."),
}
_AT_MOST = [MaxValueValidator(FURTHEST)]


class ReminderRules(VersionedRecord):
    """The body's own rules. A body without a row goes by the defaults."""

    body = models.OneToOneField(
        ScrutinyBody, on_delete=models.PROTECT, related_name="reminder_rules", editable=False
    )
    is_on = models.BooleanField(_("send reminders"), default=True)
    days_before = models.CharField(
        _("days before something is due"),
        max_length=60,
        blank=True,
        default="14, 3",
        help_text=_("Up to five numbers with commas between them. Leave empty for none."),
    )
    on_the_day = models.BooleanField(_("on the day itself"), default=True)
    repeat_every = models.PositiveSmallIntegerField(
        _("again every so many days while it is late"),
        default=7,
        validators=_AT_MOST,
        help_text=_("0 for never."),
    )
    clerk_after = models.PositiveSmallIntegerField(
        _("days late after which the clerk is told"),
        null=True,
        blank=True,
        default=7,
        validators=_AT_MOST,
        help_text=_("Leave empty for never."),
    )
    chair_after = models.PositiveSmallIntegerField(
        _("days late after which the chair is told too"),
        null=True,
        blank=True,
        default=28,
        validators=_AT_MOST,
        help_text=_("Leave empty for never."),
    )

    class Meta:
        verbose_name = _("rules of reminders")
        verbose_name_plural = _("rules of reminders")
        constraints = [
            models.CheckConstraint(
                condition=Q(chair_after__isnull=True)
                | Q(clerk_after__isnull=False, chair_after__gte=F("clerk_after")),
                name="chair_is_told_after_the_clerk",
                violation_error_message=_("The chair is told after the clerk, not before."),
            )
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name}: {self.body}"

    def clean(self) -> None:
        """Refuse days that are no numbers, too many or too far away."""
        super().clean()
        try:
            days = days_typed(self.days_before)
        except WrongDaysError as error:
            raise ValidationError({"days_before": _WRONG_DAYS[str(error)]}) from error
        self.days_before = ", ".join(str(one) for one in days)

    @property
    def schedule(self) -> Schedule:
        """The rules as the counting takes them."""
        return Schedule(
            before=days_typed(self.days_before),
            on_the_day=self.on_the_day,
            repeat_every=self.repeat_every,
            clerk_after=self.clerk_after,
            chair_after=self.chair_after,
        )


class ReminderTold(models.Model):
    """Somebody has been told of one thing on one occasion. It is why nobody is told twice.

    `once` names person, thing, due day and occasion by their numbers and keys; there are no words.
    """

    once = models.CharField(_("occasion"), max_length=200, unique=True)
    body = models.CharField(_("body"), max_length=80, db_index=True)
    item = models.CharField(_("thing"), max_length=80, db_index=True)
    told_at = models.DateTimeField(_("told at"))
    letter = models.CharField(_("letter"), max_length=250)

    class Meta:
        ordering = ["told_at", "pk"]
        verbose_name = _("reminder that was given")
        verbose_name_plural = _("reminders that were given")

    def __str__(self) -> str:
        return self.once
