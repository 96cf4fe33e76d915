"""The work of the worker: makes the version that is marked, and proves that nothing is left."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from boards.models import Redaction
from boards.operations.paper_files import sha256_of
from boards.operations.redaction_files import keep_file, path_of, sweep_redactions
from boards.operations.redaction_marks import label_of, refuse_unless_open
from boards.operations.redactions import KIND, public_title
from portal.due import register_due
from portal.jobs import JobRefusedError, JobRun, register
from portal.operations import Refused, save_changed
from portal.pdf.redacting import ChildError, Fault, Place, Redacted, prove, redact_pdf

EVERY: Final = 5
"""Pages between two signs of progress."""
MOST_FAULTS: Final = 50


def register_redaction_work() -> None:
    """Tell the worker about it; called once at start-up."""
    register(KIND, label=_("Making a version for the public"))(make_version)
    register_due("sweep_redactions", label=_("files of versions that were not finished"))(
        sweep_redactions
    )


def make_version(job: JobRun, *, redaction: int, version: int) -> dict[str, Any]:
    """Make the version and prove it; a result that fails is refused, with the pages.

    Run again after a crash it makes the same anew. When somebody changes a mark meanwhile the
    result is thrown away.
    """
    row = Redaction.objects.filter(pk=redaction, version=version).first()
    if row is None:
        raise JobRefusedError(gettext("The marks were changed meanwhile. Make the version again."))
    places = [Place(one.page, one.box, label_of(one.reason)) for one in row.marks.all()]
    total = len(row.pages) + 1

    def follow(done: int, _of: int) -> None:
        if done % EVERY == 0 or done == len(row.pages):
            job.progress(done, total, gettext("Pages"))

    with tempfile.TemporaryDirectory(prefix="redact-") as scratch:
        out = Path(scratch) / "result.pdf"
        try:
            made = redact_pdf(
                path_of(row.working_name),
                out,
                places,
                title=public_title(row.paper),
                pages=len(row.pages),
                on_progress=follow,
            )
            text = text_version(row, made)
            job.progress(len(row.pages), total, gettext("Proving that nothing is left"))
            inspection, faults = prove(out, made, text=text)
        except ChildError as error:
            raise JobRefusedError(str(error)) from error
        found = json.loads(json.dumps(inspection.as_dict()))
        del found["file"]
        _keep(row, out, text=text, inspection=found, faults=faults, job=job)
    if faults:
        raise JobRefusedError(" ".join([gettext("The result was refused."), *_told(faults)[:5]]))
    return {"redaction": str(row.key), "pages": len(row.pages)}


def text_version(redaction: Redaction, made: Redacted) -> str:
    """The version as plain text: title, then page by page, gaps in brackets."""
    parts = [public_title(redaction.paper), ""]
    for number, paragraphs in enumerate(made.text, 1):
        parts += [gettext("Page %(number)s") % {"number": number}, "", *_apart(paragraphs)]
    return "\n".join(parts).strip() + "\n"


def _apart(paragraphs: tuple[str, ...]) -> list[str]:
    """Paragraphs with an empty line after each; lines within one are joined."""
    return [part for one in paragraphs for part in (one, "")]


def _keep(
    row: Redaction,
    out: Path,
    *,
    text: str,
    inspection: dict[str, Any],
    faults: list[Fault],
    job: JobRun,
) -> None:
    """Store what came of it, if the marks are still the same. A refused result is not kept."""
    values: dict[str, Any] = {"faults": _told(faults)[:MOST_FAULTS], "inspection": inspection}
    if faults:
        values["state"] = Redaction.State.MARKING
    else:
        sha256 = sha256_of(out)
        values |= {
            "state": Redaction.State.MADE,
            "result_name": keep_file(row, out, f"{sha256[:12]}.pdf"),
            "result_sha256": sha256,
            "text": text,
        }
    sentence = (
        gettext("The version of paper “%s” for the public was made, and refused by the proof.")
        if faults
        else gettext("The version of paper “%s” for the public was made and proved.")
    )
    try:
        with transaction.atomic():
            current = refuse_unless_open(row, job.by)
            save_changed(
                current,
                by=job.by,
                values=values,
                expected_version=row.version,
                sentence=sentence % row.paper,
            )
    except Refused as refused:
        raise JobRefusedError(" ".join(refused.reasons)) from refused


def _told(faults: list[Fault]) -> list[str]:
    """The faults as sentences with their pages."""
    return [
        gettext("Page %(page)s: %(what)s") % {"page": one.page, "what": one.message}
        if one.page
        else one.message
        for one in faults
    ]
