"""Start-up of the scrutiny app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ScrutinyConfig(AppConfig):
    """Work programme, reviews, recommendations, responses and actions."""

    name = "scrutiny"
    label = "scrutiny"
    verbose_name = _("Scrutiny")
