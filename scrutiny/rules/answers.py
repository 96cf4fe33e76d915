"""What an answer to one recommendation must say before it can be sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from datetime import date

#: What may be missing: the decision itself, or one of its parts.
Missing = Literal["decision", "reason", "action", "owner", "due_on"]

_WITH_REASON: Final = frozenset({"partly_accepted", "rejected"})
_WITH_ACTION: Final = frozenset({"accepted", "partly_accepted"})


def missing_in_answer(
    *, decision: str, reason: str, action: str, owner: str, due_on: date | None
) -> tuple[Missing, ...]:
    """What an answer lacks; empty for a whole one.

    Whoever accepts says what will be done, by whom and by when; whoever does not accept, or not
    all of it, says why. The three words and what goes with each are the practice of scrutiny; the
    Acts know “act or explain” (PRSRA 2011, Schedule 8, paragraph 7, for precepts).
    """
    if not decision:
        return ("decision",)
    missing: list[Missing] = []
    if decision in _WITH_REASON and not reason.strip():
        missing.append("reason")
    if decision in _WITH_ACTION:
        if not action.strip():
            missing.append("action")
        if not owner.strip():
            missing.append("owner")
        if due_on is None:
            missing.append("due_on")
    return tuple(missing)
