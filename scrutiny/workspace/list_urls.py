"""Addresses of the lists of the workspace: as pages, as files, changed together, saved."""

from __future__ import annotations

from typing import Final

from django.urls import URLPattern, path

from scrutiny.workspace import action_list, bulk, request_list, saved_views

LISTS: Final[list[URLPattern]] = [
    path("actions/", action_list.actions, name="workspace_actions"),
    path("actions/table.csv", action_list.actions_csv, name="workspace_actions_csv"),
    path("actions/table.xlsx", action_list.actions_xlsx, name="workspace_actions_xlsx"),
    path("actions/list.pdf", action_list.actions_pdf, name="workspace_actions_pdf"),
    path("actions/change/", bulk.change, name="workspace_actions_change"),
    path("requests/", request_list.requests, name="workspace_requests"),
    path("requests/table.csv", request_list.requests_csv, name="workspace_requests_csv"),
    path("requests/table.xlsx", request_list.requests_xlsx, name="workspace_requests_xlsx"),
    path("requests/list.pdf", request_list.requests_pdf, name="workspace_requests_pdf"),
    path("views/<slug:kind>/", saved_views.views, name="workspace_views"),
]
