"""Public addresses below a body: meetings and members."""

from __future__ import annotations

from django.urls import path

from boards import views

urlpatterns = [
    path("<slug:body>/meetings/", views.meetings, name="meetings"),
    path("<slug:body>/meetings/<slug:meeting>/", views.meeting, name="meeting"),
    path("<slug:body>/members/", views.members, name="members"),
]
