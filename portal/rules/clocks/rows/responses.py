"""Questions from the public and answers to scrutiny.

No Act sets a number of days for an ordinary response to a panel: the panel sets it. A public
question's deadline stands in the body's own rules of procedure.
"""

from __future__ import annotations

from typing import Final

from portal.rules.clocks.form import Setting
from portal.rules.clocks.marking import gettext_noop as _
from portal.rules.clocks.rule import Rule

RESPONSES: Final = (
    Rule(
        name="public_question_deadline",
        title=_("Last day for a public question"),
        sentence=_(
            "A question for the meeting on {on} is to arrive by {cut_off}{result}, {amount} "
            "before the meeting."
        ),
        trigger="the day of the meeting",
        unit="working_day",
        inclusive="before",
        units_from={
            "working_days_before": "working_day",
            "calendar_days_before": "calendar_day",
        },
        settings=(
            Setting(name="working_days_before", form="number"),
            Setting(name="calendar_days_before", form="number"),
            Setting(name="cut_off", form="time", help="shown; it does not move the date"),
        ),
        authority="the body's rules of procedure",
        severity="local",
    ),
    Rule(
        name="response_due",
        title=_("Response to a report or recommendation"),
        sentence=_("The response to what was sent on {on} is due by {result}, {amount} after it."),
        trigger="the day on which the report is sent",
        unit="calendar_day",
        inclusive="after",
        units_from={"days": "calendar_day", "working_days": "working_day", "weeks": "week"},
        settings=(
            Setting(name="days", form="number"),
            Setting(name="working_days", form="number"),
            Setting(name="weeks", form="number"),
        ),
        authority=(
            "Police Reform and Social Responsibility Act 2011, section 29(3): a reasonable period "
            "determined by the panel"
        ),
        severity="local",
    ),
    Rule(
        name="executive_response_to_scrutiny",
        title=_("Response of a council's executive to its scrutiny committee"),
        sentence=_(
            "The executive is to respond by {result}, {amount} after it received the report on "
            "{on}."
        ),
        trigger="the day on which the executive receives the report",
        unit="month",
        inclusive="after",
        n=2,
        nations=("england",),
        authority="Local Government Act 2000, section 9FE",
        severity="statutory",
    ),
)
