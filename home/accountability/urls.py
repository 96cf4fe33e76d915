"""Addresses of what a body kept, corrected and archived."""

from __future__ import annotations

from django.urls import URLPattern, path

from home.accountability import views

urlpatterns: list[URLPattern] = [
    path("<slug:body>/withheld/", views.withheld, name="withheld"),
    path("<slug:body>/withheld/table.csv", views.withheld_table, name="withheld-table"),
    path("<slug:body>/corrections/", views.corrections, name="corrections"),
    path("<slug:body>/archive/", views.archive, name="archive"),
]
