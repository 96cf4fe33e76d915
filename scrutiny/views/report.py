"""The published report: its page, every edition of it, and its files.

Everything shown comes from released records; what has been withdrawn answers 410.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Final

from django.core.files.storage import storages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import path
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _

from portal.addresses import body_url, canonical_url
from portal.models.releases import PublicRecord, ReleasedFile
from portal.public import Gone, record_at
from portal.responses import public
from scrutiny import kinds
from scrutiny.report.document import ReportDocument
from scrutiny.report.kept_body import kept_body
from scrutiny.report.render import full_title

FORMATS: Final = ("pdf", "json", "csv")

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Choice:
    """A link that the page offers, with its words."""

    url: str
    words: str
    size: int = 0


@public
def report(request: HttpRequest, body: str, review: str) -> HttpResponse:
    """The newest edition of a report."""
    record = record_at(kinds.REPORT, body=body, path=_path(review))
    return _page(request, record, review)


@public
def report_edition(request: HttpRequest, body: str, review: str, edition: int) -> HttpResponse:
    """One edition, newest or older; an older one says that there is a newer."""
    return _page(request, _edition(body, review, edition), review)


@public
def report_file(
    request: HttpRequest, body: str, review: str, extension: str, edition: int | None = None
) -> HttpResponseBase:
    """A file of the newest edition, or of the one that is named."""
    if edition is None:
        record = record_at(kinds.REPORT, body=body, path=_path(review))
    else:
        record = _edition(body, review, edition)
    file = record.files.filter(name=f"report.{extension}", withdrawn_at__isnull=True).first()
    if file is None:
        raise Http404
    etag = f'"{file.sha256}"'
    unchanged = get_conditional_response(request, etag=etag)
    if unchanged is not None:  # asked before the file is opened, so that none is left open
        return unchanged
    response = _stream(file, f"{review}-edition-{record.version}.{extension}")
    response["ETag"] = etag
    return response


def _path(review: str) -> str:
    return f"reviews/{review}/report/"


def _edition(body: str, review: str, edition: int) -> PublicRecord:
    """One edition of the report at an address. Raises Http404 or Gone."""
    record = (
        PublicRecord.objects.of_kind(kinds.REPORT)
        .filter(body=body, path=_path(review), version=edition)
        .first()
    )
    if record is None:
        raise Http404
    if record.withdrawn_at is not None:
        raise Gone(record)
    return record


def _page(request: HttpRequest, record: PublicRecord, review: str) -> HttpResponse:
    document = ReportDocument.from_payload(record.payload)
    editions = list(
        PublicRecord.objects.of_kind(kinds.REPORT)
        .filter(key=record.key, withdrawn_at__isnull=True)
        .order_by("version")
        .values_list("version", flat=True)
    )
    newest = editions[-1] if editions and editions[-1] > record.version else None
    context = {
        "body_slug": record.body,
        "canonical": canonical_url(record.body, _address(record, review)),
        "full_title": full_title(document),
        "record": record,
        "review_title": document.title,
        "review_url": body_url(record.body, f"reviews/{review}/", request=request),
        "report_html": kept_body(record, document),
        "newer": _choice_of_edition(request, record, newest) if newest else None,
        "downloads": _downloads(request, record, review),
        "history": [_choice_of_edition(request, record, number) for number in editions]
        if len(editions) > 1
        else [],
    }
    return render(request, "scrutiny/report/page.html", context)


def _address(record: PublicRecord, review: str) -> str:
    """Where this edition is to be found for ever; the newest at the report's own address."""
    return _path(review) if record.is_current else f"{_path(review)}{record.version}/"


def _choice_of_edition(request: HttpRequest, record: PublicRecord, number: int) -> Choice:
    return Choice(
        url=body_url(record.body, f"{record.path}{number}/", request=request),
        words=_("edition %(number)d") % {"number": number},
    )


def _downloads(request: HttpRequest, record: PublicRecord, review: str) -> list[Choice]:
    words = {
        "pdf": _("The report as PDF"),
        "csv": _("Recommendations as a table (CSV)"),
        "json": _("The report as data (JSON)"),
    }
    sizes = dict(record.files.filter(withdrawn_at__isnull=True).values_list("name", "size"))
    return [
        Choice(
            url=body_url(
                record.body, f"{_path(review)}{record.version}/report.{extension}", request=request
            ),
            words=label,
            size=sizes[f"report.{extension}"],
        )
        for extension, label in words.items()
        if f"report.{extension}" in sizes
    ]


def _stream(file: ReleasedFile, filename: str) -> HttpResponseBase:
    """The stored bytes, as what they are and never as a page of ours."""
    try:
        content = storages["public"].open(file.storage_name)
    except FileNotFoundError:
        logger.error("a released file is missing from public storage: %s", file.sha256)
        raise Http404 from None
    response = FileResponse(
        content,
        content_type=file.media_type,
        filename=filename,
        as_attachment=file.media_type == "text/csv",
    )
    response["X-Content-Type-Options"] = "nosniff"
    return response


_REPORT: Final = "<slug:body>/reviews/<slug:review>/report"

urlpatterns = [
    path(f"{_REPORT}/", report, name="report"),
    *(
        path(f"{_REPORT}.{one}", report_file, {"extension": one}, name=f"report-{one}")
        for one in FORMATS
    ),
    path(f"{_REPORT}/<int:edition>/", report_edition, name="report-edition"),
    *(
        path(
            f"{_REPORT}/<int:edition>/report.{one}",
            report_file,
            {"extension": one},
            name=f"report-edition-{one}",
        )
        for one in FORMATS
    ),
]
