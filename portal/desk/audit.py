"""The log for administrators: list, search and export. Looking at it is logged too."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from io import StringIO
from typing import Any, Final, cast
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from portal import audit
from portal.access import bodies_of, body_names
from portal.desk.audit_entries import (
    READERS,
    AuditFilter,
    Line,
    key_of,
    line_of,
    may_read_the_log,
    older_than,
    readable_bodies,
)
from portal.models import LogEntry, User
from portal.spreadsheets import harmless
from portal.viewing import asks, visible

PAGE: Final = 50


@asks(LogEntry)
class AuditView(WagtailAdminTemplateMixin, View):
    """What list and export share: who may, what was picked, and that it is logged."""

    page_title = gettext_lazy("Log")
    header_icon = "history"
    http_method_names = ("get", "head")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Others than administrators do not find it."""
        super().setup(request, *args, **kwargs)
        if not may_read_the_log(request.user):
            raise Http404
        self.user = cast("User", request.user)
        self.filter = AuditFilter(request.GET, user=self.user)
        self.readable = readable_bodies(self.user)
        self.names = body_names()
        self.own_log = visible(self.user, LogEntry)

    def line(self, entry: LogEntry) -> Line:
        """An entry as this person may see it."""
        return line_of(entry, readable=self.readable, names=self.names)

    def log_the_look(self, *, act: str, sentence: str) -> None:
        """Once for each body whose log was looked at by its own administrator."""
        picked = self.filter.cleaned_data.get("body", "") if self.filter.is_valid() else ""
        bodies = [picked] if picked or self.user.is_superuser else bodies_of(self.user, READERS)
        for body in sorted(bodies):
            audit.record(self.user, act=act, by=self.user, sentence=sentence, body=body)


class AuditList(AuditView):
    """Newest first, 50 on a page; the next page is found by the place of the last entry."""

    template_name = "portal/audit/log.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show a page of the log."""
        rows = older_than(self.filter.entries(), request.GET.get("before", ""))
        entries = list(rows[: PAGE + 1])
        shown = entries[:PAGE]
        self.log_the_look(act=audit.VIEW, sentence=_("The log was opened."))
        picked = {key: value for key, value in request.GET.items() if value and key != "before"}
        older = ""
        if len(entries) > PAGE:
            older = "?" + urlencode({**picked, "before": key_of(shown[-1])})
        context = self.get_context_data(
            form=self.filter,
            lines=[self.line(entry) for entry in shown],
            older=older,
            is_continued="before" in request.GET,
            query=urlencode(picked),
        )
        return self.render_to_response(context)  # type: ignore[no-any-return]

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home and this page."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]


class AuditExport(AuditView):
    """Everything that was picked, as CSV or as one JSON object a line."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Stream it: the log of years does not fit into memory."""
        as_json = request.GET.get("format") == "jsonl"
        self.log_the_look(act=audit.EXPORT, sentence=_("The log was exported."))
        rows = (self.line(entry) for entry in self.filter.entries().iterator(chunk_size=500))
        content = _json_lines(rows) if as_json else _csv_lines(rows)
        name, kind = ("log.jsonl", "application/x-ndjson") if as_json else ("log.csv", "text/csv")
        response = StreamingHttpResponse(content, content_type=f"{kind}; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        response["X-Robots-Tag"] = "noindex"
        return response


def fields_of(line: Line) -> dict[str, Any]:
    """The columns of an export: times in UTC, people and records by number too."""
    entry = line.entry
    kind = entry.content_type.model_class() if entry.content_type else None
    return {
        "at": entry.timestamp.isoformat(),
        "act": entry.action,
        "body": entry.body,
        "by": entry.user_id,
        "name": str(entry.user_display_name),
        "subject": f"{kind._meta.label if kind else ''}:{entry.object_id}",
        "elevation": entry.data.get("elevation"),
        "sentence": line.sentence,
        "reason": line.reason,
    }


def _json_lines(lines: Iterator[Line]) -> Iterator[str]:
    for line in lines:
        yield json.dumps(fields_of(line), ensure_ascii=False) + "\n"


def _csv_lines(lines: Iterator[Line]) -> Iterator[str]:
    heads = ["at", "act", "body", "by", "name", "subject", "elevation", "sentence", "reason"]
    yield "\ufeff" + ",".join(heads) + "\r\n"
    for line in lines:
        out = StringIO()
        cells = fields_of(line).values()
        csv.writer(out).writerow(
            [harmless(cell) if isinstance(cell, str) else cell for cell in cells]
        )
        yield out.getvalue()
