"""The addresses of the desk of sources, below `/admin/sources/`."""

from __future__ import annotations

from django.urls import URLPattern, path

from portal.desk import desk_urls
from scrutiny.desk.sources import importing as source_import
from scrutiny.desk.sources import views as source_views

_BODY = "<slug:body>/"

source_urls: list[URLPattern] = [
    path("", source_views.SourceDesksView.as_view(), name="desks"),
    path(f"{_BODY}import/", source_import.SourceImportView.as_view(), name="import"),
    path(f"{_BODY}import/<slug:form>/", source_import.TemplateView.as_view(), name="template"),
    *desk_urls(
        _BODY,
        desk=source_views.SourcesDeskView,
        add=source_views.SourceAdd,
        edit=source_views.SourceEdit,
        move=source_views.SourceMoveView,
        remove=source_views.SourceRemove,
        history=source_views.SourceHistory,
    ),
]
