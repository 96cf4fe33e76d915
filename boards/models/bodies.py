"""Bodies that scrutinise, offices that are scrutinised, and the organisations around them."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from boards.rules.functions import FUNCTION_TITLES
from portal.models import VersionedRecord


class Jurisdiction(models.TextChoices):
    """The nation whose law applies."""

    ENGLAND = "england", _("England")
    WALES = "wales", _("Wales")


class AccessRegime(models.TextChoices):
    """Which law of access to meetings and papers binds a body (a property of the body)."""

    LGA72_ENGLAND = "lga72_england", _("Local Government Act 1972, England")
    LGA72_WALES = "lga72_wales", _("Local Government Act 1972, Wales")
    PCP_WALES_MODIFIED = "pcp_wales_modified", _("Welsh panels (modified 1972 Act)")
    NON_STATUTORY = "non_statutory", _("No statutory right of access")


class LegalForm(models.TextChoices):
    """What a body is in law; its name may be older or newer than that."""

    PANEL = "panel", _("Police and crime panel")
    PFC_PANEL = "pfc_panel", _("Police, fire and crime panel")
    SUB_COMMITTEE = "sub_committee", _("Sub-committee")
    LSCB = "lscb", _("Local safeguarding children board")
    PARTNERSHIP = "partnership", _("Safeguarding children partnership")
    WELSH_BOARD = "welsh_board", _("Safeguarding board (Wales)")
    OTHER = "other", _("Other scrutiny body")


SAFEGUARDING_FORMS = frozenset({LegalForm.LSCB, LegalForm.PARTNERSHIP, LegalForm.WELSH_BOARD})


class Organisation(models.Model):
    """A public body of the registers: council, police force, inspectorate, agency."""

    class Kind(models.TextChoices):
        COUNCIL = "council", _("Council")
        POLICE_FORCE = "police_force", _("Police force")
        POLICING_BODY = "policing_body", _("Local policing body")
        INSPECTORATE = "inspectorate", _("Inspectorate")
        AGENCY = "agency", _("Agency")

    code = models.SlugField(_("code"), max_length=80, unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    name = models.CharField(_("name"), max_length=200)
    official_name = models.CharField(_("full official name"), max_length=250, blank=True)
    former_names = models.CharField(_("former names"), max_length=400, blank=True)
    nation = models.CharField(_("nation"), max_length=40, blank=True)
    gss_code = models.CharField(_("GSS code"), max_length=12, blank=True)
    force = models.ForeignKey(
        "self",
        verbose_name=_("police force of the area"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="councils_and_bodies",
        limit_choices_to={"kind": Kind.POLICE_FORCE},
    )
    note = models.CharField(_("note"), max_length=400, blank=True)

    class Meta:
        ordering = ["name"]
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")

    def __str__(self) -> str:
        return self.name


class ScrutinyBody(VersionedRecord):
    """A panel, sub-committee, board or partnership.

    Its permanent slug (`slug`) is its name in every address and in every floor table; it is never
    changed. Everything that law or time may change is a value: legal form, nation, regime, dates,
    predecessor, and the words used.
    """

    slug = models.SlugField(
        _("permanent name in addresses"),
        max_length=80,
        unique=True,
        error_messages={"unique": _("Another body has this name in its address.")},
    )
    name = models.CharField(_("name"), max_length=200)
    name_cy = models.CharField(_("name in Welsh"), max_length=200, blank=True)
    short_name = models.CharField(_("short name"), max_length=60)
    legal_form = models.CharField(_("legal form"), max_length=20, choices=LegalForm)
    jurisdiction = models.CharField(_("nation"), max_length=10, choices=Jurisdiction)
    access_regime = models.CharField(_("access regime"), max_length=20, choices=AccessRegime)
    purpose = models.TextField(_("what it does, in one or two sentences"))
    purpose_cy = models.TextField(_("what it does, in Welsh"), blank=True)
    host = models.ForeignKey(
        Organisation,
        verbose_name=_("host authority"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="hosted_bodies",
    )
    parent = models.ForeignKey(
        "self",
        verbose_name=_("sub-committee of"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="sub_committees",
    )
    predecessor = models.OneToOneField(
        "self",
        verbose_name=_("predecessor"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="successor",
    )
    valid_from = models.DateField(_("exists from"))
    valid_to = models.DateField(_("existed until"), null=True, blank=True)
    clear_days = models.PositiveSmallIntegerField(
        _("clear days of notice"),
        null=True,
        blank=True,
        help_text=_("Leave empty for the nation's rule: five in England, three in Wales."),
    )
    response_days = models.PositiveSmallIntegerField(
        _("usual days for a response"),
        default=28,
        help_text=_(
            "There is no statutory number: the body sets the period for each report. This is only "
            "what is proposed first."
        ),
    )
    concern_contact = models.TextField(
        _("whom to call when worried about a child"),
        blank=True,
        help_text=_("Shown on every public page of the body. Name, telephone number, hours."),
    )
    contact = models.TextField(_("how to reach the clerk"), blank=True)
    has_welsh = models.BooleanField(
        _("show the public pages in Welsh, too"),
        default=False,
        help_text=_(
            "They lie at the same addresses below /cy/. Your own words are shown in Welsh where "
            "you have written them."
        ),
    )
    office_contacts = models.TextField(
        _("contacts of offices that may always be published"),
        blank=True,
        help_text=_(
            "Telephone numbers, e-mail addresses and postal addresses of the body, its host "
            "authority and the offices it works with, one a line. The disclosure gate does not "
            "ask about them. Never enter those of a private person."
        ),
    )

    class Meta:
        ordering = ["name"]
        verbose_name = _("body")
        verbose_name_plural = _("bodies")
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="body_ends_after_it_begins",
                violation_error_message=_("A body cannot end before it began."),
            ),
            models.CheckConstraint(
                condition=~Q(parent=F("id")) | Q(parent__isnull=True),
                name="body_is_not_its_own_parent",
                violation_error_message=_("A body cannot be a sub-committee of itself."),
            ),
            models.CheckConstraint(
                condition=Q(legal_form=LegalForm.SUB_COMMITTEE, parent__isnull=False)
                | (~Q(legal_form=LegalForm.SUB_COMMITTEE) & Q(parent__isnull=True)),
                name="sub_committee_has_a_parent",
                violation_error_message=_(
                    "A sub-committee needs the body it belongs to, and no other body has one."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(legal_form__in=[str(form) for form in sorted(SAFEGUARDING_FORMS)])
                | ~Q(concern_contact=""),
                name="safeguarding_body_says_whom_to_call",
                violation_error_message=_(
                    "A safeguarding body must say whom to call when worried about a child."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_safeguarding(self) -> bool:
        """Whether this body watches over safeguarding and must say whom to call."""
        return self.legal_form in SAFEGUARDING_FORMS

    @property
    def nation(self) -> str:
        """The nation as the clock engine names it."""
        return str(self.jurisdiction)

    def exists_on(self, day: date) -> bool:
        """Whether the body exists on a civil date."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


