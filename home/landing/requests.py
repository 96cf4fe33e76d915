"""Information that is asked of somebody or of their office."""

from __future__ import annotations

from typing import Final

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from home.landing.answering import due_status
from home.landing.part import MOST, Line, Part
from home.landing.reader import Reader
from portal.viewing import visible
from scrutiny.addressees import office_people
from scrutiny.models import InformationRequest

_WORDS: Final = 24


def asked(reader: Reader) -> Part | None:
    """Requests that wait for an answer, by their day."""
    rows = visible(reader.user, InformationRequest).filter(
        addressee__in=office_people(reader.user).order_by().values("pk"),
        state=InformationRequest.State.ASKED,
    )
    rows = reader.here_only(rows, "body__slug").select_related("body")
    return Part(
        name="requests",
        heading=_("Information asked of you"),
        lines=[
            Line(
                text=Truncator(one.text).words(_WORDS),
                address=reverse("workspace_request", args=[one.key]),
                on=one.due_on,
                status=due_status(one.due_on, reader.today),
                facts=[_("Request %s") % one.reference, one.body.name],
            )
            for one in rows.order_by("due_on", "pk")[:MOST]
        ],
        more=[(_("All requests"), reverse("workspace_requests"))],
    )
