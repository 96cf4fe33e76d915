"""What pytest says of a run, told apart: green, red for an assertion, broken for anything else."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from xml.etree.ElementTree import Element, ParseError, parse

#: How a failure begins that a test has found, and none that an import or a fixture met.
_ASSERTED: Final = re.compile(r"(E\s+)?(AssertionError|assert |Failed: )")


@dataclass(frozen=True)
class Outcome:
    """How one run ended, in a word and the first line of the reason."""

    word: str
    reason: str = ""

    @property
    def is_green(self) -> bool:
        """Whether at least one test ran, and all passed."""
        return self.word == "green"

    @property
    def is_red(self) -> bool:
        """Whether a test found the guard missing."""
        return self.word == "red"


def outcome_of(report: Path) -> Outcome:
    """Read the report of a run (JUnit XML)."""
    try:
        cases = list(parse(report).getroot().iter("testcase"))
    except (OSError, ParseError):
        return Outcome("broken", "pytest wrote no report")
    if not cases:
        return Outcome("broken", "no test was collected")
    failures = [one for case in cases for one in case.findall("failure")]
    errors = [one for case in cases for one in case.findall("error")]
    asserted = [one for one in failures if _ASSERTED.match(one.get("message", ""))]
    if asserted:
        return Outcome("red", _first_line(asserted[0]))
    if errors or failures:
        return Outcome("broken", _first_line((errors or failures)[0]))
    if any(case.find("skipped") is not None for case in cases):
        return Outcome("broken", "a test was skipped")
    return Outcome("green")


def _first_line(found: Element) -> str:
    return " ".join(found.get("message", "").split())[:110]


def tests_not_green(report: Path) -> set[str]:
    """The tests of a run that did not pass, as the table writes them."""
    try:
        cases = list(parse(report).getroot().iter("testcase"))
    except (OSError, ParseError):
        return set()
    return {
        f"{case.get('classname', '').replace('.', '/')}.py::{case.get('name', '').split('[')[0]}"
        for case in cases
        if len(case.findall("failure") + case.findall("error") + case.findall("skipped"))
    }
