"""Addresses about letters."""

from __future__ import annotations

from django.urls import URLPattern, path

from portal.outbox import pages

urlpatterns: list[URLPattern] = [
    path("workspace/letters/", pages.letters, name="workspace_letters"),
    path("workspace/letters/undelivered/", pages.undelivered, name="workspace_undelivered"),
    path("letters/stop/<str:token>/", pages.stop, name="stop_letters"),
]
