"""What waits for the chair: reasons for urgency, and reports that are agreed and not out yet."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext as _

from boards.models import AgendaItem, Meeting
from home.landing.part import MOST, Line, Part
from home.landing.reader import Reader
from portal.access import rows_for
from portal.clock import CIVIL_ZONE
from portal.shown import Status
from scrutiny.models import Report

CHAIRS: Final = frozenset({"chair"})


def urgency(reader: Reader) -> Part | None:
    """Items proposed after the agenda was out: they need the chair's reason for urgency.

    Local Government Act 1972, section 100B(4)(b).
    """
    rows = rows_for(reader.user, AgendaItem, CHAIRS).filter(
        state=AgendaItem.State.PROPOSED,
        meeting__state=Meeting.State.AGENDA_PUBLISHED,
        meeting__held_on__gte=reader.today,
    )
    rows = reader.here_only(rows, "meeting__body__slug").select_related("meeting__body")
    return Part(
        name="urgency",
        heading=_("Late items that need your reason for urgency"),
        words=_(
            "They came after the agenda was published. Give your reason to the clerk, who records "
            "it; without one they are not taken."
        ),
        lines=[
            Line(
                text=one.title,
                on=one.meeting.held_on,
                facts=[one.meeting.title, one.meeting.body.name],
            )
            for one in rows.order_by("meeting__held_on", "position")[:MOST]
        ],
    )


def embargoed(reader: Reader) -> Part | None:
    """Reports that the body has agreed and the public does not have yet."""
    states = [Report.State.AGREED, Report.State.EMBARGOED]
    rows = rows_for(reader.user, Report, CHAIRS).filter(state__in=states)
    rows = reader.here_only(rows, "review__body__slug").select_related("review__body")
    return Part(
        name="embargoed",
        heading=_("Reports agreed and not published yet"),
        words=_("Say nothing of them outside before they are published."),
        lines=[_report(one) for one in rows.order_by("publish_at", "pk")[:MOST]],
    )


def _report(report: Report) -> Line:
    moment = report.publish_at.astimezone(CIVIL_ZONE) if report.publish_at else None
    is_set = report.state == Report.State.EMBARGOED
    return Line(
        text=report.review.title,
        on=moment.date() if moment and is_set else None,
        at=moment.time() if moment and is_set else None,
        status=Status(_("Under embargo") if is_set else _("No day is set"), "waiting"),
        facts=[report.review.body.name],
    )
