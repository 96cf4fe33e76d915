"""When it went wrong: a record of a personal data breach, and how often a file was fetched."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.models.releases import ReleasedFile
from portal.models.versioned import VersionedRecord


class DataKind(models.TextChoices):
    """Kinds of personal data, as the Commissioner's form asks for them. Never the data itself."""

    NAMES = "names", _("Names")
    CONTACT = "contact", _("Addresses, telephone numbers, e-mail addresses")
    BIRTH = "birth", _("Dates of birth")
    NUMBERS = "numbers", _("NHS, pupil, national insurance or other numbers")
    CHILDREN = "children", _("Children’s social care, safeguarding or schooling")
    HEALTH = "health", _("Health, disability")
    CRIME = "crime", _("Offences, allegations, victims, witnesses")
    SPECIAL = "special", _("Ethnic origin, belief, sex life, orientation, union, politics")
    MONEY = "money", _("Bank accounts, money")
    PICTURES = "pictures", _("Photographs, recordings")
    OTHER = "other", _("Something else")


class Incident(VersionedRecord):
    """A personal data breach: what happened, what was done, what was decided and why.

    UK GDPR, article 33(5): the controller documents any breach, its effects and the action taken,
    whether or not the Commissioner is told. The deadline of article 33(1) is computed from
    `aware_at` and never stored. `records` are kinds, keys and versions of what had been released.
    """

    class Decision(models.TextChoices):
        UNDECIDED = "", _("Not decided yet")
        NOTIFY = "notify", _("Notify the Commissioner")
        NOT_NOTIFY = "not_notify", _("Do not notify the Commissioner")

    body = models.CharField(_("body"), max_length=80, db_index=True, editable=False)
    aware_at = models.DateTimeField(
        _("when the body became aware"),
        help_text=_(
            "The moment at which somebody could be reasonably certain. The 72 hours run from it."
        ),
    )
    what_happened = models.TextField(
        _("what happened"),
        help_text=_("Say it without the data itself: no name, no number, no address."),
    )
    records = models.JSONField(_("releases concerned"), default=list, editable=False)
    data_kinds = models.JSONField(_("kinds of data"), default=list, blank=True)
    people_concerned = models.CharField(
        _("people concerned"),
        max_length=200,
        blank=True,
        help_text=_("A number, or as near as can be said: “about 40”, “five children”."),
    )
    consequences = models.TextField(_("likely consequences"), blank=True)
    measures = models.TextField(_("what was done and will be done"), blank=True)
    contact = models.TextField(
        _("contact"),
        blank=True,
        help_text=_("The data protection officer or whoever can say more, with telephone."),
    )
    decision = models.CharField(
        _("decision"), max_length=12, choices=Decision, blank=True, default=""
    )
    decision_reason = models.TextField(
        _("reason for the decision"),
        blank=True,
        help_text=_(
            "Not to notify needs one: that a risk to people’s rights and freedoms is unlikely."
        ),
    )
    notified_at = models.DateTimeField(_("Commissioner notified at"), null=True, blank=True)
    late_reason = models.TextField(
        _("reasons for the delay"),
        blank=True,
        help_text=_("Needed when the notice comes after 72 hours (article 33(1))."),
    )
    people_told = models.TextField(
        _("who of the people concerned was told, when and how"), blank=True
    )
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True, editable=False)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("recorded by"),
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )

    class Meta:
        ordering = ["-aware_at", "-id"]
        verbose_name = _("incident")
        verbose_name_plural = _("incidents")
        constraints = [
            models.CheckConstraint(
                condition=Q(decision="") | ~Q(decision_reason=""),
                name="incident_decision_has_a_reason",
                violation_error_message=_("Give the reason for the decision."),
            ),
            models.CheckConstraint(
                condition=Q(notified_at__isnull=True) | Q(decision="notify"),
                name="incident_notified_by_decision",
                violation_error_message=_("It was notified, so the decision is to notify."),
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | ~Q(decision=""),
                name="incident_closed_after_decision",
                violation_error_message=_("Decide about the notice before you close it."),
            ),
        ]

    def __str__(self) -> str:
        return str(_("Incident %(number)s")) % {"number": self.pk}


class DownloadTally(models.Model):
    """How often a released file was fetched in one hour (UTC): a count, and nothing about whom."""

    file = models.ForeignKey(ReleasedFile, on_delete=models.PROTECT, related_name="tallies")
    hour = models.DateTimeField(_("hour"))
    count = models.PositiveBigIntegerField(_("times fetched"), default=0)

    class Meta:
        ordering = ["hour"]
        verbose_name = _("tally of downloads")
        verbose_name_plural = _("tallies of downloads")
        constraints = [
            models.UniqueConstraint(fields=["file", "hour"], name="one_tally_per_file_and_hour")
        ]

    def __str__(self) -> str:
        return f"{self.hour:%Y-%m-%d %H}: {self.count}"
