"""The appendices: witnesses, evidence, terms."""

from __future__ import annotations

from django.utils.translation import gettext as _

from scrutiny.report import labels
from scrutiny.report.blocks import Block, Passage, Section, table
from scrutiny.report.document import Evidence, ReportDocument
from scrutiny.report.numbering import evidence_anchor
from scrutiny.report.prose import one_line, sentence
from scrutiny.report.wording import joined, short_day


def appendix_sections(document: ReportDocument) -> list[Section]:
    """Witnesses, evidence and the terms that the report uses."""
    return [
        Section(_("Witnesses"), "witnesses", tuple(_witnesses(document)), style="appendix"),
        Section(_("Evidence"), "evidence", tuple(_evidence(document)), style="appendix"),
        Section(_("Terms used"), "terms", tuple(_terms(document)), style="appendix"),
    ]


def _witnesses(document: ReportDocument) -> list[Block]:
    columns = (_("Witness"), _("Post"), _("Organisation"), _("Heard on"))
    rows = (
        (
            "",
            (
                Passage(text=one.description),
                Passage(text=one.post),
                Passage(text=one.organisation),
                Passage(text=short_day(one.heard_on)),
            ),
        )
        for one in document.witnesses
    )
    return table(_("Who gave evidence"), columns, rows)


def _evidence(document: ReportDocument) -> list[Block]:
    columns = (_("Number"), _("What it is"), _("What it says"))
    rows = (
        (
            evidence_anchor(one.number),
            (
                Passage(text=one.reference),
                Passage(lead=one.title, text=sentence(_source(one))),
                Passage(text=_content(one)),
            ),
        )
        for one in document.evidence
    )
    return table(_("The evidence that the report rests on"), columns, rows, style="evidence")


def _source(one: Evidence) -> str:
    kind = labels.word(labels.EVIDENCE_KIND, one.kind)
    if one.is_restricted:
        return kind
    return joined(
        (
            kind,
            one.provider,
            _("dated %(day)s") % {"day": short_day(one.dated_on)} if one.dated_on else "",
            _("heard on %(day)s") % {"day": short_day(one.heard_on)} if one.heard_on else "",
        )
    )


def _content(one: Evidence) -> str:
    if not one.is_restricted:
        return one_line(one.summary)
    reason = one_line(one.restriction_reason)
    return _("Restricted. %(reason)s") % {"reason": reason} if reason else _("Restricted.")


def _terms(document: ReportDocument) -> list[Block]:
    rows = (("", (Passage(text=one.term), Passage(text=one.meaning))) for one in document.glossary)
    columns = (_("Term"), _("Meaning"))
    return table(_("Terms used in this report"), columns, rows, style="terms")
