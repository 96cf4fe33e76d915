"""Exempt and confidential information: the paragraphs of each nation, and what they are called.

Source: Local Government Act 1972 (LGA72) s.100A and Schedule 12A: Part 1 paragraphs 1 to 7 for
England, Part 4 paragraphs 12 to 18 for Wales. Information is exempt only if and so long as the
public interest in maintaining the exemption outweighs the public interest in disclosing it.
Confidential information (s.100A(2)-(3)) is something else: it must not be disclosed, no paragraph
is quoted, and no resolution is needed. Bodies without a statutory regime have neither: they
withhold for a reason in words, and no Act is named.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from portal.rules.clocks.marking import gettext_noop as _

ENGLAND: Final = {
    1: _("information relating to an individual"),
    2: _("information likely to reveal the identity of an individual"),
    3: _("information about the financial or business affairs of a particular person"),
    4: _("information about consultations or negotiations on labour relations"),
    5: _("information protected by legal professional privilege"),
    6: _("information that reveals a proposal to give a notice or make an order or direction"),
    7: _("information about action taken to prevent, investigate or prosecute crime"),
}
WALES: Final = {
    12: _("information relating to a particular individual"),
    13: _("information likely to reveal the identity of an individual"),
    14: _("information about the financial or business affairs of a particular person"),
    15: _("information about consultations or negotiations on labour relations"),
    16: _("information protected by legal professional privilege"),
    17: _("information that reveals a proposal to give a notice or make an order or direction"),
    18: _("information about action taken to prevent, investigate or prosecute crime"),
}
_OF_REGIME: Final[dict[str, dict[int, str]]] = {
    "lga72_england": ENGLAND,
    "lga72_wales": WALES,
    "pcp_wales_modified": WALES,
    "non_statutory": {},
}
#: From open to strictest. What is only proposed counts as exempt until it is decided.
STRICTNESS: Final = ("open", "part_exempt", "proposed_exempt", "exempt", "confidential")
#: Access under which nothing of a thing reaches the public.
WITHHELD: Final = frozenset({"proposed_exempt", "exempt", "confidential"})


def paragraphs_of(regime: str) -> dict[int, str]:
    """The paragraphs that a body may quote, each with its title; none without a statute."""
    return dict(_OF_REGIME.get(regime, {}))


def is_statutory(regime: str) -> bool:
    """Whether Schedule 12A binds a body."""
    return bool(_OF_REGIME.get(regime))


def paragraph_refusals(*, regime: str, paragraphs: Sequence[int], ground: str) -> list[str]:
    """Why these paragraphs (and words) cannot make something exempt; an empty list: they can.

    A paragraph of the other nation is refused; without a statutory regime, a ground in words is
    asked for and paragraphs are refused.
    """
    known = _OF_REGIME.get(regime, {})
    if not known:
        if paragraphs:
            return ["No statute names paragraphs for this body. Give the ground in words instead."]
        return [] if ground.strip() else ["Say in words why it is withheld."]
    if not paragraphs:
        return ["Choose the paragraph of Schedule 12A under which it is exempt."]
    wrong = [number for number in paragraphs if number not in known]
    if wrong:
        first, last = min(known), max(known)
        sentence = (
            f"Paragraph {_listed(wrong)} does not apply to this body. Choose from paragraphs "
            f"{first} to {last}."
        )
        return [sentence]
    return []


def exempt_words(*, regime: str, paragraphs: Sequence[int], ground: str = "") -> str:
    """The ground of an exempt thing as people read it, without a full stop.

    Such as “exempt under paragraph 2 of Part 1 of Schedule 12A to the Local Government Act 1972:
    information likely to reveal the identity of an individual”. Without a statutory regime: the
    ground in words.
    """
    known = _OF_REGIME.get(regime, {})
    if not known:
        return ground.strip().rstrip(".")
    if not paragraphs:
        return "exempt information"
    chosen = sorted(set(paragraphs))
    titles = "; ".join(known[number] for number in chosen if number in known)
    return f"exempt under {paragraphs_quoted(regime=regime, paragraphs=chosen)}: {titles}"


def paragraphs_quoted(*, regime: str, paragraphs: Sequence[int]) -> str:
    """The paragraphs with Part and Act, as a resolution quotes them."""
    part = "Part 1" if _OF_REGIME.get(regime) is ENGLAND else "Part 4"
    noun = "paragraph" if len(set(paragraphs)) == 1 else "paragraphs"
    numbers = _listed(sorted(set(paragraphs)))
    return f"{noun} {numbers} of {part} of Schedule 12A to the Local Government Act 1972"


def confidential_words(*, regime: str, ground: str) -> str:
    """The ground of a confidential thing as people read it (LGA72 s.100A(2)-(3)), no full stop.

    The ground itself is told, since it names the bar (a court order, an enactment, a condition of
    the department that sent it) and never the content.
    """
    said = ground.strip().rstrip(".")
    if not is_statutory(regime):
        return said
    return f"confidential under section 100A of the Local Government Act 1972: {said}"


def ground_words(*, access: str, regime: str, paragraphs: Sequence[int], ground: str) -> str:
    """The ground of a thing with this access, as people read it; empty for an open one."""
    if access == "open":
        return ""
    if access == "confidential":
        return confidential_words(regime=regime, ground=ground)
    return exempt_words(regime=regime, paragraphs=paragraphs, ground=ground)


def stricter(one: str, other: str) -> str:
    """The stricter of two kinds of access. What is unknown counts as confidential."""
    return max(one, other, key=_strictness)


def effective_access(*, item: str, paper: str) -> str:
    """The access that counts for a paper: the stricter of its own and its item's."""
    return stricter(item, paper)


def strictest(accesses: Iterable[str]) -> str:
    """The strictest of several; open where there is none."""
    return max(accesses, key=_strictness, default="open")


def _strictness(access: str) -> int:
    return STRICTNESS.index(access) if access in STRICTNESS else len(STRICTNESS)


def _listed(numbers: Sequence[int]) -> str:
    words = [str(number) for number in numbers]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
