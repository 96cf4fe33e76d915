"""A source on its desk: who wrote it, how it judged, what it says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.desk import DeskMixin, Fact, Row, row_of
from scrutiny.desk.sources import kinds as source_kinds
from scrutiny.models import ExternalFinding, Judgement, Source
from scrutiny.rules.sources import CHANGED, DRAFT, PUBLISHED

#: The four families of states, for those of publication.
_FAMILIES = {DRAFT: "waiting", CHANGED: "waiting", PUBLISHED: "done"}


def source_row(view: DeskMixin, source: Source) -> Row:
    """A source (out of `sources_whole`, with its `publication`) as a row."""
    parties = list(source.parties.all())
    facts = [
        (_("Kind"), source.get_kind_display()),
        (_("Date"), day_or_words(source)),
        *(
            (label, ", ".join(one.organisation.name for one in parties if one.role == role))
            for label, role in (
                (_("Written by"), "author"),
                (_("Written to"), "recipient"),
                (_("About"), "subject"),
            )
        ),
        (_("Reply to"), str(source.replies_to or "")),
        (_("What it is about"), Truncator(source.summary).words(40)),
    ]
    judgements = list(source.judgements.all())
    findings = list(source.findings.all())
    row = row_of(
        view,
        source_kinds.SOURCES,
        source,
        facts=_facts(facts),
        links=[
            (_("Add a finding"), _add(view, "findings", source)),
            (_("Add a judgement"), _add(view, "judgements", source)),
        ],
        children=[
            *(_judgement(view, one) for one in judgements),
            *(_finding(view, one) for one in findings),
        ],
    )
    state = str(source.publication)  # type: ignore[attr-defined]
    note = _nothing_said(source, judgements, findings)
    return replace(row, family=_FAMILIES.get(state, "problem"), notes=[note] if note else [])


def day_or_words(one: Any) -> str:
    """The date in the words of the source where it has such, else the day."""
    return one.date_words or date_format(one.dated_on, "l j F Y")


def _finding(view: DeskMixin, finding: ExternalFinding) -> Row:
    figure = finding.figure_words
    if finding.denominator is not None:
        figure = _("%(words)s of %(number)s") % {"words": figure, "number": finding.denominator}
    answered = [str(one.finding.number) for one in finding.answers_to.all()]
    facts = [
        (_("Theme"), str(finding.theme or "")),
        (_("Area"), finding.area),
        (_("About"), ", ".join(one.organisation.name for one in finding.subjects.all())),
        (_("Figure"), " – ".join(part for part in (figure, finding.period) if part)),
        (
            _("Answers"),
            ngettext("%(count)s finding", "%(count)s findings", len(answered))
            % {"count": len(answered)}
            if answered
            else "",
        ),
        (_("Decision"), finding.get_decision_display() if finding.decision else ""),
        (_("What became of it"), Truncator(finding.outcome).words(30)),
    ]
    title = f"{finding.number}. {finding.get_kind_display()}: {finding.text}"
    return row_of(view, source_kinds.FINDINGS, finding, title=title, facts=_facts(facts))


def _judgement(view: DeskMixin, judgement: Judgement) -> Row:
    about = judgement.about.name if judgement.about else judgement.about_words
    title = _("Judgement: %(about)s, %(judgement)s") % {"about": about, "judgement": judgement}
    return row_of(view, source_kinds.JUDGEMENTS, judgement, title=title)


def _nothing_said(
    source: Source, judgements: Sequence[Judgement], findings: Sequence[ExternalFinding]
) -> str:
    if judgements or findings:
        return ""
    return _("Nothing that it says is entered yet.")


def _add(view: DeskMixin, kind: str, source: Source) -> str:
    query = f"source={source.pk}&dated_on={source.dated_on.isoformat()}"
    return f"{view.address('add', kind=kind)}?{query}"


def _facts(pairs: Sequence[tuple[str, str]]) -> list[Fact]:
    return [Fact(label, text) for label, text in pairs if text]
