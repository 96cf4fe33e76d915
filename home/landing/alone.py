"""What one person alone may read, before everything else."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from home.landing.part import Line, Part
from home.landing.reader import Reader
from scrutiny.viewing.calls import set_apart_for


def alone(reader: Reader) -> Part | None:
    """What was set apart and nobody has seen yet, as one link and never with a word of it."""
    count = set_apart_for(reader.user).filter(seen_at__isnull=True).count()
    if not count:
        return None
    words = ngettext(
        "There is %(n)s thing for you alone to read today",
        "There are %(n)s things for you alone to read today",
        count,
    )
    return Part(
        name="alone",
        heading=_("For you alone"),
        lines=[Line(text=words % {"n": count}, address=reverse("workspace_set_apart"))],
    )
