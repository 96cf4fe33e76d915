"""The legal sentences of a body where it has none of its own.

A text may hold `{ground}` (see `filled`). English bodies bound by the Local Government Act 1972
(LGA72) also hear of the Openness of Local Government Bodies Regulations 2014; Welsh ones are bound
by the Act but not by those Regulations. Bodies without a statutory regime meet in private and
publish a summary: no wording of the Act appears there.
"""

from __future__ import annotations

from typing import Final

from boards.rules.exemptions import is_statutory, paragraphs_quoted

EXCLUSION: Final = "exclusion"
FILMING: Final = "filming"
DECLARATIONS: Final = "declarations"
ATTENDANCE: Final = "attendance"
QUESTIONS: Final = "questions"
NOT_FOR_PUBLICATION: Final = "not_for_publication"
NAMES: Final = (EXCLUSION, FILMING, DECLARATIONS, ATTENDANCE, QUESTIONS, NOT_FOR_PUBLICATION)

_ACT: Final = {
    EXCLUSION: (
        "That, under section 100A(4) of the Local Government Act 1972, the public be excluded from "
        "the meeting for this item, because it is likely that exempt information as described in "
        "{ground} would be disclosed to them, and that in all the circumstances the public "
        "interest in maintaining the exemption outweighs the public interest in disclosing the "
        "information."
    ),
    FILMING: (
        "Parts of the meeting that are open to the public may be filmed, recorded and reported on "
        "by anyone, in person or online."
    ),
    DECLARATIONS: (
        "Members are asked to declare any interest in an item of this agenda: which item, what the "
        "interest is, and whether they will leave the room while it is discussed."
    ),
    ATTENDANCE: (
        "The meeting is open to the public, except while exempt or confidential information is "
        "discussed. Nobody needs to register to attend."
    ),
    QUESTIONS: (
        "Members of the public may put questions to the body. Questions must reach the clerk in "
        "writing by the day that the notice of the meeting names."
    ),
    NOT_FOR_PUBLICATION: "NOT FOR PUBLICATION: {ground}",
}
_ENGLAND: Final = {
    FILMING: (
        "Parts of the meeting that are open to the public may be filmed, recorded and reported on "
        "by anyone, also while it goes on (Openness of Local Government Bodies Regulations 2014). "
        "Please do so without disturbing the meeting, and tell the clerk beforehand if you need "
        "room for equipment."
    ),
}
_NON_STATUTORY: Final = {
    EXCLUSION: "That this item be discussed by the members of the board alone: {ground}.",
    FILMING: (
        "The meeting is private, so it may not be filmed or recorded. A summary of what was "
        "discussed and decided is published afterwards."
    ),
    DECLARATIONS: (
        "Those present are asked to say whether they or their agency have an interest in an item "
        "of this agenda, and what it is."
    ),
    ATTENDANCE: (
        "The meeting is held in private. Each agency is represented by its named member, or by a "
        "deputy who may speak and decide for it. A summary is published afterwards."
    ),
    QUESTIONS: (
        "The meeting takes no questions from the public. Questions may be sent to the business "
        "office at any time."
    ),
    NOT_FOR_PUBLICATION: "NOT FOR PUBLICATION: {ground}",
}


def default_text(*, name: str, regime: str) -> str:
    """The text of a name for a body with this access regime.

    Raises KeyError when there is no text of that name.
    """
    if not is_statutory(regime):
        return _NON_STATUTORY[name]
    if regime == "lga72_england" and name in _ENGLAND:
        return _ENGLAND[name]
    return _ACT[name]


def filled(text: str, *, ground: str) -> str:
    """A text with its ground in place; other braces stay as they are."""
    return text.replace("{ground}", ground)


def exclusion_ground(*, regime: str, paragraphs: list[int], ground: str) -> str:
    """What a resolution to exclude the public quotes: the paragraphs, or the ground in words."""
    if is_statutory(regime) and paragraphs:
        return paragraphs_quoted(regime=regime, paragraphs=paragraphs)
    return ground.strip().rstrip(".")
