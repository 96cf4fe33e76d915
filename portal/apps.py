"""Start-up of the shared floor."""

from __future__ import annotations

from django.apps import AppConfig
from django.core.checks import Tags, register
from django.utils.translation import gettext_lazy as _


class PortalConfig(AppConfig):
    """Users, releases, jobs, clocks: what boards, scrutiny and home all use."""

    name = "portal"
    label = "portal"
    verbose_name = _("Portal")

    def ready(self) -> None:
        """Register the system checks of the floor."""
        from portal import checks

        register(Tags.caches)(checks.check_shared_cache)
        register(Tags.staticfiles)(checks.check_static_root)
        register(Tags.files)(checks.check_storage_roots)
        register("pdf")(checks.check_pdf_libraries)
