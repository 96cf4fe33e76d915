"""The data set of meetings."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext_lazy as _

from boards import kinds
from boards.shown import shown_meeting
from boards.words import MEETING_KIND
from home.opendata.building import Building
from home.opendata.columns import Column, Row
from home.opendata.data_set import DataSet
from home.opendata.sets.shared import STATUS, said, status_filter, word
from portal.models import PublicRecord
from portal.rules.references import municipal_year

_COLUMNS: Final = (
    Column("title", _("Title")),
    Column("title_cy", _("Title in Welsh")),
    Column("meeting_kind", _("Kind of meeting, as a code")),
    Column("meeting_kind_words", _("Kind of meeting, in words")),
    Column("held_on", _("Day of the meeting"), "date"),
    Column("municipal_year", _("Municipal year, from May to May")),
    Column("starts_at", _("Time of day at which it begins, in the United Kingdom")),
    Column("place", _("Place")),
    Column("online_link", _("Where it can be joined")),
    Column("webcast_link", _("Where it can be watched")),
    *STATUS,
    Column("status_reason", _("Why it was called off or put off")),
    Column("questions_due_on", _("Last day for questions from the public"), "date"),
    Column("questions_due_at", _("Time of that day")),
    Column("papers_due_on", _("Last day on which papers are in time, until they are out"), "date"),
    Column("agenda_published_on", _("Day on which the agenda was published"), "date"),
    Column("current_pack", _("Number of the pack that is in force"), "integer"),
    Column(
        "packs", _("Packs and supplements published so far, withdrawn ones included"), "integer"
    ),
    Column("agenda_items", _("Items on the published agenda"), "integer"),
)
_STATES: Final = (
    "scheduled",
    "agenda_published",
    "in_progress",
    "concluded",
    "minutes_draft",
    "minutes_confirmed",
    "postponed",
    "cancelled",
)


def _rows(record: PublicRecord, at: Building) -> Iterator[Row]:
    payload = record.payload
    agenda = payload.get("agenda")
    items = agenda.get("items") if isinstance(agenda, dict) else agenda
    yield {
        **said(payload, "title", "title_cy", "held_on", "starts_at", "place"),
        **said(payload, "online_link", "webcast_link", "questions_due_on", "questions_due_at"),
        **said(payload, "papers_due_on", "agenda_published_on", "current_pack"),
        "meeting_kind": payload.get("kind"),
        "meeting_kind_words": word(MEETING_KIND, payload.get("kind")),
        "municipal_year": municipal_year(record.happened_on) if record.happened_on else None,
        "status": payload.get("state"),
        "status_words": str(shown_meeting(record, today=at.today).status.word),
        "status_reason": payload.get("state_reason"),
        "packs": len(payload.get("packs") or ()),
        "agenda_items": len(items) if items is not None else None,
    }


MEETINGS: Final = DataSet(
    name="meetings",
    title=_("Meetings"),
    says=_("Every public meeting: day, place, state, and when its papers came out."),
    kinds=(kinds.MEETING,),
    own=_COLUMNS,
    own_rows=_rows,
    filters=(status_filter(_STATES),),
)
