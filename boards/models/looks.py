"""How a body's public pages look: one colour of its own, and its logo."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from boards.models.bodies import ScrutinyBody
from boards.rules.contrast import (
    LEAST,
    NoColourError,
    can_be_read,
    colour_typed,
    least_contrast,
    nearest_readable,
    ratio_words,
)
from portal.models import VersionedRecord

_NO_COLOUR = _("Write the colour as # and six digits or letters from a to f, such as #1d4e89.")
_TOO_LIGHT = _(
    "%(colour)s is too light to be read: its contrast with the page is %(ratio)s to 1, and it "
    "must be at least %(least)s to 1. The nearest darker shade that can be read is %(better)s."
)


class Look(VersionedRecord):
    """A body's own look. A body without a row, or with nothing in it, looks like the portal."""

    body = models.OneToOneField(
        ScrutinyBody, on_delete=models.PROTECT, related_name="look", editable=False
    )
    accent = models.CharField(
        _("colour of links and of the line below the header"),
        max_length=20,
        blank=True,
        help_text=_(
            "Write it as #1d4e89. It must be dark enough to be read. Empty: the colour of the "
            "portal."
        ),
    )
    #: Where the logo lies in private storage, made anew by us; empty for none.
    logo_name = models.CharField(_("logo"), max_length=200, blank=True, editable=False)
    logo_sha256 = models.CharField(_("SHA-256"), max_length=64, blank=True, editable=False)
    logo_width = models.PositiveSmallIntegerField(_("width"), default=0, editable=False)
    logo_height = models.PositiveSmallIntegerField(_("height"), default=0, editable=False)

    class Meta:
        verbose_name = _("look of a body")
        verbose_name_plural = _("looks of bodies")

    def __str__(self) -> str:
        return f"{self._meta.verbose_name}: {self.body}"

    def clean(self) -> None:
        """Refuse what is no colour, and a colour that cannot be read on our pages."""
        super().clean()
        self.accent = self.accent.strip()
        if not self.accent:
            return
        try:
            self.accent = colour_typed(self.accent)
        except NoColourError as error:
            raise ValidationError({"accent": _NO_COLOUR}) from error
        if not can_be_read(self.accent):
            words = {
                "colour": self.accent,
                "ratio": ratio_words(least_contrast(self.accent)),
                "least": f"{LEAST}",
                "better": nearest_readable(self.accent),
            }
            raise ValidationError({"accent": _TOO_LIGHT % words})
