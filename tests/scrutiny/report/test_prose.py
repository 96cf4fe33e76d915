from __future__ import annotations

import pytest

from scrutiny.report.prose import Piece, one_line, pieces, sentence


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ()),
        (" \n\n ", ()),
        ("One.\n\nTwo.", (Piece(("One.",)), Piece(("Two.",)))),
        ("One.\nTwo.", (Piece(("One.",)), Piece(("Two.",)))),
        ("One:\n- a\n- b\nTwo.", (Piece(("One:",)), Piece(("a", "b"), True), Piece(("Two.",)))),
        ("- a\n\n- b", (Piece(("a", "b"), True),)),
        ("- \n", (Piece(("-",)),)),
        ("-5 °C", (Piece(("-5 °C",)),)),
    ],
)
def test_texts_are_cut_at_their_lines(text: str, expected: tuple[Piece, ...]) -> None:
    assert pieces(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        ("Done", "Done."),
        ("Done.", "Done."),
        ("Done. ", "Done."),
        ("Why?", "Why?"),
        ("“Done.”", "“Done.”"),
        ("(Done.)", "(Done.)"),
        ("“Done”", "“Done”."),
    ],
)
def test_a_sentence_ends_with_one_stop(text: str, expected: str) -> None:
    assert sentence(text) == expected


def test_a_text_fits_on_one_line() -> None:
    assert one_line(" One.\n\n Two.\u00a0km \n") == "One. Two.\u00a0km"
