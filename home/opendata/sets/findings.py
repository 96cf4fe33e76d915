"""The data set of findings: those of the panels and boards, and those of others that they keep."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext_lazy as _

from home.opendata.building import Building
from home.opendata.columns import Column, Row, joined
from home.opendata.data_set import DataSet
from home.opendata.sets.shared import (
    REVIEW,
    THEME_FILTER,
    THEMES,
    kind_filter,
    review_columns,
    said,
    theme_columns,
    word,
)
from portal.models import PublicRecord
from scrutiny import kinds
from scrutiny.words.records import STRENGTH

_KINDS: Final = (kinds.FINDING, kinds.EXTERNAL_FINDING)
_COLUMNS: Final = (
    Column("number", _("Number in its report or source"), "integer"),
    Column("text", _("The finding")),
    Column("text_cy", _("The finding in Welsh")),
    Column("finding_kind", _("“finding”, “good_practice”, or what the source calls it")),
    Column("is_positive", _("Whether it is good practice"), "boolean"),
    Column("strength", _("How strong the evidence is, as a code")),
    Column("strength_words", _("How strong the evidence is, in words")),
    *THEMES,
    Column("line_key", _("Key of the line of enquiry that it answers")),
    *REVIEW,
    Column("report_address", _("Permanent address of the report"), "address"),
    Column("found_by", _("Who found it, where it was others")),
    Column("source_key", _("Key of the source, where others found it")),
    Column("source_title", _("Title of the source")),
    Column("dated_on", _("Day of the finding or of its source"), "date"),
    Column("date_words", _("The date as the source has it, where no day is known")),
    Column("area", _("Area that it is about")),
    Column("subjects", _("Organisations that it is about")),
    Column("figure_words", _("The figure, in the words of the source")),
    Column("denominator", _("The number that the figure refers to")),
    Column("period", _("The period that the figure refers to")),
    Column("decision", _("What the panel or board decided about it, as a code")),
    Column("outcome", _("What came of it, as a code")),
    Column("outcome_on", _("Day of the outcome"), "date"),
    Column("outcome_words", _("What came of it, in words")),
)


def _rows(record: PublicRecord, at: Building) -> Iterator[Row]:
    payload = record.payload
    source = payload.get("source") or {}
    line = payload.get("line") or {}
    report = payload.get("report_path")
    good = bool(payload.get("is_positive"))
    number = payload.get("denominator")
    yield {
        **said(payload, "number", "text", "text_cy", "strength", "area", "figure_words", "period"),
        **said(payload, "decision", "outcome", "outcome_on", "outcome_words", "date_words"),
        "finding_kind": payload.get("kind") or ("good_practice" if good else "finding"),
        "is_positive": good,
        "strength_words": word(STRENGTH, payload.get("strength")),
        **theme_columns([payload.get("theme")]),
        "line_key": line.get("key"),
        **review_columns(record, at),
        "report_address": at.address(record.body, report) if report else None,
        "found_by": joined(one.get("name") for one in source.get("authors") or ()),
        "source_key": source.get("key"),
        "source_title": source.get("title"),
        "dated_on": record.happened_on.isoformat() if record.happened_on else None,
        "subjects": joined(one.get("name") for one in payload.get("subjects") or ()),
        "denominator": None if number is None else str(number),
    }


FINDINGS: Final = DataSet(
    name="findings",
    title=_("Findings"),
    says=_("What panels and boards found, and what inspectors and others found that they keep."),
    kinds=_KINDS,
    own=_COLUMNS,
    own_rows=_rows,
    filters=(THEME_FILTER, kind_filter(_KINDS)),
)
