"""What is to be done with the pages of a file, as the request says it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from portal.pdf.redact.reading import Mark


@dataclass
class Asked:
    """One page: its marks; whether nothing of it stays; what stands in its place then."""

    marks: list[Mark] = field(default_factory=list)
    withheld_as: str = ""

    @property
    def is_whole(self) -> bool:
        """Whether the whole page is withheld."""
        return bool(self.withheld_as)


def asked_of(request: dict[str, Any]) -> dict[int, Asked]:
    """The pages that are drawn anew, by number from 1.

    `marks` of the request are dictionaries of `page`, `box` (none for the whole page) and `label`;
    `hidden` are pairs of a page and a box with a text that cannot be seen there.
    """
    pages: dict[int, Asked] = {}
    for one in request["marks"]:
        page = pages.setdefault(int(one["page"]), Asked())
        if one["box"] is None:
            page.withheld_as = one["label"]
        else:
            page.marks.append(Mark(_box(one["box"]), one["label"]))
    for number, box in request.get("hidden", ()):
        page = pages.setdefault(int(number), Asked())
        page.marks.append(Mark(_box(box), "", is_burned=False))
    return dict(sorted(pages.items()))


def _box(values: Any) -> tuple[float, float, float, float]:
    left, bottom, right, top = (float(value) for value in values)
    return min(left, right), min(bottom, top), max(left, right), max(bottom, top)
