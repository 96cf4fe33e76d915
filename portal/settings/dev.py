"""Settings for one developer's machine: the default of ``manage.py``."""

from __future__ import annotations

from portal.settings.base import *
from portal.settings.reading import env, names, number

DEBUG = True
SECRET_KEY = env.str("SECRET_KEY", default="for-development-only-and-therefore-no-secret")
ALLOWED_HOSTS = names("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]", ".localhost"])
INTERNAL_IPS = ["127.0.0.1"]
# Who writes a template wants to see it.
PAGE_CACHE_SECONDS = number("PAGE_CACHE_SECONDS", default=0)
