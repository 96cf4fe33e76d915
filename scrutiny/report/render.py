"""A report document as page body, PDF, JSON and CSV. It reads the document and nothing else."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Final

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from portal import spreadsheets
from portal.pdf.render import render_pdf
from portal.pdf.sheets import read_sheet
from scrutiny.report import labels
from scrutiny.report.document import Decision, Edition, Recommendation, ReportDocument
from scrutiny.report.prose import sentence
from scrutiny.report.sections import sections
from scrutiny.report.wording import day

PRINT_SHEETS: Final = ("report.css",)
SHORT_TITLE: Final = 60


def full_title(document: ReportDocument) -> str:
    """The title for windows and search results: report, body, edition."""
    with translation.override(document.language.lower()):
        return f"{document.title}, {_edition_words(document)} - {document.body.name}"


def body_html(document: ReportDocument) -> SafeString:
    """The report itself, in its own language: the same markup for the page and for the PDF."""
    with translation.override(document.language.lower()):
        context = {
            "document": document,
            "sections": sections(document),
            "short_title": _short(document.title),
            "edition_words": _edition_words(document),
            "edition_line": _edition_line(document),
            "corrections": [_correction(one) for one in document.editions]
            if len(document.editions) > 1
            else [],
            "concern": document.body.concern_contact.split("\n")
            if document.body.concern_contact
            else [],
        }
        return mark_safe(render_to_string("scrutiny/report/body.html", context))  # noqa: S308


def print_html(document: ReportDocument, *, styles: str = "") -> str:
    """A whole page around the body, without the portal's header and footer."""
    context = {
        "document": document,
        "full_title": full_title(document),
        "body": body_html(document),
        "styles": mark_safe(styles),  # noqa: S308
    }
    return render_to_string("print/report.html", context)


def print_styles() -> str:
    """The print sheets as one text, for a page that stands by itself."""
    return "\n".join(read_sheet(name).decode() for name in PRINT_SHEETS)


def pdf(document: ReportDocument) -> bytes:
    """The report as an accessible PDF (PDF/UA-1); the same document gives the same bytes."""
    return render_pdf(
        print_html(document),
        title=full_title(document),
        language=document.language,
        stylesheets=PRINT_SHEETS,
    )


def json_bytes(document: ReportDocument) -> bytes:
    """The whole document as JSON in UTF-8, with the history of its editions."""
    text = json.dumps(document.as_payload(), ensure_ascii=False, indent=2, sort_keys=True)
    return f"{text}\n".encode()


def csv_bytes(document: ReportDocument) -> bytes:
    """One row a recommendation, in UTF-8 with a byte order mark; no cell can be a formula."""
    with translation.override(document.language.lower()):
        return spreadsheets.csv_bytes(_csv_rows(document))


def _csv_rows(document: ReportDocument) -> Iterator[list[str]]:
    yield [
        _("Body"),
        _("Report"),
        _("Edition"),
        _("Published on"),
        _("Number"),
        _("Reference"),
        _("Recommendation"),
        _("Recommendation in Welsh"),
        _("Owner"),
        _("Post"),
        _("Timescale"),
        _("Response due"),
        _("What good looks like"),
        _("Findings"),
        _("Decision"),
        _("Reason"),
        _("Action"),
        _("Who will do it"),
        _("By when"),
    ]
    decisions = document.decisions
    for one in document.recommendations:
        yield [
            document.body.name,
            document.title,
            str(document.edition),
            document.published_on.isoformat(),
            *_asked_cells(one),
            *_decision_cells(decisions.get(one.number)),
        ]


def _asked_cells(one: Recommendation) -> list[str]:
    return [
        f"R{one.number}",
        one.reference,
        one.text,
        one.text_cy,
        one.owner.name if one.owner else "",
        one.owner.post if one.owner else "",
        labels.word(labels.TIMESCALE, one.timescale),
        one.response_due.isoformat() if one.response_due else "",
        one.measure,
        " ".join(str(number) for number in one.findings),
    ]


def _decision_cells(decision: Decision | None) -> list[str]:
    if decision is None:
        return [str(labels.UNANSWERED), "", "", "", ""]
    return [
        labels.word(labels.DECISION, decision.decision),
        decision.reason,
        decision.action,
        decision.owner,
        decision.due_on.isoformat() if decision.due_on else "",
    ]


def _short(title: str) -> str:
    """The title for the running head: whole words, at most 60 characters."""
    if len(title) <= SHORT_TITLE:
        return title
    return f"{title[:SHORT_TITLE].rsplit(' ', 1)[0]}…"


def _edition_words(document: ReportDocument) -> str:
    words = _("edition %(number)d") % {"number": document.edition}
    return f"{words} ({_('draft')})" if document.is_draft else words


def _edition_line(document: ReportDocument) -> str:
    kind = labels.word(labels.KIND, document.kind)
    if document.is_draft:
        words = _("%(kind)s. Edition %(number)d, made on %(day)s")
    else:
        words = _("%(kind)s. Edition %(number)d, published on %(day)s")
    return words % {
        "kind": kind,
        "number": document.edition,
        "day": day(document.published_on),
    }


def _correction(edition: Edition) -> str:
    words = _("Edition %(number)d, %(day)s.") % {
        "number": edition.number,
        "day": day(edition.published_on),
    }
    return f"{words} {sentence(edition.reason)}".strip()
