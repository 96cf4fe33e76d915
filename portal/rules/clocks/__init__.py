"""Statutory clocks: rules as data, counted on a calendar, answered with their working.

Nothing here asks the time or the database: trigger dates and the calendar are given.
"""

from portal.rules.calendars import days_late
from portal.rules.clocks.answer import Answer, ClockError, Severity
from portal.rules.clocks.compute import check_question, compute, rule_named
from portal.rules.clocks.form import Setting
from portal.rules.clocks.given import SettingValue, SettingValues
from portal.rules.clocks.rows import RULES
from portal.rules.clocks.rule import Rule

__all__ = [
    "RULES",
    "Answer",
    "ClockError",
    "Rule",
    "Setting",
    "SettingValue",
    "SettingValues",
    "Severity",
    "check_question",
    "compute",
    "days_late",
    "rule_named",
]
