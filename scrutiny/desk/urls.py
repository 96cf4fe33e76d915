"""The addresses of the desks, below `/admin/`."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from portal.desk import desk_urls
from scrutiny.desk import views
from scrutiny.desk.screen import ReviewDeskView

_REVIEW = "<int:review_pk>/"

review_urls = [
    path("", views.DesksView.as_view(), name="desks"),
    path(f"{_REVIEW}preview/", views.PreviewView.as_view(), name="preview"),
    path(f"{_REVIEW}draft.pdf", views.DraftPdfView.as_view(), name="draft_pdf"),
    *desk_urls(
        _REVIEW,
        desk=ReviewDeskView,
        add=views.ReviewAdd,
        edit=views.ReviewEdit,
        move=views.ReviewMoveView,
        remove=views.ReviewRemove,
        history=views.ReviewHistory,
    ),
]
programme_urls = desk_urls(
    "<slug:body>/",
    desk=views.ProgrammeDeskView,
    add=views.ProgrammeAdd,
    edit=views.ProgrammeEdit,
    move=views.ProgrammeMoveView,
    remove=views.ProgrammeRemove,
    history=views.ProgrammeHistory,
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("desk/", include((review_urls, "desk"))),
    path("programme/", include((programme_urls, "programme"))),
]
