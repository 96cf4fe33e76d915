"""Addresses of feeds."""

from __future__ import annotations

from django.urls import URLPattern, path, re_path

from home.feeds import views
from scrutiny.public_tables import Tracker

_TRACKERS = "|".join(Tracker.values)

urlpatterns: list[URLPattern] = [
    path("feeds/", views.feeds, name="feeds"),
    path("feeds/all.atom", views.everything, name="feed-all"),
    path("feeds/bodies/<slug:body>.atom", views.of_body, name="feed-body"),
    path("feeds/meetings/<uuid:key>.atom", views.of_meeting, name="feed-meeting"),
    path("feeds/reviews/<uuid:key>.atom", views.of_review, name="feed-review"),
    path(
        "feeds/recommendations/<uuid:key>.atom",
        views.of_recommendation,
        name="feed-recommendation",
    ),
    path("feeds/themes/<slug:slug>.atom", views.of_theme, name="feed-theme"),
    path("feeds/search.atom", views.of_search, name="feed-search"),
    re_path(rf"^feeds/(?P<tracker>{_TRACKERS})\.atom$", views.of_tracker, name="feed-tracker"),
]
