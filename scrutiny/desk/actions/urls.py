"""The addresses of the desk of actions, below `/admin/actions/`."""

from __future__ import annotations

from django.urls import URLPattern, path

from portal.desk import desk_urls
from scrutiny.desk.actions import views
from scrutiny.desk.actions.carrying import CarryView

_BODY = "<slug:body>/"

action_urls: list[URLPattern] = [
    path("", views.ActionDesksView.as_view(), name="desks"),
    path(f"{_BODY}meetings/<int:meeting>/", CarryView.as_view(), name="carry"),
    *desk_urls(
        _BODY,
        desk=views.ActionsDeskView,
        add=views.ActionAdd,
        edit=views.ActionEdit,
        move=views.ActionMoveView,
        remove=views.ActionRemove,
        history=views.ActionHistory,
    ),
]
