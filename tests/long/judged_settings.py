"""The served demonstration with the static files of production: hashed names, compressed."""

from __future__ import annotations

from portal.settings.hardened import STATICFILES_STORAGE_BACKEND
from tests.demonstration.settings import *  # noqa: F403
from tests.demonstration.settings import STORAGES as _STORAGES

STORAGES = {**_STORAGES, "staticfiles": STATICFILES_STORAGE_BACKEND}
WHITENOISE_AUTOREFRESH = False
WHITENOISE_USE_FINDERS = False
