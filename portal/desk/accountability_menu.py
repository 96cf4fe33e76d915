"""Menus and addresses of the log's screen and of elevations, and who is told of accounts.

Imported by `portal/wagtail_hooks.py`, which Wagtail reads when it starts.
"""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from portal.accountability import tell_the_bodies
from portal.desk.accountability_urls import audit_urls, elevation_urls
from portal.desk.audit_entries import may_read_the_log

hooks.register("after_edit_user", tell_the_bodies)


@hooks.register("register_admin_urls")  # type: ignore[untyped-decorator]
def addresses_of_accountability() -> list[URLResolver]:
    """The log, and elevations."""
    return [
        path("audit/", include((audit_urls, "audit"))),
        path("elevation/", include((elevation_urls, "elevation"))),
    ]


class LogMenuItem(MenuItem):
    """Shown to administrators of a body and of the portal."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Those who may open the log."""
        return may_read_the_log(request.user)


class ElevationMenuItem(MenuItem):
    """Shown to administrators of the portal."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Those who may begin one."""
        return request.user.is_superuser


@hooks.register("register_admin_menu_item")  # type: ignore[untyped-decorator]
def menu_of_the_log() -> MenuItem:
    """The way to the log."""
    return LogMenuItem(
        _("Log"), reverse("audit:index"), name="audit", icon_name="history", order=9000
    )


@hooks.register("register_admin_menu_item")  # type: ignore[untyped-decorator]
def menu_of_elevation() -> MenuItem:
    """The way to the form."""
    return ElevationMenuItem(
        _("Work as clerk"),
        reverse("elevation:index"),
        name="elevation",
        icon_name="key",
        order=9100,
    )
