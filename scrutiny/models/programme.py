"""The work programme: what a body means to look at, and why."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from boards.models import Meeting, Minute, Person, ScrutinyBody
from portal.models import VersionedRecord


class WorkProgrammeEntry(VersionedRecord):
    """One item of the forward plan, from suggestion to completion."""

    class State(models.TextChoices):
        SUGGESTED = "suggested", _("Suggested")
        ADOPTED = "adopted", _("Adopted")
        SCHEDULED = "scheduled", _("Scheduled")
        COMPLETED = "completed", _("Completed")
        DROPPED = "dropped", _("Dropped")

    body = models.ForeignKey(ScrutinyBody, on_delete=models.PROTECT, related_name="work_programme")
    title = models.CharField(_("title"), max_length=200)
    title_cy = models.CharField(_("title in Welsh"), max_length=200, blank=True)
    purpose = models.TextField(_("purpose"))
    source = models.TextField(
        _("what prompted it"),
        blank=True,
        help_text=_("An inspection, a letter, a concern of the public, an aim of the plan."),
    )
    lead = models.ForeignKey(
        Person,
        verbose_name=_("lead"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="work_programme",
    )
    meeting = models.ForeignKey(
        Meeting,
        verbose_name=_("meeting"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="work_programme",
    )
    times_carried_over = models.PositiveSmallIntegerField(
        _("times carried over"), default=0, editable=False
    )
    adopted_minute = models.ForeignKey(
        Minute,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    state = models.CharField(
        _("state"), max_length=20, choices=State, default=State.SUGGESTED, editable=False
    )

    class Meta:
        ordering = ["meeting__held_on", "title"]
        verbose_name = _("work programme entry")
        verbose_name_plural = _("work programme")

    def __str__(self) -> str:
        return self.title
