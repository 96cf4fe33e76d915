"""People, the seats of a body, and who sits in them when."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from boards.models.bodies import Organisation, ScrutinyBody
from portal.models import VersionedRecord


class Person(VersionedRecord):
    """Somebody known by name and post in the register of one body, with or without an account."""

    body = models.ForeignKey(ScrutinyBody, on_delete=models.PROTECT, related_name="people")
    name = models.CharField(_("name"), max_length=200)
    post = models.CharField(_("post"), max_length=200, blank=True)
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("organisation"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="people",
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="people",
    )
    email = models.EmailField(
        _("e-mail address"),
        blank=True,
        help_text=_(
            "For somebody without an account who is to report on an action or to answer a "
            "request. It is never published."
        ),
    )

    class Meta:
        ordering = ["name"]
        verbose_name = _("person")
        verbose_name_plural = _("people")

    def __str__(self) -> str:
        return f"{self.name}, {self.post}" if self.post else self.name


class SeatQuerySet(models.QuerySet["Seat"]):
    """Seats, as registers ask for them."""

    def on(self, day: date) -> SeatQuerySet:
        """Seats that exist on a civil date."""
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day), valid_from__lte=day)


class Seat(VersionedRecord):
    """A place on a body that a council, or the body itself, fills; it may be vacant on a day."""

    class Kind(models.TextChoices):
        APPOINTED = "appointed", _("appointed by a council")
        CO_OPTED = "co_opted", _("co-opted")
        INDEPENDENT = "independent", _("independent")
        PARTNER = "partner", _("partner agency")

    body = models.ForeignKey(ScrutinyBody, on_delete=models.PROTECT, related_name="seats")
    kind = models.CharField(_("kind of seat"), max_length=20, choices=Kind)
    appointed_by = models.ForeignKey(
        Organisation,
        verbose_name=_("filled by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="seats",
        help_text=_("Leave empty when the body fills the seat itself."),
    )
    valid_from = models.DateField(_("from"))
    valid_to = models.DateField(_("until"), null=True, blank=True)

    objects = SeatQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "appointed_by__name", "id"]
        verbose_name = _("seat")
        verbose_name_plural = _("seats")
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="seat_ends_after_it_begins",
                violation_error_message=_("A seat cannot end before it began."),
            )
        ]

    def __str__(self) -> str:
        filled_by = self.appointed_by or self.body.short_name
        return f"{filled_by}: {self.get_kind_display()}"


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Memberships, as registers and thresholds ask for them."""

    def on(self, day: date) -> MembershipQuerySet:
        """Memberships that run on a civil date; thresholds count these."""
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day), valid_from__lte=day)


class Membership(VersionedRecord):
    """A person in a seat for a time."""

    class Role(models.TextChoices):
        CHAIR = "chair", _("chair")
        VICE_CHAIR = "vice_chair", _("vice-chair")
        MEMBER = "member", _("member")
        CO_OPTEE = "co_optee", _("co-opted member")
        SUBSTITUTE = "substitute", _("substitute")
        SCRUTINEER = "scrutineer", _("independent scrutineer")

    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="memberships")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(_("role"), max_length=20, choices=Role, default=Role.MEMBER)
    party = models.CharField(_("political group"), max_length=80, blank=True)
    can_vote = models.BooleanField(_("may vote"), default=True)
    valid_from = models.DateField(_("from"))
    valid_to = models.DateField(_("until"), null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["person__name"]
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="membership_ends_after_start",
                violation_error_message=_("A membership cannot end before it began."),
            ),
            models.UniqueConstraint(
                fields=["seat"],
                condition=Q(valid_to__isnull=True) & ~Q(role="substitute"),
                name="one_open_membership_per_seat",
                violation_error_message=_(
                    "Somebody sits in this seat already. End that membership first."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person.name} ({self.get_role_display()})"
