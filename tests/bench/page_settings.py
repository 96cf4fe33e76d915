"""The served demonstration as in production, with the addresses of the bench beside its own."""

from __future__ import annotations

from pathlib import Path

from portal.settings.databases import KEEP_SECONDS
from portal.settings.reading import env, number
from tests.demonstration.settings import *  # noqa: F403
from tests.demonstration.settings import DATABASES, TEMPLATES

PAGE_CACHE_SECONDS = number("PAGE_CACHE_SECONDS", default=600)
ROOT_URLCONF = "tests.bench.page_urls"
TEMPLATES[0]["DIRS"].append(Path(env.str("BENCH_TEMPLATES")))
DATABASES["default"]["CONN_MAX_AGE"] = KEEP_SECONDS
WHITENOISE_AUTOREFRESH = False
WHITENOISE_USE_FINDERS = False
