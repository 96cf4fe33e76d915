"""Every code that a record can have has its word; the words are those of the records."""

from __future__ import annotations

from typing import Any

import pytest

from scrutiny import models
from scrutiny.report import labels


@pytest.mark.parametrize(
    ("words", "choices"),
    [
        (labels.KIND, models.Review.Kind),
        (labels.STRENGTH, models.Finding.Strength),
        (labels.CONFIDENCE, models.KeyLineOfEnquiry.Confidence),
        (labels.EVIDENCE_KIND, models.Evidence.Kind),
        (labels.TIMESCALE, models.Recommendation.Timescale),
        (labels.DECISION, models.RecommendationResponse.Decision),
        (labels.ACTION_STATE, models.Action.State),
        (labels.VERDICT, models.RecommendationResponse.Verdict),
        (labels.RATING, models.ProgressUpdate.Rating),
        (labels.IMPACT, models.ImpactReview.Result),
    ],
)
def test_every_code_has_a_word(words: labels.Words, choices: Any) -> None:
    assert set(words) == set(choices.values)
    for code, label in choices.choices:
        assert str(label).split()[0].lower() in str(words[code]).lower()


def test_what_evidence_does_to_an_earlier_finding_has_a_word() -> None:
    assert set(labels.BEARING) == set(models.EvidenceBearing.Bearing.values)


def test_a_code_that_is_unknown_shows_nothing() -> None:
    assert labels.word(labels.DECISION, "maybe") == ""
