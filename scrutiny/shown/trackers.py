"""The rows of a tracker as its page and its table show them: words, not codes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final, cast

from django.utils.translation import gettext as _

from portal.calendar import calendars_for
from portal.generations import EVERYTHING, Remembered
from portal.rules.calendars import CalendarError
from portal.shown import Status
from scrutiny import kinds
from scrutiny.public_tables import TrackedRecord, Tracker
from scrutiny.rules.lateness import lateness
from scrutiny.shown.lateness import answer_lateness, task_lateness
from scrutiny.words import records as words
from scrutiny.words import sources as source_words
from scrutiny.words.trackers import TrackerWords

if TYPE_CHECKING:
    from portal.rules.calendars import Calendar, Nation

_known: Final[Remembered[dict[str, Calendar]]] = Remembered(EVERYTHING)


@dataclass(frozen=True)
class ShownTracked:
    """One row of a tracker."""

    row: TrackedRecord
    label: str
    text: str
    made_by: str
    status: Status | None
    decision: Status | None
    late: str
    is_late: bool


def shown_rows(
    rows: Sequence[TrackedRecord],
    *,
    kind: TrackerWords,
    bodies: Mapping[str, Mapping[str, Any]],
    calendars: Mapping[str, Calendar],
    today: date,
) -> list[ShownTracked]:
    """Rows as people read them; `bodies` are the public copies of their bodies by slug."""
    return [
        _shown(row, kind=kind, body=bodies.get(row.body), calendars=calendars, today=today)
        for row in rows
    ]


def calendars_of(bodies: Mapping[str, Mapping[str, Any]]) -> dict[str, Calendar]:
    """The calendars on which bodies count; `bodies` as `shown_rows` takes them.

    One query, or none until the next release or closure day: each process remembers them.
    """
    nations = {slug: cast("Nation", bodies[slug]["nation"]) for slug in sorted(bodies)}
    if not nations:
        return {}
    word = "\n".join(f"{slug} {nation}" for slug, nation in nations.items())
    return _known.get(word, lambda: calendars_for(nations))


def label_of(kind: str, *, number: int | None, reference: str = "", status: str = "") -> str:
    """What a record is called: by its printed reference, else by its number.

    What others found is called by its kind, which is its `status`.
    """
    name = {"name": reference or number or ""}
    match kind:
        case kinds.EXTERNAL_FINDING:
            said = source_words.FINDING_KIND.get(status)
            return _("%(kind)s %(number)s") % {
                "kind": said.word if said else _("Finding"),
                "number": number or "",
            }
        case kinds.RECOMMENDATION:
            return _("Recommendation %(name)s") % name
        case kinds.ACTION:
            is_named = reference.casefold().startswith("action")
            return reference if is_named else _("Action %(name)s") % name
        case kinds.RESPONSE:
            return _("Response")
        case kinds.LINE:
            return _("Line of enquiry %(name)s") % name
    return _("Finding %(name)s") % name


def late_words(
    row: TrackedRecord, calendars: Mapping[str, Calendar], today: date
) -> tuple[str, bool]:
    """How late a row is or was, in words, and whether it is late now.

    Nothing for what is neither awaited nor met, and for days that no calendar knows.
    """
    is_awaited = row.awaits_on == row.due_on
    calendar = calendars.get(row.body)
    if calendar is None or row.due_on is None or (row.met_on is None and not is_awaited):
        return "", False
    try:
        late = lateness(row.due_on, None if is_awaited else row.met_on, today, calendar)
    except CalendarError:
        return "", False
    is_task = row.tracker == Tracker.ACTIONS
    said = task_lateness(late) if is_task else answer_lateness(late)
    return said, late.is_late and late.is_open


def _shown(
    row: TrackedRecord,
    *,
    kind: TrackerWords,
    body: Mapping[str, Any] | None,
    calendars: Mapping[str, Calendar],
    today: date,
) -> ShownTracked:
    late, is_late = late_words(row, calendars, today)
    text = row.text
    if row.kind == kinds.RESPONSE:
        text = _("To the report “%(title)s”") % {"title": row.about}
    return ShownTracked(
        row=row,
        label=label_of(row.kind, number=row.number, reference=row.reference, status=row.status),
        text=text,
        made_by=str((body or {}).get("short_name") or ""),
        status=kind.statuses.get(row.status),
        decision=words.DECISION.get(row.decision),
        late=late,
        is_late=is_late,
    )
