"""Addresses of the sitemap."""

from __future__ import annotations

from django.urls import URLPattern, path, re_path

from home.sitemap import views

urlpatterns: list[URLPattern] = [
    path("sitemap.xml", views.index, name="sitemap"),
    re_path(
        r"^sitemap-(?P<kind>lists|pages|records)-(?P<number>0|[1-9][0-9]{0,11})\.xml$",
        views.section,
        name="sitemap-section",
    ),
]
