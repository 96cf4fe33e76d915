"""veraPDF on what the portal publishes: the demonstration's report, and reports of every shape."""

from __future__ import annotations

from pathlib import Path

import pytest

from scrutiny.report import render
from tests.demonstration.crawling import Crawl
from tests.long.verapdf import verdict
from tests.scrutiny.report import documents

pytestmark = [pytest.mark.long, pytest.mark.once, pytest.mark.django_db]


@pytest.mark.parametrize("edition", ["1", "2"])
def test_the_demonstration_conforms(pages: Crawl, tmp_path: Path, edition: str) -> None:
    (report,) = pages.ending(
        f"/police-contribution-to-child-protection/report/{edition}/report.pdf"
    )
    file = tmp_path / "report.pdf"
    file.write_bytes(report.body)
    conforms, words = verdict(file)
    assert conforms, words


@pytest.mark.parametrize(
    "shape", ["full_document", "bare_document", "long_document", "welsh_document"]
)
def test_reports_of_every_shape_conform(tmp_path: Path, shape: str) -> None:
    file = tmp_path / "report.pdf"
    file.write_bytes(render.pdf(getattr(documents, shape)()))
    conforms, words = verdict(file)
    assert conforms, words
