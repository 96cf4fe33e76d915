"""What holds for every datum: it is found in any sentence, and masking hides most of it."""

from __future__ import annotations

import string

from hypothesis import example, given, settings
from hypothesis import strategies as st
from stdnum.gb import nhs, upn

from portal.rules.disclosure.masking import BULLET, mask
from tests.portal.rules.disclosure.looking import codes, look

EXAMPLES = settings(max_examples=60, deadline=None)
SEPARATORS = st.sampled_from(("", " ", "-", "\n", "\xa0", " - ", ".", "–", "\u200b", "\xad", "/"))
WORDS = st.lists(st.text(string.ascii_lowercase, min_size=1, max_size=8), max_size=6).map(" ".join)


@st.composite
def nhs_numbers(draw: st.DrawFn) -> str:
    nine = draw(st.integers(400_000_000, 799_999_999).filter(_has_check))
    return next(f"{nine}{last}" for last in range(10) if nhs.is_valid(f"{nine}{last}"))


def _has_check(nine: int) -> bool:
    return any(nhs.is_valid(f"{nine}{last}") for last in range(10))


@st.composite
def pupil_numbers(draw: st.DrawFn) -> str:
    rest = f"{draw(st.sampled_from((801, 931, 873, 665)))}{draw(st.integers(10**8, 10**9 - 1))}"
    return f"{upn.calc_check_digit(rest)}{rest}"


@EXAMPLES
@given(nhs_numbers(), SEPARATORS, WORDS, WORDS)
def test_any_nhs_number_is_found(number: str, by: str, before: str, after: str) -> None:
    if len(set(number)) == 1:
        return
    written = by.join((number[:3], number[3:6], number[6:]))
    assert "nhs_number" in codes(f"{before} NHS number {written} {after}")
    if by not in ("", "\u200b", "\xad"):
        assert "nhs_number" in codes(f"{before} {written} {after}") or "tel" in before


@EXAMPLES
@given(pupil_numbers(), SEPARATORS, WORDS, WORDS)
def test_any_pupil_number_is_found(number: str, by: str, before: str, after: str) -> None:
    written = by.join((number[:1], number[1:4], number[4:8], number[8:]))
    assert "upn" in codes(f"{before} UPN {written} {after}")
    assert "upn" in codes(f"{before} {number} {after}")


@EXAMPLES
@given(
    st.sampled_from(("AB", "JK", "PR", "WM", "YZ")),
    st.integers(0, 999_999),
    st.sampled_from("ABCD"),
    SEPARATORS,
    WORDS,
)
def test_any_insurance_number_is_found(
    first: str, digits: int, last: str, by: str, after: str
) -> None:
    number = f"{first}{digits:06}{last}"
    written = by.join((first, number[2:4], number[4:6], number[6:8], last))
    assert "nino" in codes(f"NI number {written} {after}")
    assert "nino" in codes(f"({number}) {after}")


@EXAMPLES
@given(st.text(string.ascii_lowercase + " \n.,;:-()'é", max_size=300))
def test_small_letters_alone_are_nothing(text: str) -> None:
    assert look(text) == []


@EXAMPLES
@example("A")
@example("Jo Li")
@given(st.text(string.ascii_letters + string.digits + " -/.@'", max_size=80))
def test_masking_gives_at_most_half_away(datum: str) -> None:
    signs = [one for one in datum if one.isalnum()]
    left = [one for one in mask(datum).replace(BULLET, "") if one.isalnum()]
    assert 2 * len(left) <= len(signs)
