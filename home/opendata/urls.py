"""Addresses below /data/."""

from __future__ import annotations

from django.urls import URLPattern, path, re_path

from home.opendata import views
from home.opendata.sets import SETS
from home.opendata.writing import FORMATS

_SETS = "|".join(SETS)

urlpatterns: list[URLPattern] = [
    path("data/", views.data, name="data"),
    path("data/checksums.json", views.checksums, name="data-checksums"),
    re_path(rf"^data/(?P<name>{_SETS})\.schema\.json$", views.schema, name="data-schema"),
    re_path(
        rf"^data/(?P<name>{_SETS})\.(?P<form>{'|'.join(FORMATS)})$", views.file, name="data-file"
    ),
]
