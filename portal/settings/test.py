"""Settings of the test run: fast password hashing, mail in memory, files of its own.

The database is SQLite in a temporary file, or the one that DATABASE_URL names; each test
process gets its own (see tests/conftest.py for the folders).
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from portal.settings.addresses import forgiving
from portal.settings.base import *
from portal.settings.base import DATABASES, LOGGING, STORAGES


def _scratch_root() -> Path:
    """Return the folder of this run; its worker processes inherit the name of it.

    TEST_SCRATCH_DIR set by hand keeps the folder, so that ``pytest --reuse-db`` finds the
    database of the last run.
    """
    named = os.environ.get("TEST_SCRATCH_DIR")
    if named:
        return Path(named)
    made = tempfile.mkdtemp(prefix="portal-test-")
    os.environ["TEST_SCRATCH_DIR"] = made
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    return Path(made)


_scratch = _scratch_root() / os.environ.get("PYTEST_XDIST_WORKER", "main")
(_scratch / "static").mkdir(parents=True, exist_ok=True)

SECRET_KEY = "for-tests-only-and-therefore-no-secret"  # noqa: S105
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", ".localhost", "testserver"]
BASE_URL = "http://localhost:8000"
WAGTAILADMIN_BASE_URL = BASE_URL
PORTAL_TODAY = None
PROTECTION_MAY_BE_TESTED = True  # the harness empties tables and plays the forger
REQUIRE_SECOND_FACTOR = False
# Tests travel through months in one session; those of the door put the limits back.
SESSION_IDLE_MINUTES = 0
SESSION_LONGEST_HOURS = 0
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

DATABASES["default"]["CONN_MAX_AGE"] = 0
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["TEST"] = {"NAME": str(_scratch / "test.sqlite3")}
elif "TEST_DATABASE_TEMPLATE" in os.environ:
    # A migrated database on the same server, so that no test process migrates one of its own.
    DATABASES["default"]["TEST"] = {"TEMPLATE": os.environ["TEST_DATABASE_TEMPLATE"]}

CACHES = {
    alias: forgiving(
        {
            "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
            "LOCATION": str(_scratch / alias),
        }
    )
    for alias in ("default", "pages", "generations")
}
# A test writes its rows as it likes; those of the page cache, and every served portal, keep pages.
PAGE_CACHE_SECONDS = 0
STORAGE_ROOT = _scratch / "storage"
STATIC_ROOT = str(_scratch / "static")
STORAGES["default"]["OPTIONS"]["location"] = str(STORAGE_ROOT / "private")
STORAGES["public"]["OPTIONS"]["location"] = str(STORAGE_ROOT / "public")
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True

# Tests print nothing: acts are read with caplog instead.
LOGGING["handlers"]["acts"] = {"class": "logging.NullHandler"}
