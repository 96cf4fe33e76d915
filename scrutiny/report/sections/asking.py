"""The recommendations: each set off by a rule, with its owner and its dates."""

from __future__ import annotations

from django.utils.translation import gettext as _

from scrutiny.report import labels
from scrutiny.report.blocks import (
    WELSH,
    Block,
    Bullets,
    Group,
    Heading,
    Link,
    Passage,
    Section,
    prose,
    table,
)
from scrutiny.report.document import Recommendation, ReportDocument
from scrutiny.report.numbering import finding_anchor, recommendation_anchor
from scrutiny.report.prose import one_line
from scrutiny.report.wording import day, named, short_day


def recommendation_sections(document: ReportDocument) -> list[Section]:
    """The section of recommendations: a table of them all, then each in full."""
    asked = document.recommendations
    overview = _overview(asked) if len(asked) > 1 else []
    blocks = (*overview, *(_recommendation(one) for one in asked))
    return [Section(_("Recommendations"), "recommendations", blocks)]


def recommendation_link(number: int) -> Link:
    """The reference to a recommendation: R1."""
    return Link(f"R{number}", recommendation_anchor(number))


def _overview(asked: tuple[Recommendation, ...]) -> list[Block]:
    return table(
        _("The recommendations and their owners"),
        (_("Number"), _("Owner"), _("Timescale"), _("Response due")),
        (
            (
                "",
                (
                    Passage(reference=recommendation_link(one.number)),
                    Passage(text=named(one.owner)),
                    Passage(text=labels.word(labels.TIMESCALE, one.timescale)),
                    Passage(text=short_day(one.response_due)),
                ),
            )
            for one in asked
        ),
        style="overview",
    )


def _recommendation(one: Recommendation) -> Group:
    title = _("Recommendation R%(number)d") % {"number": one.number}
    facts = tuple(fact for fact in _facts(one) if fact.text or fact.links)
    blocks: list[Block] = [
        Heading(title, recommendation_anchor(one.number)),
        Group(blocks=tuple(prose(one.text, is_numbered=False)), style="ask"),
        *prose(one.text_cy, lang=WELSH),
    ]
    if facts:
        blocks.append(Bullets(items=facts, is_plain=True))
    return Group(blocks=tuple(blocks), style="recommendation")


def _facts(one: Recommendation) -> tuple[Passage, ...]:
    findings = tuple(
        Link(_("Finding %(number)d") % {"number": number}, finding_anchor(number))
        for number in one.findings
    )
    return (
        Passage(lead=_("Owner:"), text=named(one.owner)),
        Passage(lead=_("To be done:"), text=labels.word(labels.TIMESCALE, one.timescale)),
        Passage(lead=_("Response due:"), text=day(one.response_due)),
        Passage(lead=_("What good looks like:"), text=one_line(one.measure)),
        Passage(lead=_("Drawn from:"), links=findings),
        Passage(lead=_("Reference:"), text=one.reference),
    )
