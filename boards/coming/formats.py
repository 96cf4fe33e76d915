"""Dates of requests for another format: the day on which an answer was promised."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from boards.models import FormatRequest
from boards.rules.formats import WORKING_DAYS
from portal.access import rows_for
from portal.coming_dates import ComingDate, DatesAsked


def formats(asked: DatesAsked) -> Iterator[ComingDate]:
    """The promised day of each request that waits."""
    rows = rows_for(asked.visitor, FormatRequest).filter(state=FormatRequest.State.WAITING)
    for one in rows.select_related("body"):
        yield ComingDate(
            body=one.body.slug,
            on=one.due_on,
            what=_("Answer a request for another format: %s") % one.get_format_display(),
            address=reverse("workspace_format", args=[one.key]),
            counted=_("%(days)s working days after it was asked for, as was promised there.")
            % {"days": WORKING_DAYS},
        )
