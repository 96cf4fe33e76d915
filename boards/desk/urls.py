"""The addresses below /admin/bodies/."""

from __future__ import annotations

from django.urls import path

from boards.desk.list import BodyList, NewBody
from boards.desk.screen import BodyScreen
from boards.desk.views import (
    BodyAdd,
    BodyEdit,
    BodyHistory,
    BodyMove,
    BodyRemove,
    StandingOrder,
)
from portal.desk import desk_urls

app_name = "bodies"
urlpatterns = [
    path("", BodyList.as_view(), name="index"),
    path("add/", NewBody.as_view(), name="new"),
    path("<slug:slug>/<slug:kind>/<int:pk>/order/", StandingOrder.as_view(), name="order"),
    *desk_urls(
        "<slug:slug>/",
        desk=BodyScreen,
        add=BodyAdd,
        edit=BodyEdit,
        move=BodyMove,
        remove=BodyRemove,
        history=BodyHistory,
    ),
]
