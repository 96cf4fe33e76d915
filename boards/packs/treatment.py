"""What becomes of an item or a paper in the pack of one audience. Pure."""

from __future__ import annotations

from typing import Final, Literal

from boards.packs.meeting_facts import ItemFacts, PaperFacts
from boards.rules.agenda import LEFT
from boards.rules.exemptions import WITHHELD

Audience = Literal["public", "restricted"]
Treatment = Literal["include", "public_version", "notice", "to_follow", "withdrawn", "missing"]

PUBLIC: Final = "public"
RESTRICTED: Final = "restricted"
PART: Final = "part_exempt"


def is_hidden(item: ItemFacts, audience: Audience) -> bool:
    """Whether this audience is told no more of an item than that it is withheld, and why.

    Local Government Act 1972, section 100B(2) and 100BA(2); a body without statute withholds by
    its own decision.
    """
    return audience == PUBLIC and item.access in WITHHELD


def treatment_of(paper: PaperFacts, item: ItemFacts, audience: Audience) -> Treatment:
    """What stands in the place of a paper.

    A part-exempt paper without a version for the public is withheld whole from the public: nothing
    is ever shown because something was forgotten.
    """
    if paper.withdrawn_reason or item.state in LEFT:
        return "withdrawn"
    if paper.is_to_follow and not _is_there(paper):
        return "to_follow"
    if audience == PUBLIC:
        if paper.access in WITHHELD or item.access in WITHHELD:
            return "notice"
        if paper.access == PART:
            return "public_version" if paper.public_file else "notice"
    return "include" if _is_there(paper) else "missing"


def _is_there(paper: PaperFacts) -> bool:
    if paper.source == "written":
        return bool(paper.text.strip())
    if paper.source == "records":
        return bool(paper.records)
    return paper.file is not None


def keeps_its_title(paper: PaperFacts, item: ItemFacts, audience: Audience) -> bool:
    """Whether the audience may read the title that the officers use."""
    return audience != PUBLIC or (
        item.access not in WITHHELD
        and paper.access not in WITHHELD
        and not (paper.access == PART and paper.public_title)
    )