class BodyPartner(models.Model):
    """A council, force or agency that takes part in a body, and as what."""

    class Role(models.TextChoices):
        CONSTITUENT = "constituent", _("constituent council")
        STATUTORY = "statutory", _("statutory safeguarding partner")
        RELEVANT_AGENCY = "relevant_agency", _("relevant agency")

    body = models.ForeignKey(ScrutinyBody, on_delete=models.CASCADE, related_name="partners")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="partnerships"
    )
    role = models.CharField(_("takes part as"), max_length=20, choices=Role)

    class Meta:
        ordering = ["organisation__name"]
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
        constraints = [
            models.UniqueConstraint(
                fields=["body", "organisation"],
                name="partner_once_per_body",
                violation_error_message=_("This organisation takes part already."),
            )
        ]

    def __str__(self) -> str:
        return str(self.organisation)


class BodyFunction(models.Model):
    """A function of the law that a body carries out (domain: functions 1 to 11 of a panel)."""

    body = models.ForeignKey(ScrutinyBody, on_delete=models.CASCADE, related_name="functions")
    function = models.CharField(_("function"), max_length=40, choices=FUNCTION_TITLES)

    class Meta:
        ordering = ["function"]
        verbose_name = _("function")
        verbose_name_plural = _("functions")
        constraints = [
            models.UniqueConstraint(
                fields=["body", "function"],
                name="function_once_per_body",
                violation_error_message=_("The body has this function already."),
            )
        ]

    def __str__(self) -> str:
        return str(self.get_function_display())


class ScrutinisedOffice(VersionedRecord):
    """The office that a body holds to account: commissioner, mayor, board, chief officer.

    The label is data, so that May 2028 (the end of commissioners) is a data entry.
    """

    body = models.ForeignKey(ScrutinyBody, on_delete=models.PROTECT, related_name="offices")
    label = models.CharField(_("what the office is called"), max_length=120)
    short_label = models.CharField(_("short form"), max_length=60)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="offices"
    )
    valid_from = models.DateField(_("exists from"))
    valid_to = models.DateField(_("existed until"), null=True, blank=True)

    class Meta:
        ordering = ["label"]
        verbose_name = _("scrutinised office")
        verbose_name_plural = _("scrutinised offices")
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="office_ends_after_it_begins",
                violation_error_message=_("An office cannot end before it began."),
            )
        ]

    def __str__(self) -> str:
        return self.label


class OfficeHolder(models.Model):
    """Who held a scrutinised office, and when."""

    office = models.ForeignKey(ScrutinisedOffice, on_delete=models.PROTECT, related_name="holders")
    person = models.ForeignKey("boards.Person", on_delete=models.PROTECT, related_name="offices")
    valid_from = models.DateField(_("from"))
    valid_to = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        ordering = ["-valid_from"]
        verbose_name = _("office holder")
        verbose_name_plural = _("office holders")
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="office_holder_ends_after_start",
                violation_error_message=_("A term cannot end before it began."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.office}"
