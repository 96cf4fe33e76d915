"""Police and crime panels: precept, vetoes, appointments and removals.

Source: Police Reform and Social Responsibility Act 2011, Schedules 5 and 8; Police and Crime
Panels (Precepts and Chief Constable Appointments) Regulations 2012 (SI 2012/2271).
"""

from __future__ import annotations

from typing import Final

from portal.rules.clocks.form import Setting
from portal.rules.clocks.marking import gettext_noop as _
from portal.rules.clocks.rule import FixedDate, Rule

PAUSE: Final = Setting(
    name="pause",
    form="pause",
    repeatable=True,
    help="days to ignore, from the poll of an ordinary election to the declaration of acceptance",
)
PRECEPT_STEPS: Final = {
    "notification": FixedDate(
        month=2,
        day=1,
        anchor="year_start",
        sentence=_("The panel is to be notified of the proposed precept by {result}."),
        authority="SI 2012/2271, regulation 3",
    ),
    "panel_report": FixedDate(
        month=2,
        day=8,
        anchor="year_start",
        sentence=_(
            "The panel is to review the proposed precept and report by {result}; a veto that is "
            "reported later falls."
        ),
        authority="SI 2012/2271, regulation 4(1) and (2)",
    ),
    "veto_response": FixedDate(
        month=2,
        day=15,
        anchor="year_start",
        sentence=_(
            "After a veto the response with the revised precept is to be given and published by "
            "{result}."
        ),
        authority="SI 2012/2271, regulation 5(1) to (3)",
    ),
    "second_report": FixedDate(
        month=2,
        day=22,
        anchor="year_start",
        sentence=_(
            "The panel is to review the revised precept and make its second report by {result}; "
            "it has no second veto."
        ),
        authority="SI 2012/2271, regulation 6",
    ),
    "second_response": FixedDate(
        month=3,
        day=1,
        anchor="year_start",
        sentence=_(
            "The response to the panel's second report is to be given and published by {result}."
        ),
        authority="SI 2012/2271, regulation 7",
    ),
}

PANELS: Final = (
    Rule(
        name="precept",
        title=_("Steps of the precept"),
        sentence=_("The step is to be taken by {result}."),
        unit="fixed",
        fixed=PRECEPT_STEPS,
        settings=(
            Setting(
                name="financial_year",
                form="financial_year",
                needed=True,
                help="the year that the precept is for; the dates fall in the year before it",
            ),
            Setting(name="step", form="choice", needed=True, choices=tuple(PRECEPT_STEPS)),
        ),
        authority="SI 2012/2271",
        severity="statutory",
    ),
    Rule(
        name="two_thirds_threshold",
        title=_("Votes needed for a veto"),
        sentence=_(
            "A veto needs the votes of {result} of the {members} members of the panel at the "
            "time, however many are present."
        ),
        unit="share",
        settings=(
            Setting(
                name="members",
                form="number",
                needed=True,
                help="the members on the day of the vote, present or not; no vacant seats",
            ),
        ),
        authority=(
            "Police Reform and Social Responsibility Act 2011, Schedule 5 paragraph 4(4) and "
            "Schedule 8 paragraph 5"
        ),
        severity="statutory",
    ),
    Rule(
        name="confirmation_report",
        title=_("Report on a proposed appointment"),
        sentence=_(
            "The panel is to review the proposed appointment and report by {result}: {amount} "
            "beginning with {on}, the day of receipt{paused}."
        ),
        trigger="the day on which the panel receives the notification",
        unit="week",
        inclusive="beginning_with",
        n=3,
        settings=(PAUSE,),
        authority=(
            "Police Reform and Social Responsibility Act 2011, Schedule 8 paragraph 4(6); "
            "post-election period: paragraph 4(9) and (10)"
        ),
        severity="statutory",
    ),
    Rule(
        name="chief_constable_removal_recommendation",
        title=_("Recommendation on a call to resign or retire"),
        sentence=_(
            "The panel is to make its recommendation by {result}: {amount} beginning with {on}, "
            "the day of receipt{paused}."
        ),
        trigger="the day on which the panel receives the notification",
        unit="week",
        inclusive="beginning_with",
        n=6,
        settings=(PAUSE,),
        authority=(
            "Police Reform and Social Responsibility Act 2011, Schedule 8 paragraphs 12(2)(a) "
            "and 15(3)"
        ),
        severity="statutory",
    ),
)
