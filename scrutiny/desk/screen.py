"""The one screen of a review: its gaps on top, then the whole thread in its order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from boards.models import Access
from portal import clock
from portal.calendar import calendar_for
from portal.desk import DeskView, Fact, Row, Section, row_of
from portal.models import Job, JobState
from portal.rules.clocks import days_late
from scrutiny.desk import kinds
from scrutiny.desk.scope import ReviewDesk
from scrutiny.desk.words import gap_sentence
from scrutiny.models import Recommendation, Report
from scrutiny.operations.deadlines import response_due
from scrutiny.queries import Thread, thread_of


class ReviewDeskView(ReviewDesk, DeskView):
    """Everything of one review, in a number of queries that does not grow."""

    template_name = "scrutiny/desk/review.html"
    page_title = ""

    def setup(self, request: Any, *args: Any, **kwargs: Any) -> None:
        """Load the thread once."""
        super().setup(request, *args, **kwargs)
        self.thread: Thread = thread_of(self.owner)
        self.today = clock.today()
        self.calendar = calendar_for(self.owner.body.nation, self.owner.body.slug)
        for rows in (
            self.thread.lines,
            self.thread.evidence,
            self.thread.recommendations,
            self.thread.reports,
            self.thread.responses,
            self.thread.actions,
        ):
            for row in rows:
                row.review = self.owner

    def gaps(self) -> Sequence[tuple[str, str]]:
        """What is missing, each a link to the first record that lacks it."""
        return [(gap_sentence(gap), f"{gap.kind}-{gap.pks[0]}") for gap in self.thread.gaps()]

    def sections(self) -> Sequence[Section]:
        """The thread, from scope to actions."""
        return [
            self._review(),
            self._lines(),
            self._witnesses(),
            self._evidence(),
            self._findings(),
            self._recommendations(),
            self._reports(),
            self._responses(),
            self._actions(),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The stage, the publishing job if one runs, and the addresses beside the records."""
        context = super().get_context_data(**kwargs)
        report = self.thread.newest_report
        context.update(
            thread=self.thread,
            job=self._job(report),
            preview_url=self.address("preview") if report else "",
            draft_pdf_url=self.address("draft_pdf") if report else "",
            programme_url=reverse("programme:desk", args=[self.owner.body.slug]),
        )
        return context

    def _job(self, report: Report | None) -> Job | None:
        """The newest publishing job that is running or has failed, for the top of the screen."""
        if report is None:
            return None
        job = (
            Job.objects.filter(kind="publish_report", arguments__report=report.pk)
            .order_by("-created_at")
            .first()
        )
        return job if job and job.state not in {JobState.DONE, JobState.CANCELLED} else None

    def _section(
        self, kind: kinds.ReviewKind, heading: str, rows: list[Row], empty: str, add: str = ""
    ) -> Section:
        return Section(
            anchor=kind.name,
            heading=heading,
            rows=rows,
            empty=empty,
            add_url=self.address("add", kind=kind.name) if add else "",
            add_label=add,
        )

    def _link(self, kind: kinds.ReviewKind, query: str) -> str:
        return f"{self.address('add', kind=kind.name)}?{query}"

    def _review(self) -> Section:
        review = self.owner
        facts = _facts(
            (_("The question it asks"), review.question),
            (_("Why now"), review.background),
            (_("Objective it tests"), review.objective),
            (_("In scope"), review.in_scope),
            (_("Out of scope"), review.out_of_scope),
            (_("Lead member"), str(review.lead or "")),
            (_("Task group"), ", ".join(person.name for person in self.thread.members)),
            (_("Scrutinised office"), str(review.office or "")),
            (_("Scope agreed by"), str(review.scoped_minute or "")),
        )
        row = row_of(self, kinds.REVIEW, review, facts=facts)
        return self._section(kinds.REVIEW, _("Scope and terms of reference"), [row], "")

    def _lines(self) -> Section:
        evidence: dict[int, list[str]] = {}
        for one in self.thread.evidence:
            for line_pk in self.thread.bears_on.get(one.pk, ()):
                evidence.setdefault(line_pk, []).append(f"E{one.number}")
        findings: dict[int, list[str]] = {}
        for finding in self.thread.findings:
            findings.setdefault(finding.line_id, []).append(str(finding.number))
        rows = [
            row_of(
                self,
                kinds.LINES,
                line,
                facts=_facts(
                    (_("Version of the text"), str(line.edition) if line.edition > 1 else ""),
                    (_("Agreed by"), str(line.agreed_minute or "")),
                    (_("Lead questioner"), str(line.lead_questioner or "")),
                    (_("Evidence"), ", ".join(evidence.get(line.pk, []))),
                    (_("Findings"), ", ".join(findings.get(line.pk, []))),
                    (_("Conclusion"), line.conclusion),
                ),
                links=(
                    [
                        (_("Add evidence"), self._link(kinds.EVIDENCE, f"lines={line.pk}")),
                        (_("Add a finding"), self._link(kinds.FINDINGS, f"line={line.pk}")),
                    ]
                    if line.state not in {"superseded", "dropped"}
                    else []
                ),
            )
            for line in self.thread.lines
        ]
        return self._section(
            kinds.LINES,
            _("Key lines of enquiry"),
            rows,
            _("The questions that the review asks appear here. Agree them at a meeting."),
            _("Add a line of enquiry"),
        )

    def _witnesses(self) -> Section:
        given: dict[int | None, list[str]] = {}
        for one in self.thread.evidence:
            given.setdefault(one.witness_id, []).append(f"E{one.number}")
        rows = [
            row_of(
                self,
                kinds.WITNESSES,
                witness,
                facts=_facts(
                    (_("Organisation"), witness.organisation),
                    (
                        _("In public"),
                        _("named") if witness.is_public else witness.public_description,
                    ),
                    (_("Heard at"), str(witness.heard_at or "")),
                    (_("Evidence given"), ", ".join(given.get(witness.pk, []))),
                ),
            )
            for witness in self.thread.witnesses
        ]
        return self._section(
            kinds.WITNESSES,
            _("Witnesses"),
            rows,
            _("People and bodies invited to give evidence appear here."),
            _("Add a witness"),
        )

    def _evidence(self) -> Section:
        numbers = {line.pk: str(line.number) for line in self.thread.lines}
        rows = [
            row_of(
                self,
                kinds.EVIDENCE,
                one,
                facts=_facts(
                    (_("Kind"), one.get_kind_display()),
                    (_("From"), str(one.witness or one.provider)),
                    (
                        _("Access"),
                        one.get_access_display()
                        if one.access == Access.OPEN
                        else f"{one.get_access_display()}: {one.restriction_reason}",
                    ),
                    (
                        _("Lines of enquiry"),
                        ", ".join(numbers[pk] for pk in self.thread.bears_on.get(one.pk, ())),
                    ),
                    (_("What it says"), Truncator(one.summary).words(40)),
                ),
                links=(
                    [(_("Add a finding"), self._link(kinds.FINDINGS, f"evidence={one.pk}"))]
                    if one.state != "withdrawn"
                    else []
                ),
            )
            for one in self.thread.evidence
        ]
        return self._section(
            kinds.EVIDENCE,
            _("Evidence"),
            rows,
            _("What was heard, written, counted and seen appears here."),
            _("Add evidence"),
        )

    def _findings(self) -> Section:
        numbers = {one.pk: f"E{one.number}" for one in self.thread.evidence}
        rows = [
            row_of(
                self,
                kinds.FINDINGS,
                finding,
                facts=_facts(
                    (_("Line of enquiry"), str(finding.line)),
                    (_("Strength of the evidence"), finding.get_strength_display()),
                    (
                        _("Evidence cited"),
                        ", ".join(numbers[pk] for pk in self.thread.cites.get(finding.pk, ()))
                        or _("none yet"),
                    ),
                ),
                links=[
                    (
                        _("Add a recommendation"),
                        self._link(kinds.RECOMMENDATIONS, f"findings={finding.pk}"),
                    )
                ],
            )
            for finding in self.thread.findings
        ]
        return self._section(
            kinds.FINDINGS,
            _("Findings"),
            rows,
            _("What was concluded, with the evidence it rests on, appears here."),
            _("Add a finding"),
        )

    def _recommendations(self) -> Section:
        numbers = {one.pk: str(one.number) for one in self.thread.findings}
        rows = [
            row_of(
                self,
                kinds.RECOMMENDATIONS,
                one,
                facts=_facts(
                    (_("Reference"), one.reference),
                    (_("Addressed to"), str(one.addressee or _("nobody yet"))),
                    (_("Timescale"), one.get_timescale_display()),
                    (
                        _("Rests on findings"),
                        ", ".join(numbers[pk] for pk in self.thread.rests_on.get(one.pk, ()))
                        or _("none yet"),
                    ),
                    (_("Decision"), _decision_words(one)),
                    (_("Closed by"), str(one.closed_minute or "")),
                ),
                links=[(_("Add an action"), self._link(kinds.ACTIONS, f"recommendation={one.pk}"))],
            )
            for one in self.thread.recommendations
        ]
        return self._section(
            kinds.RECOMMENDATIONS,
            _("Recommendations"),
            rows,
            _("What is asked of whom, drawn from the findings, appears here."),
            _("Add a recommendation"),
        )

    def _reports(self) -> Section:
        reports = self.thread.reports
        rows = [
            row_of(
                self,
                kinds.REPORTS,
                one,
                title=_("Edition %s") % one.edition,
                can_edit=one.state in {"draft", "member_review"},
                facts=_facts(
                    (_("Why there is a new edition"), one.edition_reason),
                    (_("Agreed by"), str(one.agreed_minute or "")),
                    (
                        _("To be published at"),
                        _instant(one.publish_at) if one.state == "embargoed" else "",
                    ),
                    (_("Published"), _instant(one.published_at)),
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
        return self._section(
            kinds.REPORTS,
            _("Report"),
            rows,
            _("The report is made from the records above. Begin it to write its summary."),
            add,
        )

    def _responses(self) -> Section:
        asked: dict[int | None, list[Recommendation]] = {}
        for recommendation in self.thread.recommendations:
            asked.setdefault(recommendation.addressee_id, []).append(recommendation)
        rows = []
        for one in self.thread.responses:
            due = self._due(one)
            waiting = [r for r in asked.get(one.addressee_id, []) if r.state == "issued"]
            rows.append(
                row_of(
                    self,
                    kinds.RESPONSES,
                    one,
                    title=str(one.addressee),
                    can_edit=one.state in {"requested", "received", "incomplete"},
                    facts=_facts(
                        (_("Asked on"), _day(one.requested_on)),
                        (_("Due"), due),
                        (_("Received"), _day(one.received_on)),
                        (_("Document cited"), one.cited_document),
                        (_("Decided"), _decided(asked.get(one.addressee_id, []))),
                    ),
                    links=(
                        [
                            (
                                _("Record the decision on R%s") % r.number,
                                self._link(kinds.DECISIONS, f"recommendation={r.pk}"),
                            )
                            for r in waiting
                        ]
                        if one.state in {"requested", "received", "incomplete"}
                        else []
                    ),
                )
            )
        return self._section(
            kinds.RESPONSES,
            _("Responses"),
            rows,
            _("Everybody who was asked appears here once the report is published."),
        )

    def _due(self, response: Any) -> str:
        """The due date, with how late it is when it has passed."""
        due = response_due(response, self.calendar)
        words = _day(due)
        end = response.received_on or self.today
        late = days_late(due, end, self.calendar)
        if late:
            words += " – " + ngettext(
                "%(count)s working day late", "%(count)s working days late", late
            ) % {"count": late}
        return words

    def _actions(self) -> Section:
        rows = []
        for one in self.thread.actions:
            is_over = one.state in {"closed", "cancelled"}
            late = 0 if is_over else days_late(one.due_on, self.today, self.calendar)
            due = _day(one.due_on)
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
                    facts=_facts(
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
                            (_("Add an update"), self._link(kinds.UPDATES, f"action={one.pk}")),
                            (_("Change the date"), self._link(kinds.REDATINGS, f"action={one.pk}")),
                        ]
                    ),
                )
            )
        return self._section(
            kinds.ACTIONS,
            _("Actions"),
            rows,
            _("Tasks that follow, with an owner and a date, appear here."),
            _("Add an action"),
        )


def _facts(*pairs: tuple[str, str]) -> list[Fact]:
    """Labelled lines, without the empty ones."""
    return [Fact(label, text) for label, text in pairs if text]


def _day(day: Any) -> str:
    return str(date_format(day, "l j F Y")) if day else ""


def _instant(moment: Any) -> str:
    if not moment:
        return ""
    local = moment.astimezone(clock.CIVIL_ZONE)
    return str(date_format(local, "l j F Y, g:ia"))


def _decision_words(recommendation: Recommendation) -> str:
    decision = getattr(recommendation, "decision", None)
    if decision is None:
        return ""
    words = str(decision.get_decision_display())
    return f"{words}: {decision.reason}" if decision.reason else words


def _decided(asked: Sequence[Recommendation]) -> str:
    return ", ".join(
        f"R{one.number} {str(decision.get_decision_display()).lower()}"
        for one in asked
        if (decision := getattr(one, "decision", None)) is not None
    )
