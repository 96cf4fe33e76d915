"""Addresses of letters on what one follows."""

from __future__ import annotations

from django.urls import URLPattern, path

from home.alerts import pages

urlpatterns: list[URLPattern] = [
    path("alerts/", pages.sign_up, name="alerts"),
    path("alerts/confirm/<str:token>/", pages.confirming, name="alerts-confirm"),
    path("alerts/mine/<str:token>/", pages.mine, name="alerts-mine"),
    path("alerts/stop/<str:token>/", pages.stop, name="alerts-stop"),
]
