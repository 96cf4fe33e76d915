"""Properties of the reduction to letters and of runs, for any text."""

from __future__ import annotations

import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from boards.packs.runs import LENGTH, Runs
from portal.pdf.read.letters import Letters, fold, letters, words

WORD = st.text("abcdefghijklmnopqrstuvwxyzéŵŷßﬁ", min_size=2, max_size=9)
TEXT = st.lists(WORD, min_size=LENGTH, max_size=30)
JOINT = st.sampled_from(
    [" ", "\n", "  ", " \u00ad", ", ", "\u200b ", "\r\n", " (", "\u00a0", "-\n"]
)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80))
def test_reducing_forgets_case_form_and_spelling(text: str) -> None:
    row = letters(text)
    assert letters(row) == row
    assert Letters.of(text).text == row
    assert letters(unicodedata.normalize("NFD", text)) == letters(
        unicodedata.normalize("NFC", text)
    )
    assert row == "".join(map(fold, words(text)))


@settings(max_examples=60, deadline=None)
@given(st.data(), TEXT, st.booleans())
def test_a_run_is_found_however_it_is_broken_up(
    data: st.DataObject, own: list[str], loud: bool
) -> None:
    runs = Runs()
    runs.add("7", " ".join(own))
    first = data.draw(st.integers(0, len(own) - LENGTH))
    part = own[first : first + LENGTH]
    written = part[0]
    for word in part[1:]:
        written += data.draw(JOINT) + word
    if loud:
        written = written.upper()
    found = [run for _, run, _ in runs.find(Letters.of(f"12 {written} 34"))]
    if len({fold(word) for word in part}) > 2:
        assert letters("".join(part)) in found


@settings(max_examples=60, deadline=None)
@given(TEXT)
def test_what_is_cleared_is_looked_for_no_more(own: list[str]) -> None:
    runs = Runs()
    runs.add("7", " ".join(own))
    runs.forget(Letters.of(" ".join(own)))
    assert len(runs) == 0


@settings(max_examples=60, deadline=None)
@given(TEXT)
def test_words_stand_where_the_row_says(own: list[str]) -> None:
    row = Letters.of(" ".join(own))
    for index, word in enumerate(row.words):
        start, end = row.starts[index], row.starts[index + 1]
        assert row.text[start:end] == fold(word)
        assert row.is_whole(start, end)
        assert row.words_between(start, end) == [word]
