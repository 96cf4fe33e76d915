"""What a row of a log has done with its action: the steps, in order, each with its words.

The codes are those that `action_import_writing` carries out: `create`, `redate`, `owner`,
`report`, `carry`, `start`, `claim`, `close` and `cancel`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from scrutiny.rules.action_log_words import standing_of
from scrutiny.rules.actions import OPEN_STATES
from scrutiny.rules.source_rows import same_text

if TYPE_CHECKING:
    from boards.models import Minute
    from scrutiny.models import ActionImport
    from scrutiny.operations.action_import_plan import RowPlan

__all__ = ["said_of_progress", "steps_for"]


def steps_for(plan: RowPlan, *, log: ActionImport, closes: bool, minute: Minute | None) -> None:
    """Fill in the steps of a row, and its problems where the log asks for what cannot be.

    Args:
        plan: of the row, with owner and date where these are to be set.
        log: the import.
        closes: whether what the log calls done is closed, by `minute`, or only reported as done.
        minute: the minute that was chosen for all.
    """
    known = plan.known
    state = str(known.action.state) if known else "open"
    standing = plan.row.standing
    if known is None:
        plan.steps.append(("create", _("A new action")))
    elif state not in OPEN_STATES:
        if standing not in ("done", "cancelled"):
            sentence = _(
                "%s is finished here, and the log has it as open. Leave the row out, or take it as "
                "a new action."
            )
            plan.problems.append(sentence % known.action)
        return
    _change(plan)
    _tell(plan)
    _move(plan, state, standing, closes=closes, minute=minute)


def said_of_progress(plan: RowPlan) -> str:
    """What the log says of the progress, in its words; empty where it says how it stands."""
    row = plan.row
    said = [row["progress"]] if row["progress"] else []
    if row["status"] and not standing_of(row["status"]):
        said.insert(0, row["status"])
    return "\n".join(said)


def _change(plan: RowPlan) -> None:
    action = plan.known.action if plan.known else None
    if action is None:
        return
    if plan.due is not None and plan.due != action.due_on:
        sentence = _("Its date becomes %(new)s, after %(old)s")
        days = {"new": date_format(plan.due, "j F Y"), "old": date_format(action.due_on, "j F Y")}
        plan.steps.append(("redate", sentence % days))
    if plan.owner is not None and plan.owner.person != action.owner:
        plan.steps.append(("owner", _("Its owner becomes %s") % plan.owner))


def _tell(plan: RowPlan) -> None:
    text = said_of_progress(plan)
    told = plan.known.told if plan.known else set()
    if text and same_text(text) not in told:
        plan.steps.append(("report", _("Progress: %s") % text))
    if plan.known is not None and plan.row.standing == "carried":
        plan.steps.append(("carry", _("Carried forward")))


def _move(plan: RowPlan, state: str, standing: str, *, closes: bool, minute: Minute | None) -> None:
    if standing == "going_on" and state == "open":
        plan.steps.append(("start", _("In progress")))
    elif standing == "done" and not closes and state != "complete_claimed":
        plan.steps.append(("claim", _("Reported as done; the body closes it by a minute")))
    elif standing == "done" and closes:
        _finish(plan, "close", _("Closed"), minute)
    elif standing == "cancelled":
        _finish(plan, "cancel", _("Cancelled"), minute)


def _finish(plan: RowPlan, step: str, sentence: str, minute: Minute | None) -> None:
    if minute is not None:
        plan.steps.append((step, f"{sentence}: {minute}"))
    elif step == "cancel":
        plan.problems.append(
            _("The log has it as cancelled, which needs a minute. Choose to close by a minute, "
              "under “Owners and dates”, or leave the row out.")
        )  # fmt: skip
    else:
        plan.problems.append(_("Choose the minute by which finished actions are closed."))
