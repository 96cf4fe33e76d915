"""The data set of actions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext_lazy as _

from home.opendata.building import Building
from home.opendata.columns import Column, Row
from home.opendata.data_set import DataSet
from home.opendata.sets.shared import (
    LATE_FILTER,
    LATENESS,
    REVIEW,
    STATUS,
    THEME_FILTER,
    THEMES,
    of_person,
    review_columns,
    said,
    status_columns,
    status_filter,
    theme_columns,
    word,
)
from portal.models import PublicRecord
from scrutiny import kinds
from scrutiny.words.records import ACTION_STATUS, RATING

_COLUMNS: Final = (
    Column("number", _("Number in its municipal year"), "integer"),
    Column("municipal_year", _("Municipal year")),
    Column("reference", _("Printed reference")),
    Column("text", _("The action")),
    Column("owner_name", _("Who is to do it")),
    Column("owner_post", _("Post of who is to do it")),
    Column("agreed_on", _("Day of the meeting that agreed it"), "date"),
    Column("agreed_minute", _("Number of the minute by which it was agreed")),
    Column("entered_on", _("Day on which it was entered in the log"), "date"),
    Column("first_due_on", _("By when it was first to be done"), "date"),
    Column("due_on", _("By when it is to be done"), "date"),
    Column("times_redated", _("How often it was given another day"), "integer"),
    Column("times_carried", _("How often it was carried forward"), "integer"),
    *STATUS,
    Column("done_on", _("Day on which it was reported as done, or closed"), "date"),
    *LATENESS,
    Column("rating", _("Latest rating of its progress, as a code")),
    Column("rating_words", _("Latest rating of its progress, in words")),
    Column("progress", _("What was last reported on it")),
    Column("closed_on", _("Day of the meeting that closed it"), "date"),
    Column("closing_note", _("What was said when it was closed")),
    *THEMES,
    Column("recommendation_key", _("Key of the recommendation out of which it came")),
    Column("line_key", _("Key of the line of enquiry out of which it came")),
    Column("response_key", _("Key of the response out of which it came")),
    *REVIEW,
)


def _rows(record: PublicRecord, at: Building) -> Iterator[Row]:
    payload = record.payload
    minute = payload.get("from_minute") or {}
    redated = payload.get("redatings") or ()
    updates = payload.get("updates") or ()
    ratings = [one.get("rating") for one in updates if one.get("rating")]
    rating = ratings[-1] if ratings else None
    yield {
        **said(payload, "number", "municipal_year", "reference", "text", "entered_on", "due_on"),
        **said(payload, "done_on", "closing_note"),
        **of_person(payload.get("owner"), "owner"),
        "agreed_on": minute.get("held_on"),
        "agreed_minute": minute.get("number"),
        "first_due_on": redated[0].get("from_date") if redated else payload.get("due_on"),
        "times_redated": len(redated),
        "times_carried": payload.get("times_carried") or 0,
        **status_columns(payload.get("state"), ACTION_STATUS),
        **at.late(record, payload),
        "rating": rating,
        "rating_words": word(RATING, rating),
        "progress": updates[-1].get("text") if updates else None,
        "closed_on": (payload.get("closed_by") or {}).get("held_on"),
        **theme_columns(payload.get("themes") or ()),
        "recommendation_key": payload.get("recommendation"),
        "line_key": payload.get("line"),
        "response_key": payload.get("response"),
        **review_columns(record, at),
    }


ACTIONS: Final = DataSet(
    name="actions",
    title=_("Actions"),
    says=_("What somebody is to do, by when, what was reported, and how it ended."),
    kinds=(kinds.ACTION,),
    own=_COLUMNS,
    own_rows=_rows,
    filters=(THEME_FILTER, status_filter(ACTION_STATUS), LATE_FILTER),
)
