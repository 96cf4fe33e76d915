"""The gate on the labelled set: what it must find, and what it may not take for a datum."""

from __future__ import annotations

from pathlib import Path
from random import Random

from tests.disclosure_set.figures import Figures, measured
from tests.disclosure_set.generate import cases
from tests.disclosure_set.reading import as_files

RECALL, HIDDEN_RECALL, FALSE_RATE = 0.95, 0.98, 0.1
FILES = 40


def wrong(figures: dict[str, Figures]) -> list[str]:
    """The kinds that miss what is wanted, with what went wrong."""
    return [
        f"{kind}: missed {[one.text for one in found.missed]}, "
        f"mistaken {[one.text for one in found.mistaken]}"
        for kind, found in figures.items()
        if found.recall < (HIDDEN_RECALL if kind == "hidden_text" else RECALL)
        or found.false_rate > FALSE_RATE
    ]


def test_the_whole_set_as_contents() -> None:
    every = list(cases())
    assert len(every) >= 400
    assert sum(case.expected is None for case in every) == len(every) // 2
    figures = measured(every)
    assert len(figures) == 8
    assert wrong(figures) == []


def test_a_share_of_the_set_as_real_files(tmp_path: Path) -> None:
    read = as_files(Random(4).sample(list(cases()), FILES), tmp_path)
    assert len(read) > FILES // 2
    assert wrong(measured(read, read.__getitem__)) == []
    assert [case for case, contents in read.items() if contents.unread] == []
