"""What the floor tells Wagtail: the log of acts that is ours, and the pages of jobs."""

from __future__ import annotations

from django.db import models
from django.http import HttpRequest
from django.urls import URLResolver, include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogActionRegistry

from portal import audit
from portal.access import bodies_of
from portal.desk import accountability_menu  # noqa: F401  (its hooks register themselves)
from portal.models import LogEntry
from portal.protection.accounts import offer_to_switch_off, offer_to_switch_off_all

hooks.register("before_delete_user", offer_to_switch_off)
hooks.register("before_bulk_action", offer_to_switch_off_all)


# After Wagtail's own, which would otherwise send every record to its log without bodies.
@hooks.register("register_log_actions", order=100)
def register_log(actions: LogActionRegistry) -> None:
    """Keep every act on a record in the log that knows which body the record belongs to."""
    actions.register_model(models.Model, LogEntry)
    for act, label in audit.ACTS.items():
        actions.register_action(act, label, label)


@hooks.register("register_admin_urls")
def addresses_of_jobs() -> list[URLResolver]:
    """How far the work is that somebody asked for."""
    return [path("jobs/", include("portal.desk.job_urls"))]


@hooks.register("register_admin_urls")
def addresses_of_the_gate() -> list[URLResolver]:
    """What has to be looked at before it goes out."""
    return [path("disclosure/", include("portal.desk.disclosure.urls"))]


class DisclosureMenuItem(MenuItem):
    """Shown to those who hold an office in a body."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Officers of a body."""
        return request.user.is_authenticated and bool(bodies_of(request.user))


@hooks.register("register_admin_menu_item")
def menu_of_the_gate() -> MenuItem:
    """The way to everything that waits for a look."""
    return DisclosureMenuItem(
        _("Before it goes out"),
        reverse_lazy("disclosure:queue"),
        name="disclosure",
        icon_name="view",
        order=87,
    )
