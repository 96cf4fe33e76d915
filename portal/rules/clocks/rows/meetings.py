"""Notice of meetings, and how long their papers stay open to inspection.

Source: Local Government Act 1972, Part VA; for Wales as amended by the Local Government and
Elections (Wales) Act 2021, Schedule 4.
"""

from __future__ import annotations

from typing import Final

from portal.rules.clocks.form import Setting
from portal.rules.clocks.marking import gettext_noop as _
from portal.rules.clocks.rule import Rule

NOTICE_ENGLAND: Final = "Local Government Act 1972, section 100B(3) and (4)(a)"
NOTICE_WALES: Final = "Local Government Act 1972, section 100BA(3) and (6)"
CLEAR_DAYS: Final = Setting(
    name="clear_days", form="number", help="England 5, Wales 3 unless the body has decided more"
)

MEETINGS: Final = (
    Rule(
        name="agenda_latest_publication",
        title=_("Latest day to publish an agenda"),
        sentence=_(
            "Publish the agenda and reports by {result}: that leaves {amount} before the meeting "
            "on {on}, counting neither of the two days."
        ),
        trigger="the day of the meeting",
        unit="clear_day",
        inclusive="before",
        n=5,
        n_in_wales=3,
        n_from="clear_days",
        on_working_day=True,
        settings=(CLEAR_DAYS,),
        authority=NOTICE_ENGLAND,
        authority_in_wales=NOTICE_WALES,
        severity="statutory",
    ),
    Rule(
        name="earliest_meeting",
        title=_("Earliest day for a meeting"),
        sentence=_(
            "With an agenda published on {on} the meeting can be held on {result} at the "
            "earliest: that leaves {amount} in between, counting neither of the two days."
        ),
        trigger="the day of publication",
        unit="clear_day",
        inclusive="after",
        n=5,
        n_in_wales=3,
        n_from="clear_days",
        on_working_day=True,
        settings=(CLEAR_DAYS,),
        authority=NOTICE_ENGLAND,
        authority_in_wales=NOTICE_WALES,
        severity="statutory",
    ),
    Rule(
        name="clear_days_count",
        title=_("Clear working days given"),
        sentence=_(
            "An agenda published on {on} gives {amount} of notice of the meeting on {meeting}; "
            "the hour of publication makes no difference."
        ),
        trigger="the day of publication",
        unit="count",
        settings=(
            Setting(name="meeting", form="date", needed=True, help="the day of the meeting"),
            Setting(
                name="published_at",
                form="time",
                help="the hour of publication: ignored, a clear day runs midnight to midnight",
            ),
        ),
        authority=NOTICE_ENGLAND,
        authority_in_wales=NOTICE_WALES,
        severity="statutory",
    ),
    Rule(
        name="retain_minutes_agenda_reports",
        title=_("Minutes, agenda and reports open to inspection"),
        sentence=_(
            "Minutes, agenda and reports of the meeting on {on} stay open to the public to the "
            "end of {result}: {amount} beginning with the meeting."
        ),
        trigger="the day of the meeting",
        unit="year",
        inclusive="beginning_with",
        n=6,
        authority="Local Government Act 1972, section 100C(1)",
        severity="statutory",
    ),
    Rule(
        name="retain_background_papers",
        title=_("Background papers open to inspection"),
        sentence=_(
            "Background papers of the meeting on {on} stay open to the public to the end of "
            "{result}: {amount} beginning with the meeting."
        ),
        trigger="the day of the meeting",
        unit="year",
        inclusive="beginning_with",
        n=4,
        n_in_wales=6,
        authority="Local Government Act 1972, section 100D(2)",
        authority_in_wales="Local Government Act 1972, section 100D(2A)",
        severity="statutory",
    ),
)
