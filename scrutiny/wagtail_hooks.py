"""What scrutiny adds to the admin: the desks and their entry in the menu."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from portal.access import bodies_of
from scrutiny.desk.urls import urlpatterns
from scrutiny.viewsets import ThemeViewSet, themes


class ScrutinyMenuItem(MenuItem):
    """Shown to those who have a desk to open."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Officers of at least one body."""
        return bool(bodies_of(request.user))


@hooks.register("register_admin_urls")
def desks() -> list[URLPattern | URLResolver]:
    """The addresses of the desks."""
    return urlpatterns


@hooks.register("register_admin_menu_item")
def scrutiny_menu_item() -> MenuItem:
    """“Scrutiny”, before everything else."""
    return ScrutinyMenuItem(_("Scrutiny"), reverse("desk:desks"), icon_name="form", order=50)


@hooks.register("register_admin_menu_item")
def sources_menu_item() -> MenuItem:
    """“Sources”, next to “Scrutiny”."""
    return ScrutinyMenuItem(_("Sources"), reverse("sources:desks"), icon_name="openquote", order=51)


@hooks.register("register_admin_menu_item")
def actions_menu_item() -> MenuItem:
    """“Actions”, next to “Sources”."""
    return ScrutinyMenuItem(_("Actions"), reverse("actions:desks"), icon_name="list-ul", order=52)


@hooks.register("register_admin_viewset")
def register_of_themes() -> ThemeViewSet:
    """The shared register of themes, for administrators of the portal."""
    return themes
