"""Addresses of the screens of the disclosure gate, below /admin/disclosure/."""

from __future__ import annotations

from typing import Final

from django.urls import URLPattern, path

from portal.desk.disclosure.names import WatchedNames
from portal.desk.disclosure.queue import DisclosureQueue
from portal.desk.disclosure.views import (
    ConcernList,
    ConcernPlaces,
    PlacePicture,
    ReopenConcern,
)

app_name = "disclosure"
_MATTER: Final = "<slug:kind>/<str:key>/"

urlpatterns: list[URLPattern] = [
    path("", DisclosureQueue.as_view(), name="queue"),
    path(_MATTER, ConcernList.as_view(), name="matter"),
    path(f"{_MATTER}names/", WatchedNames.as_view(), name="names"),
    path(f"{_MATTER}places/<str:digest>/", ConcernPlaces.as_view(), name="places"),
    path(
        f"{_MATTER}pictures/<str:sha256>/<str:digest>/<int:page>.png",
        PlacePicture.as_view(),
        name="picture",
    ),
    path(f"{_MATTER}cleared/<int:pk>/", ReopenConcern.as_view(), name="reopen"),
]
