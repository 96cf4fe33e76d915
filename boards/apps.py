"""Start-up of the boards app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BoardsConfig(AppConfig):
    """Bodies, people, roles, meetings and papers."""

    name = "boards"
    label = "boards"
    verbose_name = _("Boards")
