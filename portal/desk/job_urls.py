"""The addresses below /admin/jobs/."""

from __future__ import annotations

from django.urls import path

from portal.desk.progress import JobCancel, JobPage, JobRetry

app_name = "jobs"
urlpatterns = [
    path("<uuid:key>/", JobPage.as_view(), name="job"),
    path("<uuid:key>/cancel/", JobCancel.as_view(), name="cancel"),
    path("<uuid:key>/retry/", JobRetry.as_view(), name="retry"),
]
