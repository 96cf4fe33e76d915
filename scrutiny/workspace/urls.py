"""Addresses of scrutiny below `/workspace/`. Everybody has signed in; every page asks who may."""

from __future__ import annotations

from django.urls import URLPattern, path

from scrutiny.workspace import (
    action_acts,
    action_page,
    answering_list,
    answering_page,
    answering_progress,
    hearing,
    hearing_more,
    request_page,
    set_apart,
)
from scrutiny.workspace.link_urls import LINKS
from scrutiny.workspace.list_urls import LISTS

_HEARING = "hearings/<uuid:key>/"

urlpatterns: list[URLPattern] = [
    path("leaving/", hearing_more.leaving, name="workspace_leaving"),
    path(_HEARING, hearing.page, name="workspace_hearing"),
    path(f"{_HEARING}state/", hearing_more.state, name="workspace_hearing_state"),
    path(f"{_HEARING}close/", hearing_more.close, name="workspace_hearing_close"),
    path(f"{_HEARING}evidence/", hearing_more.evidence, name="workspace_hearing_evidence"),
    path(
        f"{_HEARING}entries/<uuid:entry>/", hearing_more.correct, name="workspace_hearing_correct"
    ),
    path("responses/", answering_list.responses, name="workspace_responses"),
    path("responses/<uuid:key>/", answering_page.response, name="workspace_response"),
    path("responses/<uuid:key>/letter.pdf", answering_page.letter, name="workspace_letter"),
    path("progress/", answering_progress.progress, name="workspace_progress"),
    path(
        "progress/recommendations/<uuid:key>/",
        answering_progress.recommendation,
        name="workspace_progress_recommendation",
    ),
    path("actions/<uuid:key>/", action_page.action, name="workspace_action"),
    path("actions/<uuid:key>/files/<int:pk>/", action_page.file, name="workspace_action_file"),
    path("actions/<uuid:key>/<slug:name>/", action_acts.act, name="workspace_action_act"),
    path("requests/<uuid:key>/", request_page.information_request, name="workspace_request"),
    *LISTS,
    *LINKS,
    path("for-you-alone/", set_apart.set_apart_list, name="workspace_set_apart"),
    path("for-you-alone/<uuid:key>/", set_apart.set_apart, name="workspace_set_apart_one"),
]
