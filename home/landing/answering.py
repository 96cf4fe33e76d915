"""What is asked of the office that somebody answers for: by when, how far, and what was sent."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, cast

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from home.dates import days_words
from home.landing.part import MOST, Line, Part
from home.landing.reader import Reader
from portal.calendar import calendars_for
from portal.rules.clocks import ClockError
from portal.shown import Status
from portal.viewing import visible
from scrutiny.models import Response
from scrutiny.operations.answering import OPEN_STATES
from scrutiny.operations.deadlines import response_due
from scrutiny.viewing.answers import people_answered_for

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from portal.rules.calendars import Calendar, Nation

#: So long an answer that was sent stays on the landing.
SENT: Final = timedelta(days=60)


def asked(reader: Reader) -> Part | None:
    """Open responses by their last day, then those sent in the last days."""
    rows = visible(reader.user, Response).filter(addressee__in=people_answered_for(reader.user))
    rows = reader.here_only(rows, "review__body__slug")
    if not reader.holds("responder"):
        return None
    mine = list(
        rows.select_related("review__body", "addressee").annotate(
            begun=Count("drafts", distinct=True)
        )
    )
    calendars = _calendars(mine)
    is_open = [one for one in mine if one.state in OPEN_STATES]
    due = {one.pk: _due(one, calendars[one.review.body.slug]) for one in is_open}
    is_open.sort(key=lambda one: due[one.pk] or date.max)
    lines = [_line(one, due[one.pk], reader.today) for one in is_open[:MOST]]
    sent = [one for one in mine if one.received_on and one.received_on >= reader.today - SENT]
    lines += [_sent(one) for one in sent if one.state not in OPEN_STATES][: MOST - len(lines)]
    return Part(
        name="asked",
        heading=_("Asked of your office"),
        lines=lines,
        more=[(_("All responses"), reverse("workspace_responses"))],
    )


def _calendars(responses: Iterable[Response]) -> Mapping[str, Calendar]:
    nations = {one.review.body.slug: cast("Nation", one.review.body.nation) for one in responses}
    return calendars_for(nations) if nations else {}


def _due(response: Response, calendar: Calendar) -> date | None:
    try:
        return response_due(response, calendar)
    except ClockError:
        return None


def _line(response: Response, due: date | None, today: date) -> Line:
    begun: int = getattr(response, "begun", 0)
    words = ngettext("%(n)s answer begun", "%(n)s answers begun", begun) % {"n": begun}
    back = response.state == Response.State.INCOMPLETE
    last = _("Last day: %s") % f"{due:%A %-d %B %Y}" if due else ""
    return Line(
        text=response.review.title,
        address=reverse("workspace_response", args=[response.key]),
        status=due_status(due, today) if due else None,
        facts=[
            response.review.body.name,
            *([last] if last else []),
            *([_("Sent back as incomplete")] if back else []),
            words if begun else _("Not begun"),
        ],
    )


def _sent(response: Response) -> Line:
    return Line(
        text=response.review.title,
        address=reverse("workspace_response", args=[response.key]),
        on=response.received_on,
        status=Status(_("Sent"), "done"),
        facts=[response.review.body.name],
    )


def due_status(due: date, today: date) -> Status:
    """How far a last day is, as a word with its colour."""
    return Status(days_words(due, today), "problem" if due < today else "waiting")
