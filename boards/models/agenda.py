"""What stands on an agenda: its items, the standing items of a body, its legal sentences."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from boards.models.bodies import ScrutinyBody
from boards.models.meetings import Meeting
from boards.rules.functions import FUNCTION_TITLES
from portal.models import VersionedRecord


class ItemAccess(models.TextChoices):
    """Who may see an item or a paper: the states of the table `access`."""

    OPEN = "open", _("Open")
    PROPOSED_EXEMPT = "proposed_exempt", _("Withheld until the proper officer decides")
    PART_EXEMPT = "part_exempt", _("Part exempt")
    EXEMPT = "exempt", _("Exempt")
    CONFIDENTIAL = "confidential", _("Confidential")


class Purpose(models.TextChoices):
    """What the members are asked to do with an item."""

    FORMAL = "formal", _("Formal business")
    DECISION = "decision", _("For decision")
    SCRUTINY = "scrutiny", _("For scrutiny")
    DISCUSSION = "discussion", _("For discussion")
    INFORMATION = "information", _("For information")


class ItemText(VersionedRecord):
    """What an item of an agenda and a standing item of a body have in common."""

    position = models.PositiveIntegerField(_("place in the order"), default=0, editable=False)
    title = models.CharField(
        _("title"),
        max_length=300,
        help_text=_("In full, as members see it. Say no more than they may all know."),
    )
    title_cy = models.CharField(_("title in Welsh"), max_length=300, blank=True)
    purpose = models.CharField(
        _("purpose"), max_length=20, choices=Purpose, default=Purpose.SCRUTINY
    )
    text = models.TextField(_("explanation"), blank=True)
    lead = models.CharField(_("who leads it"), max_length=200, blank=True)
    minutes = models.PositiveSmallIntegerField(_("minutes planned"), null=True, blank=True)

    class Meta:
        abstract = True
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.title


class StandingItem(ItemText):
    """An item that stands on every agenda of a body, or on those of one kind of meeting."""

    body = models.ForeignKey(ScrutinyBody, on_delete=models.CASCADE, related_name="standing_items")
    meeting_kind = models.CharField(
        _("only for meetings of this kind"),
        max_length=30,
        choices=Meeting.Kind,
        blank=True,
        help_text=_("Leave it empty for every meeting."),
    )

    class Meta(ItemText.Meta):
        verbose_name = _("standing item")
        verbose_name_plural = _("standing items")


class AgendaItem(ItemText):
    """One item of business. Its number is its place among those on the agenda, never stored."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("Proposed")
        ON_AGENDA = "on_agenda", _("On the agenda")
        ADDED_LATE = "added_late", _("Added late")
        CONSIDERED = "considered", _("Considered")
        DEFERRED = "deferred", _("Deferred")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="agenda_items")
    public_title = models.CharField(
        _("public title"),
        max_length=300,
        blank=True,
        help_text=_(
            "What the public reads instead of the title. Needed where the title itself would "
            "disclose what is withheld."
        ),
    )
    public_title_cy = models.CharField(_("public title in Welsh"), max_length=300, blank=True)
    function = models.CharField(
        _("function of the law"), max_length=40, choices=FUNCTION_TITLES, blank=True
    )
    votes_needed = models.CharField(
        _("vote needed"),
        max_length=200,
        blank=True,
        help_text=_("For the chair's brief, such as “two thirds of all members: 12”."),
    )
    questions = models.TextField(
        _("questions for the chair's brief"), blank=True, help_text=_("Never part of a pack.")
    )
    state = models.CharField(
        _("state"), max_length=20, choices=State, default=State.PROPOSED, editable=False
    )
    state_reason = models.TextField(
        _("reason for deferring or withdrawing"), blank=True, editable=False
    )
    urgency_reason = models.TextField(
        _("the chair's reason for urgency"),
        blank=True,
        editable=False,
        help_text=_("Local Government Act 1972, section 100B(4)(b)."),
    )
    access = models.CharField(
        _("access"), max_length=20, choices=ItemAccess, default=ItemAccess.OPEN, editable=False
    )
    recording_starts_at = models.PositiveIntegerField(
        _("seconds into the recording"),
        null=True,
        blank=True,
        editable=False,
        help_text=_("Where the recording of the meeting comes to this item."),
    )
    deferred_from = models.ForeignKey(
        "self",
        verbose_name=_("deferred from"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="brought_forward_as",
    )

    class Meta(ItemText.Meta):
        verbose_name = _("agenda item")
        verbose_name_plural = _("agenda items")
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="added_late") | ~Q(urgency_reason=""),
                name="late_item_has_urgency_reason",
                violation_error_message=_("An item added late needs the chair's reason."),
            )
        ]


class BodyText(VersionedRecord):
    """A sentence of a body's own in place of the default: exclusion, filming, declarations."""

    class Name(models.TextChoices):
        EXCLUSION = "exclusion", _("Exclusion of the public")
        FILMING = "filming", _("Filming and recording")
        DECLARATIONS = "declarations", _("Declarations of interest")
        ATTENDANCE = "attendance", _("How to attend")
        QUESTIONS = "questions", _("Questions from the public")
        NOT_FOR_PUBLICATION = "not_for_publication", _("Heading of restricted papers")

    body = models.ForeignKey(ScrutinyBody, on_delete=models.CASCADE, related_name="texts")
    name = models.CharField(_("which text"), max_length=30, choices=Name)
    text = models.TextField(_("text"))
    text_cy = models.TextField(_("text in Welsh"), blank=True)

    class Meta:
        ordering = ["name"]
        verbose_name = _("legal text")
        verbose_name_plural = _("legal texts")
        constraints = [
            models.UniqueConstraint(
                fields=["body", "name"],
                name="text_once_per_body",
                violation_error_message=_("The body has a text for this already. Change that one."),
            )
        ]

    def __str__(self) -> str:
        return str(self.get_name_display())
