"""veraPDF tells a conforming file from another, so its word on the report means something."""

from __future__ import annotations

from pathlib import Path

import pytest
from weasyprint import HTML

from tests.long.verapdf import verdict

pytestmark = pytest.mark.long

DOCUMENT = "<html lang='en'><head><title>Report</title></head><body><h1>Report</h1></body></html>"


def test_a_conforming_file_is_accepted(tmp_path: Path) -> None:
    file = tmp_path / "good.pdf"
    HTML(string=DOCUMENT).write_pdf(file, pdf_variant="pdf/ua-1")
    conforms, words = verdict(file)
    assert conforms, words
    assert "106 rules" in words


def test_an_untagged_file_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "bad.pdf"
    HTML(string=DOCUMENT).write_pdf(file)
    conforms, words = verdict(file)
    assert not conforms
    assert "7.1-11" in words
