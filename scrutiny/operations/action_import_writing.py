"""Carrying out an import: all of it in one transaction, or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from boards.models import Person
from boards.operations.people import add_person
from portal import clock
from portal.operations import Refused, fresh, save_changed
from scrutiny.models import ActionImport, ImportedAction
from scrutiny.operations.action_import import remember
from scrutiny.operations.action_import_choices import NEW, Choices
from scrutiny.operations.action_import_plan import Plan, RowPlan, examine, minute_of
from scrutiny.operations.action_import_steps import said_of_progress
from scrutiny.operations.actions import (
    add_action,
    move_action,
    redate_action,
    report_progress,
    update_action,
)
from scrutiny.operations.people import require_clerk
from scrutiny.rules.action_log_match import fingerprint_of
from scrutiny.rules.action_log_people import owner_key
from scrutiny.rules.source_rows import same_text

if TYPE_CHECKING:
    from boards.models import Minute
    from portal.models import User
    from scrutiny.models import Action

__all__ = ["import_log", "problem_sentence"]


def import_log(*, log: ActionImport, by: User, expected_version: int) -> Plan:
    """Do what the preview shows, as one act.

    One bad row stops all. Raises Refused with the number of each bad row and what to do, Conflict
    where somebody has changed the choices since.
    """
    require_clerk(by, log.body)
    with transaction.atomic():
        # The body's own row is the lock: of two imports at once the second finds the first's rows.
        type(log.body).objects.select_for_update().get(pk=log.body.pk)
        current = ActionImport.objects.get(pk=log.pk)
        if current.state == ActionImport.State.DONE:
            raise Refused(_("This log was imported already."))
        choices = Choices.of(current)
        plan = examine(current, choices)
        if plan.bad:
            raise Refused(*(problem_sentence(one) for one in plan.bad))
        writer = _Writer(current, by, choices)
        for one in plan.rows:
            writer.write(one)
        ImportedAction.objects.bulk_create(writer.rows)
        remember(current, choices)
        save_changed(
            current,
            by=by,
            values={
                "state": ActionImport.State.DONE,
                "tables": [],
                "choices": {"counts": _counts(plan)},
                "done_at": clock.now(),
                "done_by": by,
            },
            expected_version=expected_version,
            sentence=_("An action log was imported: %(new)d new, %(updated)d updated.")
            % {"new": plan.count("new"), "updated": plan.count("updated")},
        )
        return plan


def problem_sentence(plan: RowPlan) -> str:
    """What is wrong with a row, with its number."""
    return _("Row %(number)s: %(what)s") % {"number": plan.number, "what": " ".join(plan.problems)}


def _counts(plan: Plan) -> dict[str, int]:
    return {
        "set_aside": plan.set_aside,
        "empty": plan.empty,
        "not_taken": plan.not_taken,
    }


class _Writer:
    """Writes one row after the other, by the operations that any clerk uses."""

    def __init__(self, log: ActionImport, by: User, choices: Choices) -> None:
        self.log = log
        self.by = by
        self.choices = choices
        self.minute: Minute | None = minute_of(log.body, choices)
        #: Whom this very import entered. “Somebody new” is nobody who was in the register before.
        self.entered: dict[str, Person] = {}
        self.rows: list[ImportedAction] = []

    def write(self, plan: RowPlan) -> None:
        """One row, and the record of it. Raises Refused with its number."""
        action = plan.known.action if plan.known else None
        try:
            if plan.does in ("new", "updated"):
                for step, _words in plan.steps:
                    action = getattr(self, f"_{step}")(plan, action)
        except Refused as refused:
            reasons = " ".join(refused.reasons)
            sentence = _("Row %(number)s: %(what)s") % {"number": plan.number, "what": reasons}
            raise Refused(sentence) from refused
        self.rows.append(self._record(plan, action))

    @property
    def source(self) -> str:
        """Where it is from, in words that are kept with what was changed."""
        return _("As in the action log “%s”.") % self.log

    def _create(self, plan: RowPlan, _action: Action | None) -> Action:
        assert plan.due is not None  # the plan has no problems
        values = {"text": plan.text, "owner": self._person(plan), "due_on": plan.due}
        return add_action(body=self.log.body, by=self.by, values=values)

    def _redate(self, plan: RowPlan, action: Action) -> Action:
        assert plan.due is not None  # or there would be no such step
        return redate_action(
            action=action,
            by=self.by,
            to_date=plan.due,
            reason=self.source,
            expected_version=action.version,
        )

    def _owner(self, plan: RowPlan, action: Action) -> Action:
        values = {"owner": self._person(plan)}
        return update_action(
            action=action, by=self.by, values=values, expected_version=action.version
        )

    def _report(self, plan: RowPlan, action: Action) -> Action:
        report_progress(action=action, by=self.by, text=said_of_progress(plan), proof=self.source)
        return fresh(action)

    def _carry(self, plan: RowPlan, action: Action) -> Action:
        words = plan.row["status"] or plan.row["progress"]
        report_progress(action=action, by=self.by, text=words, proof=self.source)
        return fresh(action)

    def _start(self, plan: RowPlan, action: Action) -> Action:
        return self._moved("start", plan, action)

    def _claim(self, plan: RowPlan, action: Action) -> Action:
        return self._moved("claim_complete", plan, action)

    def _close(self, plan: RowPlan, action: Action) -> Action:
        return self._moved("close", plan, action)

    def _cancel(self, plan: RowPlan, action: Action) -> Action:
        return self._moved("cancel", plan, action)

    def _moved(self, move: str, plan: RowPlan, action: Action) -> Action:
        words = plan.row["status"] or plan.row["progress"]
        if plan.row["completed_on"]:
            words = f"{words} ({plan.row['completed_on']})"
        evidence = f"{self.source} {words}".strip()
        more: dict[str, Any] = {}
        if move == "claim_complete":
            more = {"text": words, "evidence": self.source}
        elif move == "close":
            more = {"minute": self.minute, "evidence": evidence}
        elif move == "cancel":
            more = {"minute": self.minute, "reason": evidence}
        return move_action(
            action=action, move=move, by=self.by, expected_version=action.version, **more
        )

    def _person(self, plan: RowPlan) -> Person:
        """Whoever the row is given to; a new name is entered in the register once."""
        owner = plan.owner
        assert owner is not None  # or there would be no such step
        if owner.person is not None:
            return owner.person
        key = same_text(owner.name)
        if key not in self.entered:
            self.entered[key] = add_person(body=self.log.body, name=owner.name, by=self.by)
        words = owner_key(plan.row["owner"])
        if self.choices.owners.get(words) == NEW:  # from now on it is they who are meant
            self.choices.owners[words] = str(self.entered[key].pk)
        return self.entered[key]

    def _record(self, plan: RowPlan, action: Action | None) -> ImportedAction:
        row = plan.row
        came_of_it = {
            "log": self.log,
            "number": plan.number,
            "outcome": plan.does,
            "said": [*(words for step, words in plan.steps if step != "create"), *plan.notes],
        }
        if action is None or plan.does == "left_out":
            return ImportedAction(**came_of_it)  # its words belong to nothing that is kept
        return ImportedAction(
            **came_of_it,
            heading=row.heading,
            cells=list(row.cells),
            reference=row["reference"][:120],
            topic=row["topic"],
            text=row["text"],
            owner_words=row["owner"],
            due_words=row["due"],
            status_words=row["status"],
            mark=plan.mark,
            fingerprint=fingerprint_of(row),
            action=action,
        )
