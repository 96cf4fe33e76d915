"""`export_report`: the report of a review as PDF, page, JSON or CSV, for a folder or a pipe."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import Any, Final

from django.core.files.storage import storages
from django.core.management.base import CommandError, CommandParser
from django.db import DatabaseError

from portal.management.one_line import OneLineCommand
from portal.models import PublicRecord
from portal.pdf.render import PdfUnavailableError
from scrutiny import kinds
from scrutiny.models import Report
from scrutiny.operations.reports import document_of
from scrutiny.report import render
from scrutiny.report.document import ReportDocument

FORMATS: Final = ("pdf", "html", "json", "csv")
PARTS_OF_A_PATH: Final = 3


class Command(OneLineCommand):
    """Write the latest published edition, byte for byte as it was released, or the draft."""

    help = "Export the report of a review: the latest published edition, or with --draft the draft."

    def add_arguments(self, parser: CommandParser) -> None:
        """The review's public path, the format, where to write, and which edition."""
        parser.add_argument("review_path", help="such as /northmere-panel/reviews/<slug>/")
        parser.add_argument("--format", choices=FORMATS, required=True)
        parser.add_argument(
            "--out",
            help="the file to write; left out, standard output, or on a terminal ./<slug>.<format>",
        )
        parser.add_argument(
            "--draft", action="store_true", help="the edition in preparation, not published"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Read everything first, then write; a failure leaves no half file behind."""
        body, slug = _parts(options["review_path"])
        try:
            content = _content(body, slug, options["format"], draft=options["draft"])
        except (DatabaseError, OSError, PdfUnavailableError) as error:
            raise CommandError(" ".join(str(error).split())) from error
        if options["out"]:
            target = Path(options["out"])
        elif sys.stdout.isatty():
            target = Path(f"{slug}.{options['format']}")
        else:
            sys.stdout.buffer.write(content)
            sys.stdout.flush()
            return
        _write(target, content)
        self.stderr.write(f"{target}: {len(content)} bytes")


def _parts(path: str) -> tuple[str, str]:
    """The body and the review in a public path."""
    parts = path.strip("/").split("/")
    if len(parts) != PARTS_OF_A_PATH or parts[1] != "reviews" or not all(parts):
        raise CommandError(f'"{path}" is no path of a review: write /<body>/reviews/<slug>/')
    return parts[0], parts[2]


def _content(body: str, slug: str, form: str, *, draft: bool) -> bytes:
    if draft:
        return _made(_draft(body, slug), form)
    record = (
        PublicRecord.objects.current()
        .filter(kind=kinds.REPORT, body=body, path=f"reviews/{slug}/report/")
        .first()
    )
    if record is None:
        raise CommandError(f"/{body}/reviews/{slug}/ has no published report")
    file = record.files.filter(name=f"report.{form}").first()
    if file is None:
        return _made(ReportDocument.from_payload(record.payload), form)
    with storages["public"].open(file.storage_name) as stored:
        content: bytes = stored.read()
    return content


def _draft(body: str, slug: str) -> ReportDocument:
    report = (
        Report.objects.filter(review__body__slug=body, review__slug=slug, published_at__isnull=True)
        .select_related("review__body")
        .order_by("-edition")
        .first()
    )
    if report is None:
        raise CommandError(f"/{body}/reviews/{slug}/ has no report in preparation")
    return document_of(report)


def _made(document: ReportDocument, form: str) -> bytes:
    if form == "html":
        return render.print_html(document, styles=render.print_styles()).encode()
    makers = {"pdf": render.pdf, "json": render.json_bytes, "csv": render.csv_bytes}
    return makers[form](document)


def _write(target: Path, content: bytes) -> None:
    """Write beside the target and rename, so that the file is whole or not there."""
    try:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    except OSError as error:
        raise CommandError(f"cannot write {target}: {error.strerror}") from error
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        beside.chmod(0o644)
        beside.replace(target)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise CommandError(f"cannot write {target}: {error.strerror}") from error
