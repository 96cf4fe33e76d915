"""Reads along while PDFs are inspected, and says what in them looks like personal data.

The recognisers run here, in the child: a file made to keep them busy costs nobody else anything.
"""

from __future__ import annotations

from typing import Any

from portal.inside.gathering import Gathering
from portal.inside.pdf import PdfReader, tell_finding
from portal.inside.task import gathering
from portal.pdf.inspect.bounds import Bounds
from portal.rules.disclosure import Known, concerns
from portal.rules.disclosure.facts import Box, Contents, Oddity, Passage, Place


class AlongReader(PdfReader):
    """Reads a file while it is inspected, and is asked afterwards what it found."""

    def __init__(self, bounds: Bounds) -> None:
        self._gathered: Gathering = gathering(bounds)
        super().__init__(self._gathered, bounds)

    def personal_data(self, looked: dict[str, Any]) -> list[dict[str, Any]]:
        """What looks like personal data, as `Concern.as_dict`, the gravest first.

        Args:
            looked: what `portal.pdf.inspect.looking.inspect_path` said of the file.
        """
        for finding in looked["findings"]:
            tell_finding(finding, self._gathered)
        found = concerns(contents_of(self._gathered.as_json()), known=Known(), watch=())
        return [one.as_dict() for one in found]


def contents_of(gathered: dict[str, Any]) -> Contents:
    """The contents that were gathered, with the bare words for what could not be read."""
    return Contents(
        passages=tuple(
            Passage(text, Place(place), page, where, _box(box))
            for text, place, page, where, box in gathered["passages"]
        ),
        oddities=tuple(
            Oddity(code, Place(place), page, where, _box(box), shown)
            for code, place, page, where, box, shown in gathered["oddities"]
        ),
        unread=tuple(f"{what} {name}".strip() for what, name in gathered["unread"]),
    )


def _box(sides: Any) -> Box | None:
    return (sides[0], sides[1], sides[2], sides[3]) if sides else None
