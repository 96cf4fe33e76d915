"""The entry point for web servers."""

from __future__ import annotations

import os
import sys
from typing import Final

from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.production")

STOP_THE_SERVER: Final = 3
"""The status with which a gunicorn worker says that another try would end the same way."""

try:
    application = get_wsgi_application()
except ImproperlyConfigured as error:
    for line in str(error).splitlines():
        sys.stderr.write(f"portal.wsgi: {line}\n")
    raise SystemExit(STOP_THE_SERVER) from None
