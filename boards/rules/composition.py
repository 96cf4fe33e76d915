"""What is odd about the membership of an English panel: warnings for the clerk, never refusals.

Source: Police Reform and Social Responsibility Act 2011, Schedule 6, paragraphs 4 and 23.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

LEAST_CO_OPTEES: Final = 2
MOST_MEMBERS: Final = 20


@dataclass(frozen=True)
class Sitting:
    """One membership on the day: whether co-opted, and whether a political group is entered."""

    is_co_opted: bool
    has_party: bool


@dataclass(frozen=True)
class Concern:
    """A warning by its code, with the number that it speaks of."""

    code: str
    count: int


def composition_concerns(sittings: Sequence[Sitting]) -> list[Concern]:
    """The warnings for a panel with these members (substitutes left out).

    A co-opted member with a political group is taken to be a councillor: with two co-opted members
    neither may be one, with three or more at least two must not be.
    """
    co_opted = [one for one in sittings if one.is_co_opted]
    independent = [one for one in co_opted if not one.has_party]
    concerns = []
    if len(co_opted) < LEAST_CO_OPTEES:
        concerns.append(Concern("too_few_co_optees", len(co_opted)))
    elif len(independent) < LEAST_CO_OPTEES:
        concerns.append(Concern("co_opted_councillors", len(co_opted) - len(independent)))
    if len(sittings) > MOST_MEMBERS:
        concerns.append(Concern("too_many_members", len(sittings)))
    return concerns
