"""What the boards app tells Wagtail."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from boards import admin_scoping  # noqa: F401  (its hooks register themselves)
from boards.desk.meetings.job_place import place_of_build, place_of_redaction
from boards.operations.permission import is_portal_administrator
from boards.viewsets import OrganisationViewSet, organisations
from portal.access import bodies_of
from portal.desk.progress import register_job_place

register_job_place("build_pack", place_of_build)
register_job_place("redact_paper", place_of_redaction)


@hooks.register("register_admin_urls")
def addresses_of_bodies() -> list[URLResolver]:
    """The screens on which a body and its meetings are kept."""
    return [
        path("bodies/", include("boards.desk.urls")),
        path("meetings/", include("boards.desk.meetings.urls")),
        path("disposal/", include("boards.desk.disposal.urls")),
        path("incidents/", include("boards.desk.incidents.urls")),
    ]


class BodiesMenuItem(MenuItem):
    """Shown to those who keep a body."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Officers of a body, and administrators of the portal."""
        user = request.user
        return user.is_authenticated and (is_portal_administrator(user) or bool(bodies_of(user)))


@hooks.register("register_admin_menu_item")
def menu_of_bodies() -> MenuItem:
    """The way to the list of bodies."""
    return BodiesMenuItem(
        _("Bodies"), reverse("bodies:index"), name="bodies", icon_name="group", order=90
    )


class MeetingsMenuItem(MenuItem):
    """Shown to those who hold an office in a body. Administrators of the portal are no clerks."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Officers of a body."""
        return request.user.is_authenticated and bool(bodies_of(request.user))


@hooks.register("register_admin_menu_item")
def menu_of_meetings() -> MenuItem:
    """The way to the list of meetings."""
    return MeetingsMenuItem(
        _("Meetings"), reverse("meetings:index"), name="meetings", icon_name="date", order=85
    )


class DisposalMenuItem(MenuItem):
    """Shown to the proper officer of a body."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Proper officers."""
        return request.user.is_authenticated and bool(
            bodies_of(request.user, frozenset({"proper_officer"}))
        )


@hooks.register("register_admin_menu_item")
def menu_of_disposal() -> MenuItem:
    """The way to what is past its date."""
    return DisposalMenuItem(
        _("Disposal"), reverse("disposal:index"), name="disposal", icon_name="bin", order=8900
    )


@hooks.register("register_admin_menu_item")
def menu_of_incidents() -> MenuItem:
    """The way to what went wrong."""
    return MeetingsMenuItem(
        _("Incidents"),
        reverse("incidents:index"),
        name="incidents",
        icon_name="warning",
        order=8910,
    )


@hooks.register("register_admin_viewset")
def register_of_organisations() -> OrganisationViewSet:
    """The shared public register of organisations."""
    return organisations
