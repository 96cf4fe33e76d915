"""Public addresses of reviews, reports, recommendations and findings."""

from __future__ import annotations

from django.urls import URLPattern, path

from scrutiny.views import findings, recommendations, report, reviews

urlpatterns: list[URLPattern] = [
    path("recommendations/", recommendations.recommendations, name="recommendations"),
    path("recommendations/<uuid:key>/", recommendations.recommendation, name="recommendation"),
    path("findings/", findings.findings, name="findings"),
    path("findings/<uuid:key>/", findings.finding, name="finding"),
    path("<slug:body>/reviews/", reviews.reviews, name="reviews"),
    path("<slug:body>/reviews/<slug:review>/", reviews.review, name="review"),
    *report.urlpatterns,
]
