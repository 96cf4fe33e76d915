"""What follows an inspection.

Source: Police Act 1996, section 55; the methods of HMICFRS's national child protection
inspections; Ofsted's framework for inspecting local authority children's services (ILACS).
"""

from __future__ import annotations

from typing import Final

from portal.rules.clocks.marking import gettext_noop as _
from portal.rules.clocks.rule import Rule

INSPECTION: Final = (
    Rule(
        name="inspectorate_response",
        title=_("Comments on an inspectorate's report"),
        sentence=_(
            "Comments on the inspection report are to be published by {result}: {amount} "
            "beginning with {on}, the day of its publication."
        ),
        trigger="the day on which the report is published",
        unit="calendar_day",
        inclusive="beginning_with",
        n=56,
        authority="Police Act 1996, section 55(5A)",
        severity="statutory",
    ),
    Rule(
        name="ncpi_force_action_plan",
        title=_("Force's action plan after a child protection inspection"),
        sentence=_(
            "The force's action plan is due by {result}, {amount} after the report was published "
            "on {on}."
        ),
        trigger="the day on which the report is published",
        unit="week",
        inclusive="after",
        n=6,
        authority="HMICFRS, national child protection inspections: follow-up",
        severity="guidance",
    ),
    Rule(
        name="ofsted_action_plan",
        title=_("Council's action plan after an inspection"),
        sentence=_(
            "The final action plan is due by {result}, {amount} after the report or letter was "
            "received on {on}."
        ),
        trigger="the day on which the report or letter is received",
        unit="working_day",
        inclusive="after",
        n=70,
        nations=("england",),
        authority="Ofsted, inspecting local authority children's services (ILACS)",
        severity="guidance",
    ),
    Rule(
        name="ofsted_draft_action_plan",
        title=_("Council's draft action plan after a focused visit"),
        sentence=_(
            "The draft action plan is due by {result}, {amount} after the letter was received on "
            "{on}."
        ),
        trigger="the day on which the letter is received",
        unit="working_day",
        inclusive="after",
        n=20,
        nations=("england",),
        authority=(
            "Ofsted, inspecting local authority children's services (ILACS): focused visit with "
            "an area for priority action"
        ),
        severity="guidance",
    ),
)
