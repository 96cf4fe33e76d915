"""The roof: every address of the portal."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from portal.health import healthz, readyz

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
]
