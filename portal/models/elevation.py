"""An administrator of the portal who works as clerk of a body for a while, with everybody told."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal import clock

if TYPE_CHECKING:
    from portal.models.users import User

#: The longest time of one elevation.
LONGEST: Final = timedelta(minutes=60)
#: The one role that it gives. Never the proper officer's: nothing is cleared or decided with it.
ROLE: Final = "clerk"
_REMEMBERED: Final = "_elevations"


class ElevationQuerySet(models.QuerySet["Elevation"]):
    """Elevations, as screens and the access rules ask for them."""

    def running(self, moment: datetime) -> ElevationQuerySet:
        """Those that count at an instant: begun, not ended, and their time not over."""
        return self.filter(ended_at__isnull=True, begun_at__lte=moment, until__gt=moment)

    def overdue(self, moment: datetime) -> ElevationQuerySet:
        """Those whose time is over, and which nobody has noted as ended."""
        return self.filter(ended_at__isnull=True, until__lte=moment)

    def touching(self, body: str, since: datetime) -> ElevationQuerySet:
        """Those of a body that ran at any time since an instant, newest first."""
        rows = self.filter(Q(ended_at__isnull=True) | Q(ended_at__gte=since), body=body)
        return rows.filter(until__gte=since).order_by("-begun_at").select_related("user")


class Elevation(models.Model):
    """One administrator, one body, one reason, for at most an hour. It gives the role clerk."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        on_delete=models.PROTECT,
        related_name="elevations",
    )
    body = models.CharField(_("body"), max_length=80, db_index=True)
    reason = models.TextField(_("reason"))
    begun_at = models.DateTimeField(_("begun"))
    until = models.DateTimeField(_("until"))
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    objects = ElevationQuerySet.as_manager()

    class Meta:
        ordering = ["-begun_at", "-pk"]
        verbose_name = _("elevation")
        verbose_name_plural = _("elevations")
        constraints = [
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(ended_at__isnull=True),
                name="one_elevation_at_a_time",
                violation_error_message=_("End the elevation that is running first."),
            ),
            models.CheckConstraint(
                condition=Q(until__gt=F("begun_at")),
                name="elevation_ends_after_it_begins",
                violation_error_message=_("An elevation cannot end before it began."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.body}"

    def is_running(self, moment: datetime) -> bool:
        """Whether it counts at an instant."""
        return self.ended_at is None and self.begun_at <= moment < self.until


def elevations_of(user: User) -> list[Elevation]:
    """The elevations of a person that count now.

    One query for each user object, which lives as long as the request; the time is looked at each
    time, so that the last minute of an elevation is the last. Nobody but an administrator of the
    portal has any, so that nobody else costs a query.
    """
    if not (user.is_active and user.is_superuser):
        return []
    moment = clock.now()
    kept: list[Elevation] | None = getattr(user, _REMEMBERED, None)
    if kept is None:
        kept = list(Elevation.objects.filter(user_id=user.pk).running(moment))
        setattr(user, _REMEMBERED, kept)
    return [one for one in kept if one.is_running(moment)]


def forget_elevations(user: User) -> None:
    """Look them up again the next time that somebody asks about this user object."""
    if hasattr(user, _REMEMBERED):
        delattr(user, _REMEMBERED)


def elevation_in(user: User | None, body: str) -> Elevation | None:
    """The elevation with which somebody works in a body now; None for those who need none."""
    if user is None or not body:
        return None
    return next((one for one in elevations_of(user) if one.body == body), None)
