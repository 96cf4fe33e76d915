"""The chair's brief: order, times, votes, questions, and what to say when the public must leave.

For the chair and the officers only; it holds private titles and is never part of a pack.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from boards.models import AgendaItem, Meeting, Paper, Restriction, ScrutinyBody
from boards.operations.texts import texts_of
from boards.rules.agenda import LEFT, numbered
from boards.rules.chairs_brief import running_times
from boards.rules.exemptions import WITHHELD, is_statutory, strictest
from boards.rules.legal_texts import EXCLUSION, exclusion_ground, filled


@dataclass(frozen=True)
class BriefItem:
    """One item as the chair needs it.

    `starts_at` is when it begins by the plan, `papers` are the titles of its papers. `exclusion`
    holds the words for excluding the public, `exclusion_note` what the chair must know about them;
    both are empty where the item is open. `has_left` says that it was deferred or withdrawn.
    """

    number: int
    title: str
    public_title: str
    state: str
    has_left: bool
    starts_at: time | None
    minutes: int | None
    purpose: str
    lead: str
    text: str
    votes_needed: str
    questions: str
    urgency_reason: str
    state_reason: str
    access: str
    exclusion: str
    exclusion_note: str
    papers: tuple[str, ...]


@dataclass(frozen=True)
class ChairsBrief:
    """The whole brief. `without_minutes` counts items for which no time is planned."""

    items: tuple[BriefItem, ...]
    ends_at: time | None
    total_minutes: int
    without_minutes: int
    notes: str

    @property
    def votes(self) -> tuple[BriefItem, ...]:
        """The items that need a vote of a certain size."""
        return tuple(item for item in self.items if item.votes_needed and not item.has_left)

    @property
    def exclusions(self) -> tuple[BriefItem, ...]:
        """The items for which the public must leave."""
        return tuple(item for item in self.items if item.exclusion_note and not item.has_left)


def chairs_brief(meeting: Meeting) -> ChairsBrief:
    """The brief of a meeting as its agenda stands now. Five queries, however long the agenda."""
    body = meeting.body
    wording = texts_of(body)[EXCLUSION]
    held = Restriction.objects.filter(released_on=None)
    papers = Paper.objects.filter(withdrawn_reason="").prefetch_related(
        Prefetch("restrictions", held, to_attr="held")
    )
    rows = AgendaItem.objects.filter(meeting=meeting).prefetch_related(
        Prefetch("papers", papers, to_attr="current_papers"),
        Prefetch("restrictions", held, to_attr="held"),
    )
    standing = numbered(rows)
    planned = [0 if item.state in LEFT else item.minutes or 0 for _number, item in standing]
    times = running_times(meeting.starts_at, planned)
    items = tuple(
        _item(number, item, begins, body=body, wording=wording)
        for (number, item), begins in zip(standing, times, strict=False)
    )
    return ChairsBrief(
        items=items,
        ends_at=times[-1],
        total_minutes=sum(planned),
        without_minutes=sum(1 for item in items if not item.has_left and not item.minutes),
        notes=meeting.chairs_brief,
    )


def _item(
    number: int, item: AgendaItem, begins: time | None, *, body: ScrutinyBody, wording: str
) -> BriefItem:
    papers: list[Paper] = item.current_papers  # type: ignore[attr-defined]
    access = strictest([item.access, *(paper.access for paper in papers)])
    restrictions: list[Restriction] = [
        *item.held,  # type: ignore[attr-defined]
        *(one for paper in papers for one in paper.held),  # type: ignore[attr-defined]
    ]
    exclusion, note = _exclusion(access, restrictions, regime=body.access_regime, wording=wording)
    return BriefItem(
        number=number,
        title=item.title,
        public_title=item.public_title,
        state=item.state,
        has_left=item.state in LEFT,
        starts_at=None if item.state in LEFT else begins,
        minutes=item.minutes,
        purpose=item.get_purpose_display(),
        lead=item.lead,
        text=item.text,
        votes_needed=item.votes_needed,
        questions=item.questions,
        urgency_reason=item.urgency_reason,
        state_reason=item.state_reason,
        access=access,
        exclusion=exclusion,
        exclusion_note=note,
        papers=tuple(paper.title for paper in papers),
    )


def _exclusion(
    access: str, restrictions: Sequence[Restriction], *, regime: str, wording: str
) -> tuple[str, str]:
    """The words for excluding the public, and what the chair must know about them."""
    if access == "open":
        return "", ""
    if access == "confidential":
        if is_statutory(regime):
            note = _(
                "Confidential information: the public must be excluded, and no resolution is "
                "needed (Local Government Act 1972, section 100A(2))."
            )
            return "", note
        return "", _("Confidential: for those named alone.")
    paragraphs = sorted({number for one in restrictions for number in one.paragraphs})
    grounds = [one.ground.strip().rstrip(".") for one in restrictions if one.ground.strip()]
    ground = exclusion_ground(regime=regime, paragraphs=paragraphs, ground="; ".join(grounds))
    words = filled(wording, ground=ground)
    if access == "part_exempt":
        return words, _("Only part is exempt: move this when the meeting comes to that part.")
    if access not in WITHHELD or not is_statutory(regime):
        return words, _("This item is not held in public.")
    if access == "proposed_exempt":
        note = _("The proper officer has not decided yet. If the item is exempt, move and vote:")
        return words, note
    return words, _("Move and vote on this before the item; the minutes quote the paragraph.")
