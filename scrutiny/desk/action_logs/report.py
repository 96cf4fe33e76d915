"""The report of an import that is done: every row of the file, and the same as a table."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal import audit
from portal.spreadsheets import csv_bytes
from scrutiny.desk.action_logs.preview import PAGE
from scrutiny.desk.action_logs.scope import OneLog
from scrutiny.desk.action_logs.words import COLUMNS, OUTCOMES
from scrutiny.models import ActionImport, ImportedAction


class ReportView(OneLog):
    """What came of each row, in figures that add up, and row by row."""

    of_state = ActionImport.State.DONE
    template_name = "scrutiny/desk/action_logs/report.html"
    page_title = gettext_lazy("Report of the import")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the report."""
        rows = self.log.rows.select_related("action")
        outcomes = list(rows.values_list("outcome", flat=True))
        counts = [
            (OUTCOMES[value][0], outcomes.count(value)) for value in ImportedAction.Outcome.values
        ]
        page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
        return self.show(
            counts=counts,
            total=len(outcomes),
            beside=self.log.choices.get("counts", {}),
            page=page,
            rows=[(one, *OUTCOMES[one.outcome]) for one in page.object_list],
            csv_url=self.log_address("report_csv"),
            back_url=self.address("desk"),
        )


class ReportCsvView(OneLog):
    """The report as CSV, with what the log said and what was done."""

    of_state = ActionImport.State.DONE
    template_name = ReportView.template_name

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The file."""
        head = [_("Row"), _("Outcome"), _("Action"), _("What was done"), _("Above the table"),
                COLUMNS["reference"], COLUMNS["topic"], COLUMNS["text"], COLUMNS["owner"],
                COLUMNS["due"], COLUMNS["status"], _("Cells as in the log")]  # fmt: skip
        rows: list[list[str | int]] = [
            [
                one.number,
                str(OUTCOMES[one.outcome][0]),
                one.action.reference if one.action else "",
                "; ".join(one.said),
                one.heading,
                *(one.reference, one.topic, one.text),
                *(one.owner_words, one.due_words, one.status_words),
                " | ".join(one.cells),
            ]
            for one in self.log.rows.select_related("action")
        ]
        audit.record(
            self.log,
            act=audit.EXPORT,
            by=self.user,
            sentence=_("The report of an import was downloaded."),
        )
        content = csv_bytes([[str(one) for one in head], *rows])
        response = HttpResponse(content, content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="import-{self.log.pk}.csv"'
        return response
