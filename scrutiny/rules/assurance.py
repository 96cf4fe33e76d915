"""The way of an assurance: agreed by the sub-committee, given to its parent, received there.

Where it stands is told by the minutes and the meeting that it has; no column repeats it.
"""

from __future__ import annotations

from typing import Final

from portal.rules.states import StateTable, move

ASSURANCE: Final = StateTable(
    "assurance",
    move("assurance", "draft", "agree", "agreed", "clerk", needs="minute"),
    move("assurance", "agreed", "give", "given", "clerk", needs="meeting"),
    move("assurance", "given", "receive", "received", "clerk", needs="minute"),
)


def assurance_state(*, is_agreed: bool, is_given: bool, is_received: bool) -> str:
    """Where an assurance stands: `draft`, `agreed`, `given` or `received`."""
    if is_received:
        return "received"
    if is_given:
        return "given"
    return "agreed" if is_agreed else "draft"
