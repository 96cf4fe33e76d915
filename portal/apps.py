"""Start-up of the shared floor."""

from __future__ import annotations

from django.apps import AppConfig
from django.core.checks import Tags, register
from django.db.models.signals import post_delete, post_save
from django.utils.translation import gettext_lazy as _


class PortalConfig(AppConfig):
    """Users, releases, jobs, clocks: what boards, scrutiny and home all use."""

    name = "portal"
    label = "portal"
    verbose_name = _("Portal")

    def ready(self) -> None:
        """Register the system checks of the floor; forget host names when a site changes."""
        from wagtail.models import Site

        from portal import checks
        from portal.accountability import register_accountability
        from portal.due import register_due
        from portal.generations.comparing import compare_generations
        from portal.generations.raising import raise_after_release
        from portal.generations.watching import start_watching
        from portal.hosts import forget_hosts
        from portal.outbox.work import register_outbox
        from portal.protection.starting import start_protection
        from portal.released_rows import register_writer
        from portal.released_texts.work import register_released_texts
        from portal.scopes import register_scopes
        from portal.translations import join_catalogues

        register_scopes()
        register_accountability()
        start_protection(self)
        register_outbox()
        register_released_texts()
        register_writer(raise_after_release)
        start_watching()
        register_due("generations_compared", label=_("kept pages that missed a change"))(
            compare_generations
        )

        join_catalogues()

        register(Tags.caches)(checks.check_shared_cache)
        register(Tags.staticfiles)(checks.check_static_root)
        register(Tags.files)(checks.check_storage_roots)
        register("pdf")(checks.check_pdf_libraries)
        post_save.connect(forget_hosts, sender=Site, dispatch_uid="portal.hosts.saved")
        post_delete.connect(forget_hosts, sender=Site, dispatch_uid="portal.hosts.deleted")
