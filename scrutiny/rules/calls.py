"""The rules of a call for evidence: when it is open, what may be sent, what becomes of it."""

from __future__ import annotations

from datetime import date
from typing import Final

from portal.rules.states import StateTable, move

#: Characters of an answer; about eight printed pages.
TEXT_AT_MOST: Final = 20_000
#: Seconds that nobody needs less of to fill in the form.
SECONDS_AT_LEAST: Final = 4
#: Answers that may come in within an hour: from one address of the network, and to one call.
PER_ADDRESS: Final = 5
PER_CALL: Final = 60

#: `named_person` is the one who alone reads what reads like a report of harm.
SUBMISSION: Final = StateTable(
    "submission",
    move("submission", "waiting", "take", "taken", "clerk"),
    move("submission", "waiting", "decline", "declined", "clerk", reason=True),
    move("submission", "waiting", "set_apart", "set_apart", "clerk"),
    move("submission", "set_apart", "give_back", "waiting", "named_person"),
)


def is_open(*, opens_on: date, closes_on: date, today: date) -> bool:
    """Whether a call that is switched on takes answers today; the last day counts."""
    return opens_on <= today <= closes_on
