"""Why an item or a paper is withheld, who decided it, and until when."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from boards.models.agenda import AgendaItem
from boards.models.papers import Paper
from portal.models import VersionedRecord


class Restriction(VersionedRecord):
    """The grounds on which one item or one paper is withheld; a released one stays as history.

    Exempt information: Local Government Act 1972, Schedule 12A (paragraphs 1 to 7 in England, 12
    to 18 in Wales), and only if and so long as the public interest in maintaining the exemption
    outweighs the public interest in disclosing it. Confidential information: section 100A(2).
    """

    item = models.ForeignKey(
        AgendaItem, null=True, blank=True, on_delete=models.PROTECT, related_name="restrictions"
    )
    paper = models.ForeignKey(
        Paper, null=True, blank=True, on_delete=models.PROTECT, related_name="restrictions"
    )
    paragraphs = models.JSONField(
        _("paragraphs of Schedule 12A"),
        default=list,
        blank=True,
        help_text=_("Numbers, such as [1, 2]; empty for confidential information."),
    )
    ground = models.TextField(
        _("ground"),
        blank=True,
        help_text=_("For confidential information, or where no statute names paragraphs."),
    )
    public_interest = models.TextField(
        _("why the public interest favours withholding"),
        blank=True,
        help_text=_("Kept with the decision; the public is told the paragraph, not this."),
    )
    which_part = models.TextField(_("which part is withheld"), blank=True)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("proposed by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    proposed_on = models.DateField(_("proposed on"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("decided by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    review_on = models.DateField(_("to be reviewed on"), null=True, blank=True)
    released_on = models.DateField(_("released on"), null=True, blank=True)
    release_reason = models.TextField(_("why it was released"), blank=True)

    class Meta:
        ordering = ["-id"]
        verbose_name = _("restriction")
        verbose_name_plural = _("restrictions")
        constraints = [
            models.CheckConstraint(
                condition=Q(item__isnull=False, paper__isnull=True)
                | Q(item__isnull=True, paper__isnull=False),
                name="restriction_of_one_thing",
                violation_error_message=_("A restriction is of one item or of one paper."),
            ),
            models.UniqueConstraint(
                fields=["item"],
                condition=Q(released_on__isnull=True, item__isnull=False),
                name="one_restriction_per_item",
                violation_error_message=_("The item is restricted already."),
            ),
            models.UniqueConstraint(
                fields=["paper"],
                condition=Q(released_on__isnull=True, paper__isnull=False),
                name="one_restriction_per_paper",
                violation_error_message=_("The paper is restricted already."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.paper or self.item)
