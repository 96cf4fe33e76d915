"""The settings of the test run for a process of its own, at an address of its own."""

from __future__ import annotations

from portal.settings.base import task_backends as _task_backends
from portal.settings.reading import env
from portal.settings.test import *  # noqa: F403

BASE_URL = env.str("BASE_URL")
WAGTAILADMIN_BASE_URL = BASE_URL
# Real work goes to a real worker only where a test starts one.
BACKGROUND_WORKER = env.bool("BACKGROUND_WORKER", default=False)
TASKS = _task_backends(worker=BACKGROUND_WORKER)
# The browser may keep scripts and styles for the length of a journey, as it may in production.
WHITENOISE_AUTOREFRESH = False
WHITENOISE_MAX_AGE = 3600
# Readers get kept pages, as in production.
PAGE_CACHE_SECONDS = 600
