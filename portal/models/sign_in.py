"""What signing in keeps: tries, sessions, invitations, and roles that a council's groups gave."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

__all__ = ["Invitation", "MappedRole", "SignInTry", "SignedInSession"]


class SignInTry(models.Model):
    """One try to sign in or to reset a password, for the limits; gone after a day.

    Neither the name nor the network address is kept: both are hashed with the key of the portal.
    """

    what = models.CharField(_("what"), max_length=20)
    who = models.CharField(_("hash of name and address"), max_length=64)
    origin = models.CharField(_("hash of the address"), max_length=64)
    made_at = models.DateTimeField(_("made at"), db_index=True)

    class Meta:
        verbose_name = _("try to sign in")
        verbose_name_plural = _("tries to sign in")
        indexes = [
            models.Index(fields=["who", "made_at"], name="sign_in_try_who"),
            models.Index(fields=["origin", "made_at"], name="sign_in_try_origin"),
        ]

    def __str__(self) -> str:
        return f"{self.what}: {self.made_at}"


class SignedInSession(models.Model):
    """Which session is whose, so that a person can see and end their own.

    When it was last seen stands in the session itself.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        on_delete=models.CASCADE,
        related_name="signed_in_sessions",
    )
    session_key = models.CharField(_("session"), max_length=40, unique=True)
    begun_at = models.DateTimeField(_("begun"))
    device = models.CharField(_("device"), max_length=80, blank=True)

    class Meta:
        ordering = ["-begun_at", "-pk"]
        verbose_name = _("signed-in session")
        verbose_name_plural = _("signed-in sessions")

    def __str__(self) -> str:
        return f"{self.user}: {self.begun_at}"


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Invitations, as the screen and the door ask for them."""

    def open_at(self, moment: datetime) -> InvitationQuerySet:
        """Those that can still be taken up at an instant."""
        return self.filter(accepted_at=None, revoked_at=None, expires_at__gt=moment)


class Invitation(models.Model):
    """One person who is asked to come in, with the roles that the inviter gives them.

    Only a hash of the link's secret is kept. Sending it again makes a new secret, so that the old
    link is void.
    """

    name = models.CharField(_("name"), max_length=150)
    email = models.EmailField(_("e-mail address"))
    body = models.CharField(_("body"), max_length=80, blank=True, db_index=True)
    roles = models.JSONField(_("roles"), default=list)
    token_hash = models.CharField(_("hash of the secret"), max_length=64, unique=True)
    sent_count = models.PositiveSmallIntegerField(_("times sent"), default=1)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("invited by"),
        on_delete=models.PROTECT,
        related_name="invitations_made",
    )
    invited_at = models.DateTimeField(_("invited at"))
    expires_at = models.DateTimeField(_("expires at"))
    accepted_at = models.DateTimeField(_("accepted at"), null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("accepted by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="invitations_accepted",
    )
    revoked_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-invited_at", "-pk"]
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("invited_at")),
                name="invitation_expires_after_it_is_made",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at=None) | Q(revoked_at=None),
                name="invitation_is_taken_up_or_withdrawn",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class MappedRole(models.Model):
    """A role that the groups of a council's sign-in gave, and that goes when the group does."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        on_delete=models.CASCADE,
        related_name="mapped_roles",
    )
    provider = models.CharField(_("provider"), max_length=60)
    body = models.CharField(_("body"), max_length=80)
    role = models.CharField(_("role"), max_length=20)
    assignment = models.PositiveBigIntegerField(_("number of the assignment"))
    given_at = models.DateTimeField(_("given at"))

    class Meta:
        verbose_name = _("role from a group")
        verbose_name_plural = _("roles from groups")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "provider", "body", "role"], name="one_mapped_role"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.role} ({self.body})"
