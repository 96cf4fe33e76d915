"""Settings for a public installation. It refuses to start without its secrets."""

from __future__ import annotations

from django.core.exceptions import ImproperlyConfigured

from portal.settings import base as _base
from portal.settings.addresses import mail_is_open
from portal.settings.base import *
from portal.settings.base import BASE_URL, PORTAL_TODAY, REQUIRE_SECOND_FACTOR, STORAGES
from portal.settings.base import task_backends as _task_backends
from portal.settings.hardened import *
from portal.settings.hardened import STATICFILES_STORAGE_BACKEND
from portal.settings.reading import missing, switch

_problems = missing(
    (
        ("SECRET_KEY", "a long random text that signs sessions and links"),
        ("ALLOWED_HOSTS", "the host names that this portal answers to, separated by commas"),
        ("BASE_URL", "the address that links in mails and documents begin with"),
    )
)
if not _problems and not BASE_URL.startswith("https://"):
    _problems.append(f"BASE_URL must begin with https:// in production, not '{BASE_URL}'.")
if not REQUIRE_SECOND_FACTOR:
    _problems.append("REQUIRE_SECOND_FACTOR cannot be off in production.")
if not (_base.SESSION_IDLE_MINUTES and _base.SESSION_LONGEST_HOURS):
    _problems.append("SESSION_IDLE_MINUTES and SESSION_LONGEST_HOURS cannot be 0 in production.")
if PORTAL_TODAY is not None:
    _problems.append("PORTAL_TODAY is for rehearsals and is refused in production.")
if mail_is_open(
    _base.EMAIL_BACKEND, _base.EMAIL_HOST, tls=_base.EMAIL_USE_TLS or _base.EMAIL_USE_SSL
):
    _problems.append(
        "EMAIL_URL must ask for encryption, as in smtp+tls://user:password@host:587: mails name "
        "people, and the password would cross the network in the clear."
    )
if _problems:
    raise ImproperlyConfigured("\n".join(_problems))

DEBUG = False
STORAGES = {**STORAGES, "staticfiles": STATICFILES_STORAGE_BACKEND}
BACKGROUND_WORKER = switch("BACKGROUND_WORKER", default=True)
TASKS = _task_backends(worker=BACKGROUND_WORKER)

# Only where a proxy of yours sets this header and removes it from what visitors send.
if switch("BEHIND_HTTPS_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
