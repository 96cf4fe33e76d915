"""Public addresses of reviews, reports, recommendations and findings."""

from __future__ import annotations

from django.urls import path

from scrutiny.views import findings, recommendations, reviews

urlpatterns = [
    path("recommendations/", recommendations.recommendations, name="recommendations"),
    path("recommendations/<uuid:key>/", recommendations.recommendation, name="recommendation"),
    path("findings/", findings.findings, name="findings"),
    path("findings/<uuid:key>/", findings.finding, name="finding"),
    path("<slug:body>/reviews/", reviews.reviews, name="reviews"),
    path("<slug:body>/reviews/<slug:review>/", reviews.review, name="review"),
]
