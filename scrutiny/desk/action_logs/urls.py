"""The addresses of the imports of action logs, below `/admin/action-logs/`."""

from __future__ import annotations

from django.urls import URLPattern, path

from scrutiny.desk.action_logs.columns import ColumnsView
from scrutiny.desk.action_logs.one_row import RowView
from scrutiny.desk.action_logs.people import PeopleView
from scrutiny.desk.action_logs.preview import PreviewView
from scrutiny.desk.action_logs.report import ReportCsvView, ReportView
from scrutiny.desk.action_logs.uploading import DiscardView, LogsView

_LOG = "<slug:body>/<int:log_pk>/"

action_log_urls: list[URLPattern] = [
    path("<slug:body>/", LogsView.as_view(), name="desk"),
    path(f"{_LOG}columns/", ColumnsView.as_view(), name="columns"),
    path(f"{_LOG}people/", PeopleView.as_view(), name="people"),
    path(f"{_LOG}preview/", PreviewView.as_view(), name="preview"),
    path(f"{_LOG}rows/<int:number>/", RowView.as_view(), name="row"),
    path(f"{_LOG}discard/", DiscardView.as_view(), name="discard"),
    path(f"{_LOG}report/", ReportView.as_view(), name="report"),
    path(f"{_LOG}report.csv", ReportCsvView.as_view(), name="report_csv"),
]
