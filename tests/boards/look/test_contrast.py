"""Contrast of colours, against ratios that are known from elsewhere."""

from __future__ import annotations

import pytest

from boards.rules.contrast import (
    BACKGROUNDS,
    LEAST,
    WHITE,
    NoColourError,
    can_be_read,
    colour_typed,
    contrast,
    least_contrast,
    luminance,
    nearest_readable,
    ratio_words,
)

pytestmark = pytest.mark.once

#: Two colours, and their ratio by the definition of WCAG 2.2, worked out by hand or published.
KNOWN = (
    ("#000000", "#ffffff", 21.0),
    ("#ffffff", "#ffffff", 1.0),
    ("#777777", "#ffffff", 4.48),
    ("#767676", "#ffffff", 4.54),
    ("#ff0000", "#ffffff", 4.00),
    ("#0000ff", "#ffffff", 8.59),
    ("#00ff00", "#ffffff", 1.37),
    ("#1d4e89", "#ffffff", 8.4),
)


def test_known_ratios() -> None:
    for one, other, ratio in KNOWN:
        assert contrast(one, other) == pytest.approx(ratio, abs=0.05), one
        assert contrast(one, other) == contrast(other, one)
    assert luminance("#000000") == 0
    assert luminance(WHITE) == pytest.approx(1)


def test_the_edge_lies_at_four_and_a_half_and_nothing_is_rounded_up() -> None:
    """The red part decides between two neighbours: one at 4.49…, one at 4.5 or more."""
    below, above = "#777676", "#767676"
    edge = [
        f"#{grey:02x}{grey:02x}{blue:02x}" for grey in (0x76, 0x77) for blue in range(0x60, 256)
    ]
    ratios = {one: contrast(one, WHITE) for one in edge}
    close = max((one for one in edge if ratios[one] < LEAST), key=ratios.__getitem__)
    assert 4.49 < ratios[close] < 4.5
    assert ratio_words(ratios[close]) == "4.49"
    assert not can_be_read(close, [WHITE])
    just = min((one for one in edge if ratios[one] >= LEAST), key=ratios.__getitem__)
    assert can_be_read(just, [WHITE])
    assert contrast(above, WHITE) > contrast(below, WHITE)


def test_the_proposal_can_be_read_keeps_the_hue_and_is_no_darker_than_it_must_be() -> None:
    for colour in ("#ffcc00", "#ff0000", "#7fd1ae", "#888888", "#ffffff", "#010203"):
        better = nearest_readable(colour)
        assert can_be_read(better), colour
        if can_be_read(colour):
            assert better == colour
            continue
        parts = [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
        found = [int(better[at : at + 2], 16) for at in (1, 3, 5)]
        share = max(found) / max(parts)
        assert all(abs(one - share * part) <= 2 for one, part in zip(found, parts, strict=True))
        assert least_contrast(better) < LEAST + 0.25, colour


def test_every_ground_of_the_pages_counts() -> None:
    assert WHITE in BACKGROUNDS
    assert least_contrast("#767676") < contrast("#767676", WHITE)
    assert not can_be_read("#767676")


def test_what_is_typed_becomes_a_colour_or_is_refused() -> None:
    assert colour_typed(" #1D4E89 ") == "#1d4e89"
    assert colour_typed("1d4e89") == "#1d4e89"
    assert colour_typed("#fc0") == "#ffcc00"
    for wrong in ("", "#12", "#12345", "red", "#1d4e89;}", "#1d4e8g", "url(x)", "#1d4e89ff"):
        with pytest.raises(NoColourError):
            colour_typed(wrong)
