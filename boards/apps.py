"""Start-up of the boards app."""

from __future__ import annotations

from django.apps import AppConfig
from django.core.checks import Tags, register
from django.utils.translation import gettext_lazy as _


class BoardsConfig(AppConfig):
    """Bodies, people, roles, meetings and papers."""

    name = "boards"
    label = "boards"
    verbose_name = _("Boards")

    def ready(self) -> None:
        """Fill the registries of the floor: whose a record is, who holds which role and so on."""
        from boards import kinds
        from boards.admin_addresses import register_admin_addresses
        from boards.coming.register import register_coming_dates
        from boards.disclosure import register_disclosure
        from boards.disposal import register_disposal
        from boards.disposers import register_eraser
        from boards.hosts import front_pages
        from boards.incident_subjects import register_incident_subjects
        from boards.letters import erase_reminders_of, reply_address
        from boards.letters_of_formats import register_letters
        from boards.names import names_of_bodies
        from boards.operations.format_figures import release_changed_figures
        from boards.operations.formats import erase_answered
        from boards.operations.redaction_work import register_redaction_work
        from boards.operations.roles_in_step import follow_the_dates
        from boards.packs.work import register_pack_work
        from boards.reading.work import register_reading_work
        from boards.role_source import assigned_roles
        from boards.scopes import register_scopes
        from portal import admin_checks
        from portal.access import register_body_names, register_role_source
        from portal.due import register_due
        from portal.hosts import register_front_pages
        from portal.outbox.composing import register_reply_address
        from portal.outbox.thinning import erase_letters_of
        from portal.released_texts import read_kind

        register_scopes()
        register_disposal()
        register_eraser(erase_letters_of)
        register_eraser(erase_reminders_of)
        register_reply_address(reply_address)
        register_coming_dates()
        register_incident_subjects()
        register_disclosure()
        register_admin_addresses()
        register_role_source(assigned_roles)
        register_body_names(names_of_bodies)
        register_front_pages(front_pages)
        register_due("roles_in_step", label=_("roles that begin or end today"))(follow_the_dates)
        register_due("erase_format_requests", label=_("requests for other formats long answered"))(
            erase_answered
        )
        register_due("format_figures", label=_("figures of requests for other formats"))(
            release_changed_figures
        )
        register_letters()
        register_pack_work()
        register_reading_work()
        register_redaction_work()
        read_kind(kinds.PAPER)
        read_kind(kinds.BACKGROUND)
        register(Tags.security)(admin_checks.check_gate_is_in_place)
        register(Tags.security)(admin_checks.check_open_addresses)
        register(Tags.models)(admin_checks.check_every_record_has_a_body)
