"""The settings of production, without collected static files; all else as it is out there."""

from __future__ import annotations

from portal.settings import base as _base
from portal.settings.production import *  # noqa: F403

STORAGES = {
    **_base.STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
