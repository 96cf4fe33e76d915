"""Calls for evidence that are open, for the agencies of a partnership."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext as _

from home.landing.answering import due_status
from home.landing.part import MOST, Line, Part
from home.landing.reader import Reader
from portal.access import rows_for
from scrutiny.models import CallForEvidence
from scrutiny.public import review_path

PARTNERS: Final = frozenset({"partner"})


def open_calls(reader: Reader) -> Part | None:
    """Those of the person's bodies, the one that closes first on top."""
    rows = rows_for(reader.user, CallForEvidence, PARTNERS).filter(
        is_on=True, opens_on__lte=reader.today, closes_on__gte=reader.today
    )
    rows = reader.here_only(rows, "review__body__slug").select_related("review__body")
    return Part(
        name="calls",
        heading=_("Calls for evidence that are open"),
        lines=[
            Line(
                text=one.review.title,
                address=reader.public(one.review.body.slug, f"{review_path(one.review)}call/"),
                on=one.closes_on,
                status=due_status(one.closes_on, reader.today),
                facts=[one.review.body.name],
            )
            for one in rows.order_by("closes_on", "pk")[:MOST]
        ],
    )
