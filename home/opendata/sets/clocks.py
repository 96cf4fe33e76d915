"""The data set of clocks: every date by which something was due, from released records alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from boards import kinds as board_kinds
from home.opendata.building import Building
from home.opendata.columns import Column, Row
from home.opendata.data_set import DataSet
from home.opendata.sets.clock_rows import Due, dues_of
from home.opendata.sets.shared import LATENESS, kind_filter, of_person, word
from portal.models import PublicRecord
from portal.rules.clocks import ClockError, rule_named
from scrutiny import kinds
from scrutiny.words.records import REVIEW_STEP

_KINDS: Final = (
    kinds.RESPONSE,
    kinds.ACTION,
    board_kinds.MEETING,
    kinds.RECOMMENDATION,
    kinds.REVIEW,
)
_COLUMNS: Final = (
    Column("record_key", _("Permanent key of the record that bears the date")),
    Column("record_title", _("What the record is called")),
    Column("what", _("What is due")),
    Column("basis", _("“statutory”, “local” (a rule of the body’s own) or “agreed”")),
    Column("rule", _("Rule by which the day is counted, where there is one")),
    Column("rule_words", _("Name of the rule")),
    Column("authority", _("Act and section, or other source of the rule")),
    Column("counted_from", _("Day from which it is counted"), "date"),
    Column("first_due_on", _("Last day as it was first set"), "date"),
    Column("due_on", _("Last day"), "date"),
    Column("times_redated", _("How often the last day was moved"), "integer"),
    Column("met_on", _("Day on which it was met"), "date"),
    Column("is_awaited", _("Whether it is still to be met"), "boolean"),
    *LATENESS,
    Column("responsible_name", _("Who is to meet it")),
    Column("responsible_post", _("Post of who is to meet it")),
)


def _rows(record: PublicRecord, at: Building) -> Iterator[Row]:
    for due in dues_of(record, at):
        yield {
            "key": f"{record.kind}.{record.key}.{due.name}",
            "record_key": record.key,
            "record_title": record.title,
            "what": _what(due),
            "basis": due.basis,
            **_of_rule(
                due, at.calendars[record.body].nation if record.body in at.calendars else ""
            ),
            "counted_from": _iso(due.counted_from),
            "first_due_on": _iso(due.first_due_on or due.due_on),
            "due_on": due.due_on.isoformat(),
            "times_redated": due.times_redated,
            "met_on": _iso(due.met_on),
            "is_awaited": due.is_awaited,
            **_late(record, due, at),
            **of_person(due.person, "responsible"),
        }


def _what(due: Due) -> str:
    match due.name.partition("_"):
        case ("papers", *_rest):
            return gettext("Papers of the meeting")
        case ("promised", *_rest):
            return gettext("What was promised in the response")
        case ("impact", *_rest):
            return gettext("Look at what has changed")
        case ("agreed", *_rest):
            return pgettext("what is due", "Action")
        case ("step", _line, step):
            return word(REVIEW_STEP, step) or step
    return gettext("Response")


def _of_rule(due: Due, nation: str) -> Row:
    try:
        rule = rule_named(due.rule)
    except ClockError:
        return {"rule": due.rule, "rule_words": None, "authority": None}
    authority = rule.authority_for("wales" if nation == "wales" else "england")
    return {"rule": due.rule, "rule_words": gettext(rule.title), "authority": gettext(authority)}


def _late(record: PublicRecord, due: Due, at: Building) -> Row:
    if due.is_awaited:
        is_late, until = due.due_on < at.today, None
    else:
        is_late, until = bool(due.met_on and due.met_on > due.due_on), due.met_on
    days = at.days_late(record.body, due.due_on, until) if is_late else None
    late = ("now" if due.is_awaited else "met") if is_late else None
    return {"late": late, "working_days_late": days}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


CLOCKS: Final = DataSet(
    name="clocks",
    title=_("Clocks"),
    says=_(
        "Every date that a law, a rule or an agreement set: what was due when, by which rule, and "
        "when it was met. A record may bear several."
    ),
    kinds=_KINDS,
    own=_COLUMNS,
    own_rows=_rows,
    filters=(kind_filter(_KINDS),),
)
