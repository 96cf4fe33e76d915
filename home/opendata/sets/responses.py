"""The data set of responses: public from the day they are asked for, so that silence shows."""

from __future__ import annotations

from collections import Counter
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
    of_person,
    review_columns,
    said,
    status_columns,
    status_filter,
)
from portal.models import PublicRecord
from scrutiny import kinds
from scrutiny.words.records import RESPONSE_STATUS

_COLUMNS: Final = (
    Column("addressee_name", _("Who was asked")),
    Column("addressee_post", _("Post of who was asked")),
    Column("requested_on", _("Day on which the response was asked for"), "date"),
    Column("due_on", _("Last day for it"), "date"),
    Column("rule", _("Rule by which the last day is counted")),
    Column("period_days", _("Days that were given"), "integer"),
    Column("received_on", _("Day on which it came"), "date"),
    *STATUS,
    *LATENESS,
    Column("times_returned", _("How often it was sent back as incomplete"), "integer"),
    Column("introduction", _("What it says to begin with, once it is published")),
    Column("recommendations", _("Recommendations that it is to answer"), "integer"),
    Column("accepted", _("Of these accepted, once it is published"), "integer"),
    Column("partly_accepted", _("Of these partly accepted, once it is published"), "integer"),
    Column("rejected", _("Of these rejected, once it is published"), "integer"),
    Column("recommendation_keys", _("Keys of these recommendations")),
    *REVIEW,
    Column("report_address", _("Permanent address of the report"), "address"),
)


def _rows(record: PublicRecord, at: Building) -> Iterator[Row]:
    payload = record.payload
    asked = payload.get("decisions") or ()
    made = Counter(one.get("decision") for one in asked)
    is_public = payload.get("state") == "published"
    report = payload.get("report_path")
    yield {
        **of_person(payload.get("addressee"), "addressee"),
        **said(payload, "requested_on", "due_on", "rule", "period_days", "received_on"),
        **status_columns(payload.get("state"), RESPONSE_STATUS),
        **at.late(record, payload),
        **said(payload, "times_returned", "introduction"),
        "recommendations": len(asked),
        "accepted": made["accepted"] if is_public else None,
        "partly_accepted": made["partly_accepted"] if is_public else None,
        "rejected": made["rejected"] if is_public else None,
        "recommendation_keys": joined(one.get("key") for one in asked),
        **review_columns(record, at),
        "report_address": at.address(record.body, report) if report else None,
    }


RESPONSES: Final = DataSet(
    name="responses",
    title=_("Responses"),
    says=_("Who was asked to respond to which report, by when, and when the response came."),
    kinds=(kinds.RESPONSE,),
    own=_COLUMNS,
    own_rows=_rows,
    filters=(status_filter(RESPONSE_STATUS), LATE_FILTER),
)
