"""Work of this app that happens outside a request: publishing, now and at a set time."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.due import register_due
from portal.jobs import JobRefusedError, JobRun, register
from portal.models import User
from portal.operations import Refused
from scrutiny.models import Report
from scrutiny.operations.action_import import remove_abandoned
from scrutiny.operations.reports import publish_due_reports, publish_report


def register_work() -> None:
    """Tell the worker about it; called once at start-up."""
    register("publish_report", label=_("Publishing a report"))(publish)
    register_due("publish_reports", label=_("reports to be published at a set time"))(publish_due)
    register_due("abandoned_imports", label=_("imports of action logs that nobody went on with"))(
        remove_abandoned
    )


def publish(job: JobRun, *, report: int, by: int, version: int) -> dict[str, Any]:
    """Publish an edition. Run again after a crash it finds its work done, or does all of it."""
    row = Report.objects.select_related("review__body").get(pk=report)
    if row.state == Report.State.PUBLISHED:
        return {"edition": row.edition}
    job.progress(0, 1, str(_("Drawing the report")))
    try:
        published = publish_report(report=row, by=User.objects.get(pk=by), expected_version=version)
    except Refused as refused:
        raise JobRefusedError(str(refused)) from refused
    return {"edition": published.edition}


def publish_due(now: datetime) -> int:
    """Publish the editions whose embargo has ended."""
    return publish_due_reports(now)
