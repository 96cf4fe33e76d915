"""May this edition be published? A list of concerns; empty means yes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from scrutiny.rules.gaps import UNSETTLED, EvidenceItem, FindingItem, Line, RecommendationItem

#: Stages of a review in which an edition may be published.
PUBLISHABLE_STAGES = frozenset({"agreed", "published", "response_received", "tracking", "closed"})


NO_SUMMARY = "The report has no summary. Write one: it is what most people read."
NO_PERIOD = (
    "No period for the response is set. The body decides a reasonable period for each report "
    "(Police Reform and Social Responsibility Act 2011, section 29(3))."
)


@dataclass(frozen=True)
class Edition:
    """An edition with all that it would show, as the rules need it."""

    state: str
    review_state: str
    has_summary: bool
    has_period: bool
    lines: tuple[Line, ...]
    evidence: tuple[EvidenceItem, ...]
    findings: tuple[FindingItem, ...]
    recommendations: tuple[RecommendationItem, ...]


def agreement_refusals(*, has_summary: bool, has_period: bool, asks: bool) -> list[str]:
    """Why an edition may not be agreed yet: what could not be written any more once it is frozen.

    `asks` says that it makes recommendations, which need a period for the response.
    """
    reasons = []
    if not has_summary:
        reasons.append(NO_SUMMARY)
    if asks and not has_period:
        reasons.append(NO_PERIOD)
    return reasons


def _named(labels: Sequence[str]) -> str:
    """Labels as a short list in a sentence."""
    shown = list(labels[:5])
    if len(labels) > 5:
        shown.append(f"{len(labels) - 5} more")
    return ", ".join(shown)


def publication_refusals(edition: Edition) -> list[str]:
    """Why an edition may not be published yet, in sentences that say what to do."""
    reasons: list[str] = []
    if edition.state not in {"agreed", "embargoed"}:
        reasons.append(
            "The report has not been agreed. Record the minute of the meeting that agreed it."
        )
    if edition.review_state not in PUBLISHABLE_STAGES:
        reasons.append(
            "The review has not reached the stage “Report agreed”. Record the minute that agrees "
            "its report first."
        )
    if not edition.has_summary:
        reasons.append(NO_SUMMARY)
    reasons += _line_refusals(edition)
    reasons += _finding_refusals(edition)
    reasons += _recommendation_refusals(edition)
    return reasons


def _line_refusals(edition: Edition) -> list[str]:
    lines = [one for one in edition.lines if one.state not in {"superseded", "dropped"}]
    reasons = []
    if not lines:
        reasons.append("The review has no key line of enquiry. A report answers agreed questions.")
    open_lines = [one.label for one in lines if one.state in UNSETTLED]
    if open_lines:
        reasons.append(
            f"Not settled yet: {_named(open_lines)}. Answer each line of enquiry, or say why it "
            "could not be answered."
        )
    unconcluded = [
        one.label
        for one in lines
        if one.state in {"answered", "partly_answered"} and not one.has_conclusion
    ]
    if unconcluded:
        reasons.append(f"Without a conclusion: {_named(unconcluded)}. Write what was concluded.")
    return reasons


def _finding_refusals(edition: Edition) -> list[str]:
    accepted = {one.pk for one in edition.evidence if one.state == "accepted"}
    bare = [one.label for one in edition.findings if not accepted.intersection(one.evidence)]
    reasons = []
    if bare:
        reasons.append(
            f"Without accepted evidence: {_named(bare)}. A finding cites at least one item of "
            "evidence that has been accepted."
        )
    withdrawn = {one.pk: one.label for one in edition.evidence if one.state == "withdrawn"}
    on_withdrawn = [one.label for one in edition.findings if set(one.evidence) & withdrawn.keys()]
    if on_withdrawn:
        reasons.append(
            f"Resting on evidence that was withdrawn: {_named(on_withdrawn)}. Take the citation "
            "out."
        )
    unexplained = [
        one.label
        for one in edition.evidence
        if one.is_restricted and not one.has_restriction_reason and one.state == "accepted"
    ]
    if unexplained:
        reasons.append(
            f"Restricted without a reason: {_named(unexplained)}. Say why, without naming anybody; "
            "the reason is printed in place of the evidence."
        )
    return reasons


def _recommendation_refusals(edition: Edition) -> list[str]:
    asked = [one for one in edition.recommendations if one.state not in {"withdrawn", "superseded"}]
    reasons = []
    drafts = [one.label for one in asked if one.state == "draft"]
    if drafts:
        reasons.append(
            f"Still in draft: {_named(drafts)}. Record the minute that agrees them, or discard "
            "them."
        )
    ownerless = [one.label for one in asked if not one.has_addressee]
    if ownerless:
        reasons.append(f"Addressed to nobody: {_named(ownerless)}. Name one owner for each.")
    groundless = [one.label for one in asked if not one.findings]
    if groundless:
        reasons.append(
            f"Drawn from no finding: {_named(groundless)}. Choose the finding that each rests on."
        )
    if any(one.state == "agreed" for one in asked) and not edition.has_period:
        reasons.append(NO_PERIOD)
    return reasons


def leak_refusals(
    withheld: Sequence[tuple[str, str]], texts: Sequence[tuple[str, str]]
) -> list[str]:
    """Places where a name or title that must stay private stands in a text to be published.

    `withheld` holds (what it is, the words), `texts` holds (where, the text). The words
    themselves are not repeated in the sentence, since refusals may be logged.
    """
    reasons = []
    for what, words in withheld:
        wanted = words.strip()
        if len(wanted) < 3:
            continue
        pattern = re.compile(
            r"(?<!\w)" + r"\s+".join(map(re.escape, wanted.split())) + r"(?!\w)", re.IGNORECASE
        )
        places = [where for where, text in texts if pattern.search(text)]
        if places:
            reasons.append(f"{what} stands in: {_named(places)}. Take it out before publishing.")
    return reasons
