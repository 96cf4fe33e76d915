"""What follows a report, on the screen of its review: answers, progress, impact."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from portal.clock import CIVIL_ZONE
from portal.desk import DeskMixin, Row, Section
from portal.desk.kinds import anchor_of
from portal.desk.screen import buttons_of
from scrutiny.desk.answers.kinds import IMPACT, IMPACT_HELD, NEWS, VERDICTS
from scrutiny.desk.saying import day_words, facts_of

if TYPE_CHECKING:
    from scrutiny.desk.answers.gaps import Aftermath
    from scrutiny.models import ImpactReview, ProgressUpdate, Recommendation


def answer_sections(view: DeskMixin, after: Aftermath) -> list[Section]:
    """Answers with their verdicts, progress, and impact; each only once there is something."""
    numbers = {one.pk: one.number for one in after.recommendations}
    decided = [one for one in after.recommendations if getattr(one, "decision", None)]
    closed = [one for one in after.recommendations if one.closed_minute_id]
    sections = []
    if decided:
        sections.append(
            Section(
                anchor="decisions",
                heading=_("Answers and verdicts"),
                rows=[_answer(view, one) for one in decided],
                empty="",
            )
        )
    if decided or after.updates:
        sections.append(
            Section(
                anchor=NEWS.name,
                heading=_("Progress"),
                rows=[_update(view, one, numbers) for one in after.updates],
                empty=_("What is reported about recommendations and actions appears here."),
                add_url=view.address("add", kind=NEWS.name),
                add_label=_("Add progress or a rating"),
            )
        )
    if closed or after.impact:
        sections.append(
            Section(
                anchor=IMPACT.name,
                heading=_("Impact"),
                rows=[_impact(view, one, numbers) for one in after.impact],
                empty=_("What changed for children or victims is looked at here, some months on."),
                add_url=view.address("add", kind=IMPACT.name),
                add_label=_("Plan an impact review"),
            )
        )
    return sections


def _answer(view: DeskMixin, one: Recommendation) -> Row:
    decision: Any = one.decision
    address = view.address("edit", kind=VERDICTS.name, pk=decision.pk)
    return Row(
        anchor=anchor_of(VERDICTS, decision),
        title=f"R{one.number}: {decision.get_decision_display()}",
        edit_url=view.address("edit", kind="decisions", pk=decision.pk),
        history_url=view.address("history", kind="decisions", pk=decision.pk),
        state=decision.get_verdict_display() or _("No verdict yet"),
        family={"answers": "done", "does_not_answer": "problem"}.get(decision.verdict, "waiting"),
        facts=facts_of(
            (_("Reason"), decision.reason),
            (_("Action"), decision.action),
            (_("Who will do it"), decision.owner),
            (_("By when"), day_words(decision.due_on)),
            (_("Why the body thinks so"), decision.verdict_reason),
            (_("Verdict by"), str(decision.verdict_minute or "")),
        ),
        links=[(_("Record the verdict"), address)],
    )


def _update(view: DeskMixin, one: ProgressUpdate, numbers: dict[int, int]) -> Row:
    about = (
        f"R{numbers.get(one.recommendation_id, '')}"
        if one.recommendation_id
        else _("Action %s") % (one.action.reference if one.action else "")
    )
    day = day_words(one.made_at.astimezone(CIVIL_ZONE).date())
    return Row(
        anchor=anchor_of(NEWS, one),
        title=f"{about}, {day}",
        state=NEWS.state_words(one),
        family="done" if one.confirmed_at else "waiting",
        facts=facts_of(
            (_("Progress"), one.text),
            (_("What shows it"), one.proof),
            (_("Rating"), one.get_rating_display()),
            (_("Rated by"), str(one.minute or "")),
            (_("Reported by"), str(one.made_by or "")),
        ),
        buttons=buttons_of(view, NEWS, one),
    )


def _impact(view: DeskMixin, one: ImpactReview, numbers: dict[int, int]) -> Row:
    is_held = one.held_on is not None
    held = view.address("edit", kind=IMPACT_HELD.name, pk=one.pk)
    return Row(
        anchor=anchor_of(IMPACT, one),
        title=_("Impact of R%s") % numbers.get(one.recommendation_id, ""),
        edit_url="" if is_held else view.address("edit", kind=IMPACT.name, pk=one.pk),
        history_url=view.address("history", kind=IMPACT.name, pk=one.pk),
        state=one.get_result_display() if is_held else _("Planned"),
        family="done" if is_held else "waiting",
        facts=facts_of(
            (_("Planned for"), day_words(one.planned_on)),
            (_("Held on"), day_words(one.held_on)),
            (_("What changed for children or victims"), one.what_changed),
            (_("What shows it"), one.proof),
            (_("Recorded by"), str(one.minute or "")),
        ),
        links=[] if is_held else [(_("Record what it found"), held)],
    )
