"""The addresses below /admin/audit/ and /admin/elevation/."""

from __future__ import annotations

from django.urls import URLPattern, path

from portal.desk.audit import AuditExport, AuditList
from portal.desk.elevation import ElevationView, EndElevationView

audit_urls: list[URLPattern] = [
    path("", AuditList.as_view(), name="index"),
    path("export/", AuditExport.as_view(), name="export"),
]
elevation_urls: list[URLPattern] = [
    path("", ElevationView.as_view(), name="index"),
    path("end/", EndElevationView.as_view(), name="end"),
]
