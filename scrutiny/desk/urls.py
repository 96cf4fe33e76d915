"""The addresses of the desks, below `/admin/`."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from portal.desk import desk_urls
from scrutiny.desk import views
from scrutiny.desk.action_logs.urls import action_log_urls
from scrutiny.desk.actions.urls import action_urls
from scrutiny.desk.answers.letter import LetterView
from scrutiny.desk.hearing.sheet import WitnessLinesView
from scrutiny.desk.programme.plan import PlanView
from scrutiny.desk.screen import ReviewDeskView
from scrutiny.desk.sources.urls import source_urls

_REVIEW = "<int:review_pk>/"

review_urls = [
    path("", views.DesksView.as_view(), name="desks"),
    path(f"{_REVIEW}preview/", views.PreviewView.as_view(), name="preview"),
    path(f"{_REVIEW}draft.pdf", views.DraftPdfView.as_view(), name="draft_pdf"),
    path(
        f"{_REVIEW}witnesses/<int:witness_pk>/lines.pdf",
        WitnessLinesView.as_view(),
        name="witness_lines",
    ),
    path(f"{_REVIEW}letters/<int:response_pk>/letter.pdf", LetterView.as_view(), name="letter"),
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
programme_urls = [
    path("<slug:body>/plan/", PlanView.as_view(), name="plan"),
    *desk_urls(
        "<slug:body>/",
        desk=views.ProgrammeDeskView,
        add=views.ProgrammeAdd,
        edit=views.ProgrammeEdit,
        move=views.ProgrammeMoveView,
        remove=views.ProgrammeRemove,
        history=views.ProgrammeHistory,
    ),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("desk/", include((review_urls, "desk"))),
    path("programme/", include((programme_urls, "programme"))),
    path("sources/", include((source_urls, "sources"))),
    path("actions/", include((action_urls, "actions"))),
    path("action-logs/", include((action_log_urls, "action_logs"))),
]
