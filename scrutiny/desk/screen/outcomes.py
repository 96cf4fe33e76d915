"""The parts of the screen from the report on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.desk import Section, row_of
from portal.rules.clocks import days_late
from scrutiny.desk import kinds
from scrutiny.desk.screen.thread import ThreadView, day_words, facts_of, instant_words
from scrutiny.models import Recommendation
from scrutiny.operations.deadlines import answered_on, response_due
from scrutiny.rules.actions import WITH_OWNER
from scrutiny.rules.lateness import lateness
from scrutiny.shown.lateness import answer_lateness


class OutcomeSections(ThreadView):
    """Report, responses and actions."""

    def reports_section(self) -> Section:
        """The editions of the report."""
        reports = self.thread.reports
        rows = [
            row_of(
                self,
                kinds.REPORTS,
                one,
                title=_("Edition %s") % one.edition,
                can_edit=one.state in {"draft", "member_review"},
                facts=facts_of(
                    (_("Why there is a new edition"), one.edition_reason),
                    (_("Agreed by"), str(one.agreed_minute or "")),
                    (
                        _("To be published at"),
                        instant_words(one.publish_at) if one.state == "embargoed" else "",
                    ),
                    (_("Published"), instant_words(one.published_at)),
                    (_("Summary"), Truncator(one.summary).words(40)),
                ),
            )
            for one in reports
        ]
        can_start = not reports or reports[-1].state in {"published", "withdrawn"}
        add = (
            (_("Begin the report") if not reports else _("Start a new edition"))
            if can_start
            else ""
        )
        return self.section(
            kinds.REPORTS,
            _("Report"),
            rows,
            _("The report is made from the records above. Begin it to write its summary."),
            add,
        )

    def responses_section(self) -> Section:
        """Everybody who was asked, with the day due and what was decided."""
        asked: dict[int | None, list[Recommendation]] = {}
        for recommendation in self.thread.recommendations:
            asked.setdefault(recommendation.addressee_id, []).append(recommendation)
        rows = []
        for one in self.thread.responses:
            due = self.due_words(one)
            waiting = [r for r in asked.get(one.addressee_id, []) if r.state == "issued"]
            rows.append(
                row_of(
                    self,
                    kinds.RESPONSES,
                    one,
                    title=str(one.addressee),
                    can_edit=one.state in {"requested", "received", "incomplete"},
                    facts=facts_of(
                        (_("Asked on"), day_words(one.requested_on)),
                        (_("Due"), due),
                        (_("Received"), day_words(one.received_on)),
                        (_("Sent back"), _times(one.times_returned)),
                        (_("Why it was sent back"), one.returned_reason),
                        (_("Document cited"), one.cited_document),
                        (_("Decided"), _decided(asked.get(one.addressee_id, []))),
                    ),
                    links=[
                        (_("The letter (PDF)"), self.address("letter", response_pk=one.pk)),
                        *(
                            (
                                _("Record the decision on R%s") % r.number,
                                self.link(kinds.DECISIONS, f"recommendation={r.pk}"),
                            )
                            for r in waiting
                            if one.state in {"requested", "received", "incomplete"}
                        ),
                    ],
                )
            )
        return self.section(
            kinds.RESPONSES,
            _("Responses"),
            rows,
            _("Everybody who was asked appears here once the report is published."),
        )

    def actions_section(self) -> Section:
        """Actions, with the day due, how often it was changed and the latest news."""
        rows = []
        for one in self.thread.actions:
            is_over = one.state in {"closed", "cancelled"}
            is_owed = one.state in WITH_OWNER
            late = days_late(one.due_on, self.today, self.calendar) if is_owed else 0
            due = day_words(one.due_on)
            if late:
                due += " – " + ngettext(
                    "overdue by %(count)s working day", "overdue by %(count)s working days", late
                ) % {"count": late}
            count = one.times_redated  # type: ignore[attr-defined]
            rows.append(
                row_of(
                    self,
                    kinds.ACTIONS,
                    one,
                    title=f"{one}: {one.text}",
                    can_edit=not is_over,
                    facts=facts_of(
                        (_("Owner"), str(one.owner)),
                        (_("Due"), due),
                        (
                            _("Re-dated"),
                            ngettext("once", "%(count)s times", count) % {"count": count}
                            if count
                            else "",
                        ),
                        (
                            _("From recommendation"),
                            f"R{one.recommendation.number}" if one.recommendation else "",
                        ),
                        (_("Latest update"), one.latest_update or ""),  # type: ignore[attr-defined]
                        (_("Closed by"), str(one.closed_minute or "")),
                    ),
                    links=(
                        []
                        if is_over
                        else [
                            (_("Add an update"), self.link(kinds.UPDATES, f"action={one.pk}")),
                            (_("Change the date"), self.link(kinds.REDATINGS, f"action={one.pk}")),
                        ]
                    ),
                )
            )
        return self.section(
            kinds.ACTIONS,
            _("Actions"),
            rows,
            _("Tasks that follow, with an owner and a date, appear here."),
            _("Add an action"),
        )

    def due_words(self, response: Any) -> str:
        """The due date, with how late it is when it has passed."""
        due = response_due(response, self.calendar)
        words = day_words(due)
        late = lateness(due, answered_on(response), self.today, self.calendar)
        said = answer_lateness(late)
        return f"{words} – {said}" if said else words


def _times(count: int) -> str:
    return ngettext("once", "%(count)s times", count) % {"count": count} if count else ""


def _decided(asked: Sequence[Recommendation]) -> str:
    return ", ".join(
        f"R{one.number} {str(decision.get_decision_display()).lower()}"
        for one in asked
        if (decision := getattr(one, "decision", None)) is not None
    )
