"""Safeguarding children: serious cases, reviews, yearly plans and reports.

Source: Children Act 2004, sections 16C to 16F; Working Together to Safeguard Children 2023
(statutory guidance); Child Safeguarding Practice Review and Relevant Agency (England)
Regulations 2018 (SI 2018/789); Social Services and Well-being (Wales) Act 2014, section 136.
"""

from __future__ import annotations

from typing import Final

from portal.rules.clocks.form import Setting
from portal.rules.clocks.marking import gettext_noop as _
from portal.rules.clocks.rule import FixedDate, Rule

FINANCIAL_YEAR: Final = Setting(name="financial_year", form="financial_year", needed=True)

CHILDREN: Final = (
    Rule(
        name="serious_incident_notification",
        title=_("Notification of a serious incident"),
        sentence=_(
            "The incident is to be notified to the national Panel by {result}, {amount} after "
            "{on}, when the council became aware of it."
        ),
        trigger="the day of becoming aware",
        unit="working_day",
        inclusive="after",
        n=5,
        nations=("england",),
        authority="Children Act 2004, section 16C; Working Together 2023",
        severity="statutory",
    ),
    Rule(
        name="rapid_review",
        title=_("Rapid review"),
        sentence=_(
            "The rapid review is to be complete by {result}, {amount} after the notification on "
            "{on}; it is never published."
        ),
        trigger="the day of the notification",
        unit="working_day",
        inclusive="after",
        n=15,
        nations=("england",),
        authority="Child Safeguarding Practice Review Panel: guidance for safeguarding partners",
        severity="guidance",
    ),
    Rule(
        name="lcspr_completion",
        title=_("Completion of a local child safeguarding practice review"),
        sentence=_(
            "The review is to be complete and published by {result}, {amount} after the decision "
            "of {on} to begin it."
        ),
        trigger="the day of the decision to review",
        unit="month",
        inclusive="after",
        n=6,
        nations=("england",),
        authority="Working Together 2023; SI 2018/789",
        severity="guidance",
    ),
    Rule(
        name="lcspr_send_to_panel_and_sos",
        title=_("Sending a practice review before it is published"),
        sentence=_(
            "The report is to be sent to the national Panel and the Secretary of State by "
            "{result}, at least {amount} before its publication on {on}."
        ),
        trigger="the planned day of publication",
        unit="working_day",
        inclusive="before",
        n=7,
        nations=("england",),
        authority="Working Together 2023; SI 2018/789",
        severity="guidance",
    ),
    Rule(
        name="safeguarding_board_annual_plan",
        title=_("Annual plan of a Safeguarding Board"),
        sentence=_(
            "The annual plan for {financial_year} is to be published by {result}, before the "
            "financial year begins."
        ),
        unit="fixed",
        fixed={"": FixedDate(month=3, day=31, anchor="year_start")},
        settings=(FINANCIAL_YEAR,),
        nations=("wales",),
        authority="Social Services and Well-being (Wales) Act 2014, section 136(1)",
        severity="statutory",
    ),
    Rule(
        name="safeguarding_board_annual_report",
        title=_("Annual report of a Safeguarding Board"),
        sentence=_(
            "The annual report on {financial_year} is to be published by {result}: before 31 July, "
            "so that the 31st is too late."
        ),
        unit="fixed",
        fixed={"": FixedDate(month=7, day=30, anchor="year_end")},
        settings=(FINANCIAL_YEAR,),
        nations=("wales",),
        authority="Social Services and Well-being (Wales) Act 2014, section 136(2)",
        severity="statutory",
    ),
    Rule(
        name="masa_yearly_report",
        title=_("Yearly report of the safeguarding partners"),
        sentence=_(
            "The yearly report for the period that ended on {on} is to be published by {result}."
        ),
        trigger="the last day of the reporting year",
        unit="fixed",
        fixed={"": FixedDate(month=9, day=30, anchor="next")},
        nations=("england",),
        authority="Working Together 2023: yearly report by the end of September",
        severity="guidance",
    ),
)
