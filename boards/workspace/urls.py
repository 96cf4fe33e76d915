"""Addresses of boards below `/workspace/`. Everybody has signed in; every page asks who may."""

from __future__ import annotations

from django.urls import URLPattern, path

from boards.workspace import formats, meeting, pack_copy

urlpatterns: list[URLPattern] = [
    path("meetings/<uuid:key>/", meeting.page, name="workspace_meeting"),
    path("packs/<uuid:key>/copy/", pack_copy.page, name="workspace_pack_copy"),
    path("formats/", formats.requests, name="workspace_formats"),
    path("formats/<uuid:key>/", formats.one_request, name="workspace_format"),
]
