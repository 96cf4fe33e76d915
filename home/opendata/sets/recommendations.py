"""The data set of recommendations."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext_lazy as _

from home.opendata.building import Building
from home.opendata.columns import Column, Row, joined
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
from scrutiny.words.records import DECISION, RECOMMENDATION_STATUS, TIMESCALE, VERDICT

_COLUMNS: Final = (
    Column("number", _("Number in its report"), "integer"),
    Column("reference", _("Printed reference")),
    Column("text", _("The recommendation")),
    Column("text_cy", _("The recommendation in Welsh")),
    Column("addressee_name", _("Who it was made to")),
    Column("addressee_post", _("Post of who it was made to")),
    Column("timescale", _("By when it is to be done, as a code")),
    Column("timescale_words", _("By when it is to be done, in words")),
    Column("measure", _("How it will be known that it is done")),
    *THEMES,
    Column("issued_on", _("Day on which it was made"), "date"),
    Column("response_due_on", _("Last day for the response"), "date"),
    *STATUS,
    Column("answered_on", _("Day of the response"), "date"),
    *LATENESS,
    Column("decision", _("What was decided about it, as a code")),
    Column("decision_words", _("What was decided about it, in words")),
    Column("decision_reason", _("Reason of the decision")),
    Column("decision_reason_cy", _("Reason of the decision in Welsh")),
    Column("action_promised", _("What is to be done")),
    Column("action_owner", _("Who is to do it")),
    Column("action_due_on", _("By when it is to be done"), "date"),
    Column("verdict", _("What the panel or board thinks of the response, as a code")),
    Column("verdict_words", _("What it thinks of the response, in words")),
    Column("verdict_reason", _("Why it thinks so")),
    Column("closed_on", _("Day of the meeting that closed it"), "date"),
    Column("closing_note", _("What was said when it was closed")),
    Column("response_key", _("Key of the response")),
    Column("finding_keys", _("Keys of the findings on which it rests")),
    Column("replaced_by", _("Key of the recommendation that replaced it")),
    *REVIEW,
    Column("report_address", _("Permanent address of the report"), "address"),
)


def _rows(record: PublicRecord, at: Building) -> Iterator[Row]:
    payload = record.payload
    answer = payload.get("answer") or {}
    report = payload.get("report_path")
    yield {
        **said(payload, "number", "reference", "text", "text_cy", "timescale", "measure"),
        **said(payload, "issued_on", "closing_note", "response_key"),
        **of_person(payload.get("addressee"), "addressee"),
        "timescale_words": word(TIMESCALE, payload.get("timescale")),
        **theme_columns(payload.get("themes") or ()),
        "response_due_on": payload.get("response_due"),
        **status_columns(payload.get("state"), RECOMMENDATION_STATUS),
        **said(answer, "answered_on", "decision", "verdict", "verdict_reason"),
        **at.late(record, payload),
        "decision_words": word(DECISION, answer.get("decision")),
        "decision_reason": answer.get("reason"),
        "decision_reason_cy": answer.get("reason_cy"),
        "action_promised": answer.get("action"),
        "action_owner": answer.get("owner"),
        "action_due_on": answer.get("due_on"),
        "verdict_words": word(VERDICT, answer.get("verdict")),
        "closed_on": (payload.get("closed_by") or {}).get("held_on"),
        "finding_keys": joined(one.get("key") for one in payload.get("findings") or ()),
        "replaced_by": (payload.get("replaced_by") or {}).get("key"),
        **review_columns(record, at),
        "report_address": at.address(record.body, report) if report else None,
    }


RECOMMENDATIONS: Final = DataSet(
    name="recommendations",
    title=_("Recommendations"),
    says=_("What was recommended to whom, what was answered, and what became of it."),
    kinds=(kinds.RECOMMENDATION,),
    own=_COLUMNS,
    own_rows=_rows,
    filters=(THEME_FILTER, status_filter(RECOMMENDATION_STATUS), LATE_FILTER),
)
