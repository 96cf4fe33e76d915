"""The order and the numbers of an agenda, and when it may still be changed.

The number of an item is its rank among those that stand on the agenda; it is never stored. Once
the agenda is out, what is withdrawn or deferred keeps its number, so that nothing that the public
has read is renumbered. What leaves before that goes to the end (`OFF_THE_AGENDA`), and no gap.
Items that close every meeting lie in a range of their own (`CLOSING`), below which business is
added.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Final, Protocol, TypeVar

#: Places from here on hold items that close the meeting, such as the date of the next one.
CLOSING: Final = 500_000
#: Places from here on hold items that left the agenda before anybody outside read it.
OFF_THE_AGENDA: Final = 1_000_000

PROPOSED: Final = "proposed"
#: States of an item in which nothing is taken at the meeting any more.
LEFT: Final = frozenset({"withdrawn", "deferred"})
#: States of a meeting in which its agenda is closed for good.
AGENDA_CLOSED: Final = frozenset({"minutes_confirmed", "cancelled"})
#: States of a meeting in which its business has begun.
BEGUN: Final = frozenset({"in_progress", "concluded", "minutes_draft"})


class OnAgenda(Protocol):
    """What the order needs to know of an item."""

    @property
    def state(self) -> str:
        """The state, as the table `agenda_item` names it."""

    @property
    def position(self) -> int:
        """The place in the order."""


AnyItem = TypeVar("AnyItem", bound=OnAgenda)


def numbered(items: Iterable[AnyItem]) -> list[tuple[int, AnyItem]]:
    """The items that stand on the agenda, in their order, each with its number from 1.

    Proposed ones have none yet; neither have those that left before the agenda was out. Items at
    the same place keep the order in which they are given.
    """
    standing = [one for one in items if one.state != PROPOSED and not is_off(one)]
    return list(enumerate(sorted(standing, key=lambda one: one.position), start=1))


def is_off(item: OnAgenda) -> bool:
    """Whether an item left the agenda before it was out."""
    return item.position >= OFF_THE_AGENDA


def place_for_business(positions: Iterable[int]) -> int:
    """The place of a new item: after the business so far, before what closes the meeting."""
    return max((place for place in positions if place < CLOSING), default=0) + 1


def place_at_the_end(positions: Iterable[int]) -> int:
    """The place of a late item: after everything, so that no number changes."""
    return max((place for place in positions if place < OFF_THE_AGENDA), default=0) + 1


def places_in_order(order: Sequence[int], *, was_closing: Collection[int]) -> dict[int, int]:
    """The place of each thing of an order, by its primary key.

    Those at the very end that closed the meeting before go on closing it.
    """
    cut = len(order)
    while cut and order[cut - 1] in was_closing:
        cut -= 1
    return {key: rank if rank <= cut else CLOSING + rank for rank, key in enumerate(order, start=1)}


def order_refusals(*, order: Sequence[int], movable: Sequence[int]) -> list[str]:
    """Why an order is none: it must name each of the movable things once, by primary key."""
    if len(set(order)) != len(order):
        return ["One of them stands in the order twice."]
    if set(order) != set(movable):
        sentence = (
            "Something was added or taken away meanwhile. Look at the list again, then order it."
        )
        return [sentence]
    return []


def is_out(*, state: str, is_published: bool) -> bool:
    """Whether the agenda of a meeting is out: published, and not put off since.

    `is_published` says whether the meeting has a day of publication. A postponed meeting gets a
    new notice, so its agenda may be put together anew.
    """
    return is_published and state != "postponed"
