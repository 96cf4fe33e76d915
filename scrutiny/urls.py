"""Public addresses of reviews, reports, recommendations and findings."""

from __future__ import annotations

from django.urls import URLPattern, path

from scrutiny.by_link.page import answer
from scrutiny.calling.form import call_for_evidence
from scrutiny.own_calendar.feed import feed
from scrutiny.views import (
    actions,
    findings,
    forward_plan,
    lines,
    recommendations,
    report,
    responses,
    reviews,
    sources,
    themes,
    thread,
)

urlpatterns: list[URLPattern] = [
    path("recommendations/", recommendations.recommendations, name="recommendations"),
    path(
        "recommendations/table.csv",
        recommendations.recommendations_table,
        name="recommendations-table",
    ),
    path("recommendations/<uuid:key>/", recommendations.recommendation, name="recommendation"),
    path("findings/", findings.findings, name="findings"),
    path("findings/table.csv", findings.findings_table, name="findings-table"),
    path("findings/<uuid:key>/", findings.finding, name="finding"),
    path("responses/", responses.responses, name="responses"),
    path("responses/table.csv", responses.responses_table, name="responses-table"),
    path("responses/<uuid:key>/", responses.response, name="response"),
    path("actions/", actions.actions, name="actions"),
    path("actions/table.csv", actions.actions_table, name="actions-table"),
    path("actions/<uuid:key>/", actions.action, name="action"),
    path("lines/<uuid:key>/", lines.line, name="line"),
    *thread.urlpatterns,
    path("sources/<uuid:key>/", sources.source, name="source"),
    path("themes/", themes.themes, name="themes"),
    path("themes/<slug:slug>/", themes.theme, name="theme"),
    path("<slug:body>/sources/", sources.sources, name="sources"),
    path("<slug:body>/sources/<uuid:key>/", sources.source, name="source-of-body"),
    path("<slug:body>/reviews/", reviews.reviews, name="reviews"),
    path("<slug:body>/reviews/<slug:review>/", reviews.review, name="review"),
    # Nobody signs in here; whoever holds the secret answers once: docs/signed-links.md.
    path("answer/<str:token>/", answer, name="answer"),
    path("calendar/<str:secret>.ics", feed, name="own-calendar"),
    # The one public page that takes something: docs/call-for-evidence.md.
    path("<slug:body>/reviews/<slug:review>/call/", call_for_evidence, name="call-for-evidence"),
    path("<slug:body>/forward-plan/", forward_plan.forward_plan, name="forward-plan"),
    *report.urlpatterns,
]
