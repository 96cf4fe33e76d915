"""The settings of the test run for a process of its own, at an address of its own."""

from __future__ import annotations

from portal.settings.base import env
from portal.settings.base import task_backends as _task_backends
from portal.settings.test import *  # noqa: F403

BASE_URL = env.str("BASE_URL")
WAGTAILADMIN_BASE_URL = BASE_URL
# Real work goes to a real worker only where a test starts one.
BACKGROUND_WORKER = env.bool("BACKGROUND_WORKER", default=False)
TASKS = _task_backends(worker=BACKGROUND_WORKER)
