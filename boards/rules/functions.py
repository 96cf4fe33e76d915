"""The functions that the law gives a police and crime panel, and which only it may carry out.

Source: Police Reform and Social Responsibility Act 2011 (PRSRA) ss.28-31, 62, Schedules 1, 5, 7
and 8. "Special functions" may not be discharged by a committee or sub-committee: Schedule 6
paragraph 27(1)-(2).
"""

from __future__ import annotations

from dataclasses import dataclass

from portal.rules.clocks.marking import gettext_noop as _


@dataclass(frozen=True)
class Function:
    """One function of a panel."""

    code: str
    title: str
    is_special: bool
    source: str


FUNCTIONS: tuple[Function, ...] = (
    Function("plan_review", _("Review the draft police and crime plan"), True, "PRSRA s.28(3)"),
    Function("annual_report", _("Review the annual report in public"), True, "PRSRA s.28(4)"),
    Function("precept", _("Review the proposed precept"), True, "PRSRA Sch 5"),
    Function(
        "chief_constable", _("Confirmation hearing for a chief constable"), True, "PRSRA Sch 8 Pt 1"
    ),
    Function(
        "senior_appointments",
        _("Confirmation hearing for a chief executive, chief finance officer or deputy"),
        True,
        "PRSRA Sch 1 paras 10-11",
    ),
    Function(
        "removal",
        _("Scrutiny before a chief constable is called to resign"),
        False,
        "PRSRA Sch 8 Pt 2",
    ),
    Function("decisions", _("Review decisions and actions of the office"), False, "PRSRA s.28(6)"),
    Function("complaints", _("Complaints about the office"), False, "PRSRA s.31 and Sch 7"),
    Function(
        "suspension", _("Suspend a commissioner charged with an offence"), False, "PRSRA s.30"
    ),
    Function("acting", _("Appoint an acting commissioner"), False, "PRSRA s.62"),
)

FUNCTION_TITLES: list[tuple[str, str]] = [(one.code, one.title) for one in FUNCTIONS]
_BY_CODE = {one.code: one for one in FUNCTIONS}


def assignment_refusals(*, function: str, is_sub_committee: bool) -> list[str]:
    """Why a function may not be given to a body; an empty list means that it may.

    A special function may not be given to a sub-committee (PRSRA Sch 6 para 27).
    """
    known = _BY_CODE.get(function)
    if known is None:
        return ["There is no such function."]
    if known.is_special and is_sub_committee:
        sentence = (
            f"“{known.title}” is a special function: only the full panel may carry it out, not a "
            "sub-committee (Police Reform and Social Responsibility Act 2011, Schedule 6, "
            "paragraph 27)."
        )
        return [sentence]
    return []
