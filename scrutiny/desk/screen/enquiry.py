"""The parts of the screen up to the recommendations."""

from __future__ import annotations

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from boards.models import Access
from portal.desk import Section, row_of
from scrutiny.desk import kinds
from scrutiny.desk.hearing.sections import witness_links
from scrutiny.desk.screen.thread import ThreadView, day_words, facts_of
from scrutiny.desk.sources.origins import prompts_of_lines
from scrutiny.models import Recommendation


class EnquirySections(ThreadView):
    """From scope to recommendations."""

    def review_section(self) -> Section:
        """Scope and terms of reference, with the moves of the review itself."""
        review = self.owner
        facts = facts_of(
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
        return self.section(kinds.REVIEW, _("Scope and terms of reference"), [row], "")

    def lines_section(self) -> Section:
        """Key lines of enquiry, with what bears on each."""
        evidence: dict[int, list[str]] = {}
        for one in self.thread.evidence:
            for line_pk in self.thread.bears_on.get(one.pk, ()):
                evidence.setdefault(line_pk, []).append(f"E{one.number}")
        prompted = prompts_of_lines(self.owner)
        findings: dict[int, list[str]] = {}
        for finding in self.thread.findings:
            findings.setdefault(finding.line_id, []).append(str(finding.number))
        rows = [
            row_of(
                self,
                kinds.LINES,
                line,
                facts=facts_of(
                    (_("Version of the text"), str(line.edition) if line.edition > 1 else ""),
                    (_("Agreed by"), str(line.agreed_minute or "")),
                    (_("Prompted by"), prompted.get(line.pk, "")),
                    (_("Lead questioner"), str(line.lead_questioner or "")),
                    (_("Evidence"), ", ".join(evidence.get(line.pk, []))),
                    (_("Findings"), ", ".join(findings.get(line.pk, []))),
                    (_("Conclusion"), line.conclusion),
                ),
                links=(
                    [
                        (_("Add evidence"), self.link(kinds.EVIDENCE, f"lines={line.pk}")),
                        (_("Add a finding"), self.link(kinds.FINDINGS, f"line={line.pk}")),
                    ]
                    if line.state not in {"superseded", "dropped"}
                    else []
                ),
            )
            for line in self.thread.lines
        ]
        return self.section(
            kinds.LINES,
            _("Key lines of enquiry"),
            rows,
            _("The questions that the review asks appear here. Agree them at a meeting."),
            _("Add a line of enquiry"),
        )

    def witnesses_section(self) -> Section:
        """Witnesses, and what the public is told of them."""
        given: dict[int | None, list[str]] = {}
        for one in self.thread.evidence:
            given.setdefault(one.witness_id, []).append(f"E{one.number}")
        rows = [
            row_of(
                self,
                kinds.WITNESSES,
                witness,
                facts=facts_of(
                    (_("Organisation"), witness.organisation),
                    (
                        _("In public"),
                        _("named") if witness.is_public else witness.public_description,
                    ),
                    (_("Lines were sent on"), day_words(witness.lines_sent_on)),
                    (_("Heard at"), str(witness.heard_at or "")),
                    (_("Evidence given"), ", ".join(given.get(witness.pk, []))),
                ),
                links=witness_links(self, witness),
            )
            for witness in self.thread.witnesses
        ]
        return self.section(
            kinds.WITNESSES,
            _("Witnesses"),
            rows,
            _("People and bodies invited to give evidence appear here."),
            _("Add a witness"),
        )

    def evidence_section(self) -> Section:
        """Evidence, open and restricted."""
        numbers = {line.pk: str(line.number) for line in self.thread.lines}
        rows = [
            row_of(
                self,
                kinds.EVIDENCE,
                one,
                facts=facts_of(
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
                    [(_("Add a finding"), self.link(kinds.FINDINGS, f"evidence={one.pk}"))]
                    if one.state != "withdrawn"
                    else []
                ),
            )
            for one in self.thread.evidence
        ]
        return self.section(
            kinds.EVIDENCE,
            _("Evidence"),
            rows,
            _("What was heard, written, counted and seen appears here."),
            _("Add evidence"),
        )

    def findings_section(self) -> Section:
        """Findings, with the evidence that each cites."""
        numbers = {one.pk: f"E{one.number}" for one in self.thread.evidence}
        rows = [
            row_of(
                self,
                kinds.FINDINGS,
                finding,
                facts=facts_of(
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
                        self.link(kinds.RECOMMENDATIONS, f"findings={finding.pk}"),
                    )
                ],
            )
            for finding in self.thread.findings
        ]
        return self.section(
            kinds.FINDINGS,
            _("Findings"),
            rows,
            _("What was concluded, with the evidence it rests on, appears here."),
            _("Add a finding"),
        )

    def recommendations_section(self) -> Section:
        """Recommendations, with what each rests on and how it was answered."""
        numbers = {one.pk: str(one.number) for one in self.thread.findings}
        rows = [
            row_of(
                self,
                kinds.RECOMMENDATIONS,
                one,
                facts=facts_of(
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
                links=[(_("Add an action"), self.link(kinds.ACTIONS, f"recommendation={one.pk}"))],
            )
            for one in self.thread.recommendations
        ]
        return self.section(
            kinds.RECOMMENDATIONS,
            _("Recommendations"),
            rows,
            _("What is asked of whom, drawn from the findings, appears here."),
            _("Add a recommendation"),
        )


def _decision_words(recommendation: Recommendation) -> str:
    decision = getattr(recommendation, "decision", None)
    if decision is None:
        return ""
    words = str(decision.get_decision_display())
    return f"{words}: {decision.reason}" if decision.reason else words
