"""Who may do what for which body, and from when to when."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from boards.models.bodies import ScrutinyBody


class Role(models.TextChoices):
    """The roles of the field; the rows of the state tables speak of these."""

    MEMBER = "member", _("Member")
    CHAIR = "chair", _("Chair")
    LEAD_MEMBER = "lead_member", _("Lead member")
    CLERK = "clerk", _("Clerk")
    PROPER_OFFICER = "proper_officer", _("Proper and monitoring officer")
    RESPONDER = "responder", _("Responder for the scrutinised office")
    PARTNER = "partner", _("Partner agency")
    SCRUTINEER = "scrutineer", _("Independent scrutineer")
    ADMIN = "admin", _("Administrator of the body")


class RoleAssignmentQuerySet(models.QuerySet["RoleAssignment"]):
    """Role assignments, as the access rules ask for them."""

    def on(self, day: date) -> RoleAssignmentQuerySet:
        """Assignments that run on a civil date."""
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day), valid_from__lte=day)


class RoleAssignment(models.Model):
    """One role of one account in one body for a time. No row means no right."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        on_delete=models.PROTECT,
        related_name="role_assignments",
    )
    body = models.ForeignKey(
        ScrutinyBody,
        verbose_name=_("body"),
        on_delete=models.PROTECT,
        related_name="role_assignments",
    )
    role = models.CharField(_("role"), max_length=20, choices=Role)
    valid_from = models.DateField(_("from"))
    valid_to = models.DateField(_("until"), null=True, blank=True)

    objects = RoleAssignmentQuerySet.as_manager()

    class Meta:
        ordering = ["role", "user__last_name"]
        verbose_name = _("role")
        verbose_name_plural = _("roles")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "body", "role"],
                condition=Q(valid_to__isnull=True),
                name="one_open_assignment_per_role",
                violation_error_message=_("This person has the role already."),
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="role_ends_after_it_begins",
                violation_error_message=_("A role cannot end before it began."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}"
