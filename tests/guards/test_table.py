"""The table of guards fits the project, and every security case stands in it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest

from tests.guards.__main__ import lines_without_text
from tests.guards.guard import Guard, MissingTextError
from tests.guards.results import outcome_of
from tests.guards.table import GUARDS
from tests.template_database import ROOT

CASES: Final = {*range(1, 64)}


def test_every_line_fits_the_project() -> None:
    assert lines_without_text(GUARDS) == []
    assert len({one.name for one in GUARDS}) == len(GUARDS)
    for one in GUARDS:
        file, _colons, name = one.test.partition("::")
        assert f"def {name}(" in (ROOT / file).read_text(), one.name


def test_every_security_case_has_a_guard() -> None:
    found = {
        int(number)
        for one in GUARDS
        for number in re.findall(r"\b\d+\b", one.cases)
        if "RFC" not in one.cases
    }
    assert sorted(CASES - found) == []
    listed = (ROOT / "docs" / "security.md").read_text()
    assert [one for one in sorted(CASES) if f"| {one} |" not in listed] == []


def test_a_text_must_stand_there_once() -> None:
    guard = Guard("name", "1", "a.py", "safe()", "", "tests/test_a.py")
    assert guard.removed_from("a\nsafe()\nb") == "a\n\nb"
    for source in ("nothing", "safe() safe()"):
        with pytest.raises(MissingTextError):
            guard.removed_from(source)


def test_only_an_assertion_counts_as_red(tmp_path: Path) -> None:
    def word(inside: str) -> str:
        report = tmp_path / "report.xml"
        report.write_text(f"<testsuites><testsuite>{inside}</testsuite></testsuites>")
        return outcome_of(report).word

    assert outcome_of(tmp_path / "none.xml").word == "broken"
    assert word("") == "broken"
    assert word('<testcase name="a"/>') == "green"
    assert word('<testcase><failure message="AssertionError: assert 1 == 2"/></testcase>') == "red"
    assert word('<testcase><failure message="assert 1 == 2"/></testcase>') == "red"
    assert word('<testcase><failure message="Failed: DID NOT RAISE"/></testcase>') == "red"
    assert word("<testcase><failure message=\"KeyError: 'a'\"/></testcase>") == "broken"
    assert word('<testcase><error message="ImportError: no"/></testcase>') == "broken"
    assert word("<testcase><skipped/></testcase>") == "broken"
