"""State tables: the moves of a record as rows of data. A move that is not a row is refused.

Buttons, forms, operations and tests read the same rows. What a move *needs* beyond state, role
and reason (a minute, an addressee, evidence) is named by a word; the operation that makes the
move answers which needs are met.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Move:
    """One row: from which state to which, who may, what it needs, whether it needs a reason.

    `who` holds roles of the body; `owner` is whoever an action is addressed to. `needs` holds
    words such as `minute`. `kinds` limits the row to kinds of a record; empty means all.
    """

    thing: str
    from_state: str
    name: str
    to_state: str
    who: frozenset[str]
    needs: tuple[str, ...] = ()
    needs_reason: bool = False
    kinds: frozenset[str] = frozenset()


def move(
    thing: str,
    from_states: str,
    name: str,
    to_state: str,
    who: str,
    *,
    needs: str = "",
    reason: bool = False,
    kinds: str = "",
) -> tuple[Move, ...]:
    """Rows of one move from each of several states; words are parted by a space."""
    return tuple(
        Move(
            thing=thing,
            from_state=from_state,
            name=name,
            to_state=to_state,
            who=frozenset(who.split()),
            needs=tuple(needs.split()),
            needs_reason=reason,
            kinds=frozenset(kinds.split()),
        )
        for from_state in from_states.split()
    )


class StateTable:
    """All moves of one kind of record."""

    def __init__(self, thing: str, *rows: Iterable[Move]) -> None:
        self.thing = thing
        self.rows: tuple[Move, ...] = tuple(row for group in rows for row in group)
        for row in self.rows:
            if row.thing != thing:
                raise ValueError(f"A row of “{row.thing}” stands in the table of “{thing}”.")

    def find(self, *, state: str, name: str, kind: str = "") -> Move | None:
        """The row of a move out of a state, or nothing."""
        for row in self.rows:
            if (row.from_state, row.name) == (state, name) and (not row.kinds or kind in row.kinds):
                return row
        return None

    def open_to(self, *, state: str, roles: frozenset[str], kind: str = "") -> list[Move]:
        """The moves that somebody with these roles may make out of a state, for buttons."""
        return [
            row
            for row in self.rows
            if row.from_state == state and row.who & roles and (not row.kinds or kind in row.kinds)
        ]

    def states(self) -> frozenset[str]:
        """Every state that the table knows."""
        return frozenset(state for row in self.rows for state in (row.from_state, row.to_state))
