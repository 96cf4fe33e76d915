"""The lines of enquiry that somebody leads."""

from __future__ import annotations

from typing import Final

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from boards.viewing import READERS
from home.landing.part import MOST, Line, Part
from home.landing.reader import Reader
from portal.access import rows_for
from portal.models import PublicRecord
from portal.shown import Status
from scrutiny import kinds
from scrutiny.models import KeyLineOfEnquiry

_State = KeyLineOfEnquiry.State
_OPEN: Final = (_State.AGREED, _State.IN_ENQUIRY)
_WORDS: Final = 30


def led(reader: Reader) -> Part | None:
    """Agreed lines that are not answered yet; those that the public can read have a link."""
    rows = rows_for(reader.user, KeyLineOfEnquiry, READERS).filter(
        lead_questioner__user=reader.user, state__in=_OPEN
    )
    rows = reader.here_only(rows, "review__body__slug").select_related("review__body")
    found = list(rows.order_by("review__body__name", "review_id", "number")[:MOST])
    if not found:
        return None
    public = PublicRecord.objects.current().filter(
        kind=kinds.LINE, key__in=[str(one.key) for one in found]
    )
    paths = {one.key: reader.public(one.body, one.path) for one in public}
    return Part(
        name="lines",
        heading=_("Lines of enquiry that you lead"),
        lines=[
            Line(
                text=f"{one.number}. {Truncator(one.question).words(_WORDS)}",
                address=paths.get(str(one.key), ""),
                status=Status(_State(one.state).label, "open"),
                facts=[one.review.title, one.review.body.name],
            )
            for one in found
        ],
    )
