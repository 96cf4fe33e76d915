"""What a PDF says in reading order: by its tags, by the look of its pages, or not at all."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.portal.released_texts import files

pytestmark = pytest.mark.once


def short(block: dict[str, Any]) -> tuple[int, str, str]:
    return block["page"], block["role"], block["text"]


def test_tags_give_headings_lists_tables_pictures_and_languages(tmp_path: Path) -> None:
    told = files.read(files.tagged(), tmp_path)
    blocks = told["blocks"]
    assert (told["source"], told["pages"], told["is_cut"]) == ("tags", 2, False)
    assert [short(one) for one in blocks if one["role"] != "table"] == [
        (1, "h1", "Custody of children"),
        (1, "p", f"Children wait too long. {files.SCRIPT}"),
        (1, "h3", "What we found"),
        (1, "item", "First thing"),
        (1, "item", "Inner thing"),
        (1, "item", "Second thing"),
        (1, "p", "Mae plant yn aros yn rhy hir."),
        (1, "figure", "A curve that falls"),
        (2, "h2", "Over the page"),
        (2, "p", "The marmalade clause stands here."),
    ]
    levels = [one["level"] for one in blocks if one["role"] == "item"]
    assert levels[0] == levels[2] < levels[1]
    assert {one["lang"] for one in blocks if "Mae plant" in one["text"]} == {"cy"}
    (table,) = (one for one in blocks if one["role"] == "table")
    assert table["text"] == "Nights in cells"
    assert [
        [(cell["text"], cell.get("head")) for cell in row["cells"]] for row in table["rows"]
    ] == [
        [("Year", "auto"), ("Nights", "auto")],
        [("2024", "auto"), ("12", None)],
        [("2025", "auto"), ("9", None)],
    ]
    assert "Running foot" not in str(blocks)  # an artifact


def test_without_tags_the_look_of_the_pages_is_read(tmp_path: Path) -> None:
    told = files.read(files.untagged(), tmp_path)
    assert told["source"] == "layer"
    assert [short(one) for one in told["blocks"]] == [
        (1, "h1", "Missing episodes"),
        (1, "p", "Children go missing from care more often than from home."),
        (1, "item", "one bullet"),
        (1, "item", "two bullets"),
        (1, "p", "The longest sentence of all goes"),
        (2, "p", "over to the second page and ends here."),
        (2, "p", "Another plain paragraph of the body text."),
        (3, "p", "Page three has the quince words in it, at last."),
    ]
    assert [one.get("goes_on", False) for one in told["blocks"]].index(True) == 5


def test_a_scan_says_nothing_and_a_long_file_is_cut(tmp_path: Path) -> None:
    told = files.read(files.scanned(), tmp_path)
    assert (told["source"], told["blocks"]) == ("none", [])
    told = files.read(files.untagged(), tmp_path, pages=2)
    assert told["is_cut"]
    assert told["pages"] == 3
    assert "quince" not in str(told["blocks"])
