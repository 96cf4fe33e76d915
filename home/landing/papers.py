"""Papers that only the readers of a body may open."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from boards.reading_list import restricted_reading
from home.landing.part import MOST, Line, Part
from home.landing.reader import Reader


def restricted(reader: Reader, most: int | None = MOST) -> Part | None:
    """The packs with everything, of meetings to come and of those of the last weeks.

    `most` is how many lines are wanted; None for all, and then there is no link to all of them.
    """
    found = restricted_reading(reader.user, on=reader.today)
    return Part(
        name="reading",
        heading=_("Papers not for publication"),
        words=_(
            "Packs with everything that the public may not read. Keep them safe and pass them on "
            "to nobody. It is recorded who opened them."
        ),
        lines=[
            Line(
                text=one.title,
                address=one.address,
                on=one.held_on,
                facts=[
                    _("PDF, pack %(number)s, %(pages)s pages")
                    % {"number": one.number, "pages": one.pages}
                ],
            )
            for one in found
            if reader.here in ("", one.body)
        ][:most],
        more=[(_("All papers"), reverse("workspace_papers"))] if most else [],
    )
