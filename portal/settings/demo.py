"""Settings of ``make demo``: production with the exceptions named here and no others.

It is for one machine: it answers only to names of the machine itself, and its secret key is
made on the first start and kept under ``var/``.
"""

from __future__ import annotations

from portal.settings.base import *
from portal.settings.base import STORAGES, VAR_DIR
from portal.settings.base import task_backends as _task_backends
from portal.settings.demo_secret import kept_secret
from portal.settings.hardened import *
from portal.settings.hardened import STATICFILES_STORAGE_BACKEND
from portal.settings.reading import env

DEBUG = False
STORAGES = {**STORAGES, "staticfiles": STATICFILES_STORAGE_BACKEND}
BACKGROUND_WORKER = True
TASKS = _task_backends(worker=True)

DEMONSTRATION = True
"""Shows the banner that says what this is."""

# The exceptions. 1: a secret key of its own. 2: plain HTTP, so no redirect and no HSTS.
SECRET_KEY = kept_secret(VAR_DIR / "demo-secret-key")
SECURE_SSL_REDIRECT = False
SECURE_HSTS_SECONDS = 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = False
SECURE_HSTS_PRELOAD = False
# 3: cookies that work over plain HTTP; the __Host- prefix demands HTTPS.
SESSION_COOKIE_NAME = "sessionid"
CSRF_COOKIE_NAME = "csrftoken"
SESSION_COOKIE_SECURE = False
CSRF_COOKIE_SECURE = False
LANGUAGE_COOKIE_SECURE = False
# 4: no second factor. 5: PORTAL_TODAY is allowed (production refuses it).
REQUIRE_SECOND_FACTOR = False
# 6: this machine only.
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", ".localhost"]
# 7: letters become files, unless a mail server is named.
if not env.str("EMAIL_URL", default=""):
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = str(VAR_DIR / "mail")
