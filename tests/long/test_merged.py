"""veraPDF calls a pack of twenty conforming files conforming, headings and numbers and all."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.long.verapdf import verdict
from tests.portal.pdf.merging_files import conforming, merge

pytestmark = pytest.mark.long


def test_a_pack_of_conforming_files_conforms(tmp_path: Path) -> None:
    files = [
        {"path": conforming(tmp_path, number), "title": f"Paper {number}", "banner": "Restricted"}
        for number in range(20)
    ]
    out = tmp_path / "pack.pdf"
    merge(out, files)
    conforms, words = verdict(out)
    assert conforms, words
