"""Numbers and anchors: sections 1, 2, 3, paragraphs 1.1, 1.2, and names that links may keep.

Numbers are text of the markup, never made by a style sheet, so that page and PDF read the same.
"""

from __future__ import annotations

from dataclasses import dataclass, field

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True)
class Number:
    """A number as it is printed, and the anchor that leads to it."""

    text: str
    anchor: str


@dataclass
class Numbering:
    """Counts sections, their paragraphs, and appendices by letter."""

    section: str = ""
    sections: int = field(default=0)
    appendices: int = field(default=0)
    paragraphs: int = field(default=0)

    def next_section(self) -> str:
        """Begin the next numbered section and return its number."""
        self.sections += 1
        return self._begin(str(self.sections))

    def next_appendix(self) -> str:
        """Begin the next appendix and return its letter."""
        letter = LETTERS[self.appendices]
        self.appendices += 1
        return self._begin(letter)

    def next_paragraph(self) -> Number:
        """The number of the next paragraph of the section that is open."""
        self.paragraphs += 1
        return Number(
            text=f"{self.section}.{self.paragraphs}",
            anchor=f"p-{self.section.lower()}-{self.paragraphs}",
        )

    def _begin(self, section: str) -> str:
        self.section = section
        self.paragraphs = 0
        return section


def line_anchor(number: int) -> str:
    """Where a key line of enquiry begins."""
    return f"kloe-{number}"


def finding_anchor(number: int) -> str:
    """Where a finding stands."""
    return f"finding-{number}"


def recommendation_anchor(number: int) -> str:
    """Where a recommendation stands."""
    return f"r-{number}"


def evidence_anchor(number: int) -> str:
    """Where an item of evidence stands in the appendix."""
    return f"e-{number}"
