"""Views of a list that somebody has named: which filters, in which order. They are theirs alone."""

from __future__ import annotations

import uuid
from typing import Final

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

#: The longest query that is kept, in characters.
LONGEST_QUERY: Final = 1000


class SavedView(models.Model):
    """A list as somebody wants to find it again.

    It holds the query of an address, no rows: whoever opens it sees what they may see on that day.
    """

    class Kind(models.TextChoices):
        ACTIONS = "actions", _("Actions")
        REQUESTS = "requests", _("Information requests")

    key = models.UUIDField(_("permanent key"), default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_views"
    )
    kind = models.CharField(_("list"), max_length=20, choices=Kind)
    name = models.CharField(_("name"), max_length=60)
    query = models.CharField(_("filters"), max_length=LONGEST_QUERY, blank=True)
    is_default = models.BooleanField(_("opens by itself"), default=False)

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("saved view")
        verbose_name_plural = _("saved views")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "kind", "name"],
                name="saved_view_name_once",
                violation_error_message=_("You have a view of this name already."),
            ),
            models.UniqueConstraint(
                fields=["user", "kind"],
                condition=Q(is_default=True),
                name="saved_view_one_default",
                violation_error_message=_("Only one view opens by itself."),
            ),
        ]

    def __str__(self) -> str:
        return self.name
