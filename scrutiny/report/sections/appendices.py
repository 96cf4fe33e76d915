"""The appendices: witnesses, evidence, terms."""

from __future__ import annotations

from django.utils.translation import gettext as _

from scrutiny.report import labels
from scrutiny.report.blocks import Block, Group, Passage, Section, prose, table
from scrutiny.report.document import Bearing, Evidence, ReportDocument
from scrutiny.report.numbering import evidence_anchor
from scrutiny.report.prose import one_line, sentence
from scrutiny.report.wording import joined, origin_words, short_day


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
    """Each item with its text below it: in a table a long one would not fit on a page."""
    return [_item(one) for one in document.evidence]


def _item(one: Evidence) -> Group:
    title = sentence(" ".join(filter(None, (f"{one.reference}.", one.title))))
    return Group(
        blocks=(
            Passage(lead=title, text=sentence(_source(one))),
            *prose(_content(one), is_numbered=False),
            *(_bearing(bearing) for bearing in one.bearings),
        ),
        anchor=evidence_anchor(one.number),
        style="evidence",
    )


def _bearing(one: Bearing) -> Passage:
    words = labels.word(labels.BEARING, one.bearing)
    text = f"{one_line(one.origin.text).rstrip('.')} ({origin_words(one.origin)})."
    return Passage(lead=f"{words}:", text=" ".join(filter(None, (text, sentence(one.note)))))


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
        return one.summary
    return " ".join(filter(None, (_("Restricted."), one.restriction_reason)))


def _terms(document: ReportDocument) -> list[Block]:
    rows = (("", (Passage(text=one.term), Passage(text=one.meaning))) for one in document.glossary)
    columns = (_("Term"), _("Meaning"))
    return table(_("Terms used in this report"), columns, rows, style="terms")
