"""The forms of both desks: fields, narrowed choices, and the operation that each calls."""

from __future__ import annotations

from scrutiny.desk.forms.choices import minutes_of, people_of, ticks
from scrutiny.desk.forms.enquiry import (
    EvidenceForm,
    FindingForm,
    LineForm,
    RecommendationForm,
    WitnessForm,
)
from scrutiny.desk.forms.outcomes import (
    ActionForm,
    DecisionForm,
    RedatingForm,
    ResponseForm,
    UpdateForm,
)
from scrutiny.desk.forms.programme import EntryForm, ReviewForm
from scrutiny.desk.forms.reports import FirstReportForm, ReportForm

__all__ = [
    "ActionForm",
    "DecisionForm",
    "EntryForm",
    "EvidenceForm",
    "FindingForm",
    "FirstReportForm",
    "LineForm",
    "RecommendationForm",
    "RedatingForm",
    "ReportForm",
    "ResponseForm",
    "ReviewForm",
    "UpdateForm",
    "WitnessForm",
    "minutes_of",
    "people_of",
    "ticks",
]
