"""What each row of a log would do: nothing is written here."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Final

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from boards.models import Minute, Person
from portal.operations import Refused
from scrutiny.models import ActionImport
from scrutiny.operations.action_import_choices import (
    CLOSE,
    NEW,
    Choices,
    RowChoice,
    groups_in,
    rows_in,
)
from scrutiny.operations.action_import_known import Known, KnownActions, full_text
from scrutiny.operations.action_import_steps import steps_for
from scrutiny.rules.action_log import LogRow
from scrutiny.rules.action_log_columns import mapping_faults
from scrutiny.rules.action_log_match import fingerprint_of, mark_of
from scrutiny.rules.action_log_people import owner_key
from scrutiny.rules.source_rows import same_text

if TYPE_CHECKING:
    from boards.models import ScrutinyBody

__all__ = ["Owner", "Plan", "RowPlan", "examine", "minute_of", "minutes_of"]

_LONGEST_REFERENCE: Final = 120


@dataclass(frozen=True)
class Owner:
    """Whoever a row is given to: somebody of the register, or a name that is new to it."""

    person: Person | None = None
    name: str = ""

    def __str__(self) -> str:
        return str(self.person) if self.person else _("%s (new to the register)") % self.name


@dataclass
class RowPlan:
    """What one row would do.

    `does` is `new`, `updated`, `unchanged`, `left_out` or `problem`; `steps` are what is done with
    the action, `problems` sentences that stop the import, `notes` sentences to be looked at.
    """

    row: LogRow
    choice: RowChoice
    does: str = "new"
    known: Known | None = None
    is_sure: bool = True
    owner: Owner | None = None
    due: date | None = None
    steps: list[tuple[str, str]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def number(self) -> int:
        """The number of the row in the file."""
        return self.row.number

    @property
    def text(self) -> str:
        """The text that a new action gets."""
        return full_text(self.row)

    @property
    def mark(self) -> str:
        """By what its action is known again."""
        return mark_of(self.row["topic"], self.row["text"])


@dataclass
class Plan:
    """Every row of the tables that are taken, and how many rows of the file are no actions."""

    rows: list[RowPlan]
    set_aside: int = 0
    empty: int = 0
    not_taken: int = 0

    @property
    def bad(self) -> list[RowPlan]:
        """The rows that stop the import."""
        return [one for one in self.rows if one.problems]

    def count(self, does: str) -> int:
        """How many rows would do this."""
        return sum(one.does == does for one in self.rows)


def examine(log: ActionImport, choices: Choices | None = None) -> Plan:
    """What each row of a log would do for its body.

    Raises Refused where the columns are not understood yet, or no table is taken.
    """
    choices = choices or Choices.of(log)
    groups = groups_in(log, choices)
    taken = [group for group in groups if choices.group(group).take]
    if not taken:
        raise Refused(_("No table is taken. Choose at least one."))
    for group in taken:
        chosen = choices.group(group)
        if mapping_faults(chosen.columns, chosen.heading):
            raise Refused(_("Say first what the columns are: one of them must be the action."))
    rows = rows_in(log, choices)
    plans = _Weighing(log, choices).plans(rows)
    return Plan(
        plans,
        set_aside=sum(len(group.set_aside) for group in taken),
        empty=sum(len(group.empty) for group in taken),
        not_taken=sum(
            len(group.rows) + len(group.set_aside) for group in groups if group not in taken
        ),
    )


def minutes_of(body: ScrutinyBody) -> list[Minute]:
    """The minutes by which this body may close an action, the newest first."""
    bodies = [body.pk, body.parent_id] if body.parent_id else [body.pk]
    rows = Minute.objects.filter(meeting__body__in=bodies).select_related("meeting__body")
    return list(rows.order_by("-meeting__held_on", "-pk")[:200])


class _Weighing:
    """The rows of one log against what the body holds."""

    def __init__(self, log: ActionImport, choices: Choices) -> None:
        self.log = log
        self.choices = choices
        self.known = KnownActions(log.body)
        self.people = {str(one.pk): one for one in Person.objects.filter(body=log.body)}
        self.minute = minute_of(log.body, choices)
        self.seen: dict[tuple[str, ...], int] = {}

    def plans(self, rows: list[LogRow]) -> list[RowPlan]:
        plans = [RowPlan(row, self.choices.row(row.number)) for row in rows]
        for plan in plans:
            self._leave_out(plan)
        waiting = [plan for plan in plans if plan.does not in ("left_out", "unchanged")]
        for plan in waiting:  # whoever says the same words comes before whoever is only like it
            self._recognise(plan, only_sure=True)
        for plan in waiting:
            if plan.known is None and not plan.problems:
                self._recognise(plan, only_sure=False)
        for plan in waiting:
            self._weigh(plan)
        return plans

    def _leave_out(self, plan: RowPlan) -> None:
        if plan.choice.out:
            plan.does = "left_out"
            return
        first = self.seen.setdefault((plan.row.heading, *plan.row.cells), plan.number)
        if first != plan.number:
            plan.does = "unchanged"
            plan.notes.append(_("The same as row %s: it is taken once.") % first)

    def _recognise(self, plan: RowPlan, *, only_sure: bool) -> None:
        if plan.choice.known == NEW:
            return
        if plan.choice.known.isdecimal():
            pk = int(plan.choice.known)
            if pk in self.known:
                plan.known = self.known[pk]
        elif only_sure:
            plan.known = self.known.by_words(plan.row)
        else:
            plan.known = self.known.alike(plan.row)
            plan.is_sure = plan.known is None
        if plan.known is not None:
            self.known.take(plan.known.action.pk)

    def _weigh(self, plan: RowPlan) -> None:
        if not plan.row["text"].strip():
            plan.problems.append(_("It has no text of an action."))
        if len(plan.row["reference"]) > _LONGEST_REFERENCE:
            plan.problems.append(_("Its reference is too long."))
        if not plan.problems:
            if plan.known is None:
                self._weigh_new(plan)
            else:
                self._weigh_known(plan, plan.known)
        if plan.problems:
            plan.does = "problem"

    def _weigh_new(self, plan: RowPlan) -> None:
        plan.does = "new"
        plan.owner = self._owner(plan)
        plan.due = self._due(plan)
        for one in self.known.with_reference(plan.row["reference"]):
            sentence = _("The reference %(reference)s is that of %(action)s too, of other words.")
            plan.notes.append(sentence % {"reference": plan.row["reference"], "action": one.action})
        if plan.row.standing == "carried":
            plan.notes.append(_("The log has it as carried forward, but it is not known here yet."))
        steps_for(plan, log=self.log, closes=self._closes, minute=self.minute)

    def _weigh_known(self, plan: RowPlan, known: Known) -> None:
        if self._says_nothing_new(plan, known):
            plan.does = "unchanged"
            return
        last, row = known.last, plan.row
        words = same_text(row["due"])
        if words and (last is None or same_text(last.due_words) != words or plan.choice.due):
            found, source = self.choices.due_of(row, self.log.log_date)
            if found is not None and source != "rule":
                plan.due = found.day
        words = same_text(row["owner"])
        if (words and (last is None or same_text(last.owner_words) != words)) or plan.choice.owner:
            plan.owner = self._owner(plan)
        steps_for(plan, log=self.log, closes=self._closes, minute=self.minute)
        if not plan.is_sure or same_text(known.text) != same_text(row["text"]):
            plan.notes.append(_("The words differ a little. Its text here stays as it is."))
        plan.does = "updated" if plan.steps else "unchanged"

    def _says_nothing_new(self, plan: RowPlan, known: Known) -> bool:
        if plan.choice.due or plan.choice.owner:
            return False
        mine = fingerprint_of(plan.row)
        same = [row for row in known.rows if row.fingerprint == mine]
        if plan.row.standing != "carried":
            return bool(same)
        return any(
            row.log.sha256 == self.log.sha256 or _is_same_log(row.log, self.log) for row in same
        )

    def _owner(self, plan: RowPlan) -> Owner | None:
        words = plan.row["owner"]
        meant = plan.choice.owner or self.choices.owner_of(words)
        if meant in self.people:
            return Owner(self.people[meant])
        if meant == NEW and words.strip():
            typed = self.choices.names.get(owner_key(words), "")
            return Owner(name=(typed or " ".join(words.split()))[:200])
        if words.strip():
            plan.problems.append(_("Say who is meant by “%s”.") % words)
        else:
            plan.problems.append(_("It names no owner. Choose one."))
        return None

    def _due(self, plan: RowPlan) -> date | None:
        found, source = self.choices.due_of(plan.row, self.log.log_date)
        words = plan.row["due"]
        if found is None:
            typed = plan.choice.due or self.choices.dues.get(same_text(words), "")
            if typed or words:
                sentence = _("“%s” is no date that can be understood. Fill in when it is due.")
                plan.problems.append(sentence % (typed or words))
            else:
                plan.problems.append(_("It has no date. Fill in when it is due."))
            return None
        if source == "log" and found.added:
            sentence = _("“%(words)s” is taken as %(day)s.")
            day = date_format(found.day, "j F Y")
            plan.notes.append(sentence % {"words": words, "day": day})
        elif source == "rule" and words:
            plan.notes.append(_("“%s” is no date: it gets the date chosen for such rows.") % words)
        return found.day

    @property
    def _closes(self) -> bool:
        return self.choices.done == CLOSE


def _is_same_log(one: ActionImport, other: ActionImport) -> bool:
    return same_text(one.log_name) == same_text(other.log_name) and one.log_date == other.log_date


def minute_of(body: ScrutinyBody, choices: Choices) -> Minute | None:
    """The minute by which finished actions are closed, where somebody chose one."""
    if choices.done != CLOSE or not choices.minute.isdecimal():
        return None
    return next((one for one in minutes_of(body) if one.pk == int(choices.minute)), None)
