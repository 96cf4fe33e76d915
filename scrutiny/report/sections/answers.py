"""What came after the asking: responses, actions, progress, and what happens next."""

from __future__ import annotations

from collections import Counter

from django.utils.translation import gettext as _

from scrutiny.report import labels
from scrutiny.report.blocks import (
    WELSH,
    Block,
    Bullets,
    Figure,
    Heading,
    Link,
    Passage,
    Section,
    led,
    prose,
    table,
)
from scrutiny.report.charts import bar_chart
from scrutiny.report.document import Action, Decision, ReportDocument, Response
from scrutiny.report.prose import one_line, sentence
from scrutiny.report.sections.asking import recommendation_link
from scrutiny.report.sections.progress import progress_blocks
from scrutiny.report.wording import (
    action_lateness,
    day,
    joined,
    named,
    response_timing,
    short_day,
)


def answer_sections(document: ReportDocument) -> list[Section]:
    """Response, actions, progress, what happens next."""
    return [
        Section(_("Response"), "response", tuple(_responses(document))),
        Section(_("Actions"), "actions", tuple(_actions(document))),
        Section(_("Progress"), "progress", tuple(progress_blocks(document))),
        Section(_("What happens next"), "next-steps", tuple(prose(document.next_steps))),
    ]


def _responses(document: ReportDocument) -> list[Block]:
    blocks: list[Block] = []
    if document.decisions:
        blocks += _figure(document)
    for response in document.responses:
        blocks += _response(response, document)
    return blocks


def _figure(document: ReportDocument) -> list[Block]:
    decisions = document.decisions
    asked = [one.number for one in document.recommendations]
    counted = Counter(decisions[number].decision for number in asked if number in decisions)
    counts = [(str(label), counted[code]) for code, label in labels.DECISION.items()]
    counts.append((str(labels.UNANSWERED), len(asked) - counted.total()))
    caption = _("How the recommendations were answered")
    summary = joined(f"{label} {count}" for label, count in counts)
    title = f"{caption}: {summary}"
    description = _("A bar for each decision; its length is the number of recommendations.")
    rows = [("", (Passage(text=label), Passage(text=str(count)))) for label, count in counts]
    columns = (_("Decision"), _("Number"))
    return [
        Figure(caption=caption, chart=bar_chart(title, description, counts)),
        *table(_("The numbers of the figure"), columns, rows, style="numbers"),
    ]


def _response(response: Response, document: ReportDocument) -> list[Block]:
    timing = response_timing(response, document.counted_to)
    return [
        Heading(_("Response of %(name)s") % {"name": named(response.addressee)}),
        Passage(text=timing, is_numbered=True),
        *prose(response.introduction),
        *_decisions(response),
        *_reasons(response),
        *_unanswered(response),
    ]


def _decisions(response: Response) -> list[Block]:
    caption = _("Decisions of %(name)s") % {"name": response.addressee.name}
    columns = (_("Number"), _("Decision"), _("Who will do it"), _("By when"))
    return table(
        caption,
        columns,
        (
            (
                f"decision-{one.recommendation}",
                (
                    Passage(reference=recommendation_link(one.recommendation)),
                    Passage(text=labels.word(labels.DECISION, one.decision)),
                    Passage(text=one.owner),
                    Passage(text=short_day(one.due_on)),
                ),
            )
            for one in response.decisions
        ),
        style="decisions",
    )


def _reasons(response: Response) -> list[Block]:
    return [block for one in response.decisions for block in _reason(one)]


def _reason(one: Decision) -> list[Block]:
    where = {"number": one.recommendation}
    return [
        *led(_("Reason on R%(number)d.") % where, one.reason),
        *prose(one.reason_cy, lang=WELSH),
        *led(_("Action on R%(number)d.") % where, one.action),
        *led(_("What the body thinks of the answer on R%(number)d.") % where, _verdict(one)),
    ]


def _verdict(one: Decision) -> str:
    """The verdict as a sentence, with its reason and the minute that records it."""
    words = labels.word(labels.VERDICT, one.verdict)
    if not words:
        return ""
    minute = _("minute %(minute)s") % {"minute": one.verdict_by} if one.verdict_by else ""
    told = f"{words} ({minute})." if minute else f"{words}."
    return " ".join(filter(None, (told, sentence(one.verdict_reason))))


def _unanswered(response: Response) -> list[Block]:
    if response.state != "published" or not response.unanswered:
        return []
    links: tuple[Link, ...] = tuple(recommendation_link(one) for one in response.unanswered)
    return [Passage(text=_("Not answered yet:"), links=links, is_numbered=True)]


def _actions(document: ReportDocument) -> list[Block]:
    if not document.actions:
        return []
    columns = (_("Number"), _("What is to be done"), _("Owner"), _("Due"), _("State"))
    rows = (
        (
            "",
            (
                Passage(text=one.reference),
                Passage(text=one_line(one.text)),
                Passage(text=named(one.owner)),
                Passage(text=short_day(one.due_on)),
                Passage(text=_state(one, document)),
            ),
        )
        for one in document.actions
    )
    return [*table(_("The actions agreed"), columns, rows, style="actions"), *_redated(document)]


def _state(action: Action, document: ReportDocument) -> str:
    state = labels.word(labels.ACTION_STATE, action.state)
    late = action_lateness(action, document.counted_to)
    return f"{state}. {late}." if late else state


def _redated(document: ReportDocument) -> list[Block]:
    items = tuple(
        Passage(
            lead=_("Action %(reference)s:") % {"reference": one.reference},
            text=_("from %(from)s to %(to)s, because: %(reason)s")
            % {
                "from": day(change.from_date),
                "to": day(change.to_date),
                "reason": sentence(one_line(change.reason)),
            },
        )
        for one in document.actions
        for change in one.redatings
    )
    return [Heading(_("Dates that were changed")), Bullets(items=items)] if items else []
