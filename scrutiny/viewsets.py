"""Stock screens for the shared register of themes: portal administrators only."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.model import ModelViewSet

from scrutiny.models import Theme


class ThemeViewSet(ModelViewSet):
    """Themes, the same across all bodies."""

    model = Theme
    name = "themes"
    url_prefix = "themes"
    menu_label = _("Themes")
    icon = "tag"
    add_to_settings_menu = True
    list_display = ("name", "slug")
    form_fields = ("slug", "name", "name_cy")


themes = ThemeViewSet()
