"""Start-up of the home app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    """The public front and the signed-in workspace."""

    name = "home"
    label = "home"
    verbose_name = _("Home")

    def ready(self) -> None:
        """Tell the disclosure gate what pages are."""
        from home.alerts.work import register_alerts
        from home.cached_pages import register_cached_pages
        from home.disclosure import register_disclosure
        from home.search.site_pages import register_site_pages
        from home.search.writing import register_search
        from home.welsh_pages import register as register_welsh

        register_disclosure()
        register_alerts()
        register_search()
        register_site_pages()
        register_cached_pages()
        register_welsh()
