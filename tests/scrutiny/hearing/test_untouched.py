"""The rule of what is untouched, for any lines, questions and entries; and the summary."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from scrutiny.rules.hearing import (
    Answer,
    Asked,
    Line,
    Planned,
    may_keep,
    summary_of,
    untouched,
)

LINES = st.lists(st.integers(1, 9), unique=True, max_size=5).map(
    lambda numbers: [Line(pk=100 + number, number=number) for number in numbers]
)
PLANNED = st.lists(st.tuples(st.integers(101, 109), st.integers(1, 4)), max_size=8).map(
    lambda pairs: [
        Planned(pk=200 + at, line=line, number=number) for at, (line, number) in enumerate(pairs)
    ]
)
ENTRIES = st.lists(
    st.builds(Asked, line=st.integers(101, 109), planned=st.none() | st.integers(200, 208)),
    max_size=8,
)


@given(LINES, PLANNED, ENTRIES)
def test_everything_is_asked_or_named(
    lines: list[Line], planned: list[Planned], entries: list[Asked]
) -> None:
    """Each line has an entry or is named; each question is asked, named, or its line is."""
    found = untouched(lines=lines, planned=planned, entries=entries)
    touched = {one.line for one in entries}
    asked = {one.planned for one in entries}
    known = {line.pk for line in lines}
    assert {one.pk for one in found.lines} == known - touched
    for one in planned:
        is_named = one in found.questions
        stands_with_its_line = one.line in {line.pk for line in found.lines}
        is_done = one.pk in asked or one.line not in known
        assert is_named + (stands_with_its_line or is_done) == 1
    assert [line.number for line in found.lines] == sorted(line.number for line in found.lines)
    assert bool(found) == bool(found.lines or found.questions)
    # One more entry never makes more untouched lines.
    for line in found.lines:
        after = untouched(lines=lines, planned=planned, entries=[*entries, Asked(line.pk, None)])
        assert set(after.lines) == set(found.lines) - {line}


def test_only_an_open_item_may_be_kept() -> None:
    assert may_keep("open")
    for access in ("proposed_exempt", "part_exempt", "exempt", "confidential", ""):
        assert not may_keep(access)


def test_the_summary_says_question_and_answer() -> None:
    answers = [Answer("How soon?", "Within\na week"), Answer("Who counts", " "), Answer("a", "b!")]
    assert summary_of(answers) == "How soon? Within a week.\n\na. b!"
    assert summary_of([]) == ""
