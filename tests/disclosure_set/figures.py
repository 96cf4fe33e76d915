"""What the gate makes of the labelled cases: recall at stop and false stops, by kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from portal.rules.disclosure import concerns
from portal.rules.disclosure.facts import Contents, Level
from tests.disclosure_set.generate import KNOWN, ODDITIES, Case, watch_list


@dataclass
class Figures:
    """Counts of one kind; the texts are kept of what went wrong."""

    data: int = 0
    found: int = 0
    alike: int = 0
    false: int = 0
    missed: list[Case] = field(default_factory=list)
    mistaken: list[Case] = field(default_factory=list)

    @property
    def recall(self) -> float:
        """The part of the data that was found at stop."""
        return self.found / self.data if self.data else 1.0

    @property
    def false_rate(self) -> float:
        """The part of the look-alikes that were taken for a datum at stop."""
        return self.false / self.alike if self.alike else 0.0


def measured(
    cases: Iterable[Case], read: Callable[[Case], Contents] = lambda case: case.contents
) -> dict[str, Figures]:
    """Look at every case; “hidden text” counts the boxes themselves, whatever is under them.

    A container that is a stop by itself proves nothing about its words: only the words are
    counted for the other kinds.
    """
    watch = [watch_list()]
    figures: dict[str, Figures] = {}
    for case in cases:
        contents = read(case)
        stops = {
            one.code
            for one in concerns(contents, known=KNOWN, watch=watch)
            if one.level == Level.STOP
        }
        if case.container == "under_box":
            _count(figures.setdefault("hidden_text", Figures()), case, "hidden_text" in stops)
        words = stops - set(ODDITIES.values()) - {"invisible_text"}
        _add(figures.setdefault(case.kind, Figures()), case, words)
    return figures


def _add(figures: Figures, case: Case, words: set[str]) -> None:
    if case.expected is not None:
        _count(figures, case, case.expected in words)
        return
    figures.alike += 1
    if words:
        figures.false += 1
        figures.mistaken.append(case)


def _count(figures: Figures, case: Case, is_found: bool) -> None:
    figures.data += 1
    figures.found += is_found
    if not is_found:
        figures.missed.append(case)
