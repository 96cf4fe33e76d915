"""Start-up of the scrutiny app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ScrutinyConfig(AppConfig):
    """Work programme, reviews, recommendations, responses and actions."""

    name = "scrutiny"
    label = "scrutiny"
    verbose_name = _("Scrutiny")

    def ready(self) -> None:
        """Tell the floor which body a record belongs to, and the worker what there is to do."""
        from portal.released_texts import read_kind
        from scrutiny import kinds
        from scrutiny.by_link.subjects import register_links
        from scrutiny.coming.register import register_coming_dates
        from scrutiny.disclosure.actions import register_action_disclosure
        from scrutiny.disclosure.programme import register_programme_disclosure
        from scrutiny.disclosure.reviews import register_disclosure
        from scrutiny.disclosure.sources import register_sources
        from scrutiny.disposal import register_disposal
        from scrutiny.open_business import register_open_actions
        from scrutiny.pack_sources.programme import register_pack_sources
        from scrutiny.reminders.work import register_reminders
        from scrutiny.scopes import register_scopes
        from scrutiny.tracking.writing import register_tracking
        from scrutiny.work import register_work

        register_scopes()
        register_links()
        register_coming_dates()
        register_disclosure()
        register_programme_disclosure()
        register_sources()
        register_action_disclosure()
        register_open_actions()
        register_disposal()
        register_pack_sources()
        register_work()
        register_reminders()
        register_tracking()
        read_kind(kinds.REPORT)
