"""Who has checked the Welsh words that the pages of a body use."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from boards.models.bodies import ScrutinyBody
from portal.models import VersionedRecord


class WelshCheck(VersionedRecord):
    """A named person read the portal's Welsh words and stands for them. One row a body at most.

    `words` is the hash of the words that were read: of others the row says nothing.
    """

    body = models.OneToOneField(
        ScrutinyBody, on_delete=models.PROTECT, related_name="welsh_check", editable=False
    )
    name = models.CharField(
        _("name of the person who has read the Welsh words"),
        max_length=200,
        help_text=_("It is shown on every Welsh page of the body."),
    )
    post = models.CharField(
        _("post or qualification"),
        max_length=200,
        help_text=_("As in “translator, member of Cymdeithas Cyfieithwyr Cymru”."),
    )
    checked_on = models.DateField(_("checked on"), editable=False)
    words = models.CharField(_("hash of the words"), max_length=64, editable=False)

    class Meta:
        verbose_name = _("check of the Welsh words")
        verbose_name_plural = _("checks of the Welsh words")

    def __str__(self) -> str:
        return f"{self.name}, {self.post}"
