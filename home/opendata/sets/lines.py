"""The data set of lines of enquiry."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext_lazy as _

from home.opendata.building import Building
from home.opendata.columns import Column, Row, joined
from home.opendata.data_set import DataSet
from home.opendata.sets.shared import (
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
from scrutiny.words.records import CONFIDENCE, LINE_STATUS

_COLUMNS: Final = (
    Column("number", _("Number in its review"), "integer"),
    Column("question", _("The question")),
    Column("question_cy", _("The question in Welsh")),
    Column("rationale", _("Why it was asked, once the report is public")),
    *THEMES,
    *STATUS,
    Column("conclusion", _("The answer, once the report is public")),
    Column("conclusion_cy", _("The answer in Welsh")),
    Column("confidence", _("How sure the answer is, as a code")),
    Column("confidence_words", _("How sure the answer is, in words")),
    Column("is_reported", _("Whether the report is public"), "boolean"),
    Column("agreed_on", _("Day on which it was agreed"), "date"),
    Column("agreed_minute", _("Number of the minute by which it was agreed")),
    Column("lead_name", _("Who leads on it")),
    Column("lead_post", _("Post of who leads on it")),
    *REVIEW,
    Column("prompted_by", _("Keys of the findings that prompted it")),
    Column("replaced_by", _("Key of the line that replaced it")),
)


def _rows(record: PublicRecord, at: Building) -> Iterator[Row]:
    payload = record.payload
    yield {
        **said(payload, "number", "question", "question_cy", "rationale", "conclusion"),
        **said(payload, "conclusion_cy", "confidence", "is_reported", "agreed_on", "replaced_by"),
        **theme_columns([payload.get("theme")]),
        **status_columns(payload.get("state"), LINE_STATUS),
        "confidence_words": word(CONFIDENCE, payload.get("confidence")),
        "agreed_minute": (payload.get("agreed_by") or {}).get("number"),
        **of_person(payload.get("lead"), "lead"),
        **review_columns(record, at),
        "prompted_by": joined(payload.get("prompted_by") or ()),
    }


LINES: Final = DataSet(
    name="lines",
    title=_("Lines of enquiry"),
    says=_("The questions that reviews ask, what prompted them, and how they were answered."),
    kinds=(kinds.LINE,),
    own=_COLUMNS,
    own_rows=_rows,
    filters=(THEME_FILTER, status_filter(LINE_STATUS)),
)
