"""Addresses of finding a body."""

from __future__ import annotations

from django.urls import URLPattern, path

from home.finding import views

urlpatterns: list[URLPattern] = [
    path("find/", views.find_body, name="find-body"),
]
