"""Settings that hold everywhere; the other modules of this package begin with these.

What differs between installations comes from the environment (README.md has the table).
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any, Final

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from portal.settings.addresses import caches_from, email_from
from portal.settings.databases import database_from
from portal.settings.reading import BASE_DIR, day, env, folder, names, number, switch
from portal.settings.sign_in import *
from portal.settings.sign_in import SIGN_IN_APPS

# --- Where things lie ------------------------------------------------------------------------
VAR_DIR: Final = BASE_DIR / "var"
"""Everything that a running portal writes, unless the environment says otherwise."""
STORAGE_ROOT: Path = folder("STORAGE_ROOT", default=VAR_DIR / "storage")
STATIC_ROOT: str = str(folder("STATIC_ROOT", default=VAR_DIR / "static"))
STATIC_URL = "/static/"
STATICFILES_DIRS = [str(BASE_DIR / "static")]
if not env.str("DATABASE_URL", default=""):
    VAR_DIR.mkdir(exist_ok=True)

# --- Identity of this installation -----------------------------------------------------------
DEBUG = False
SECRET_KEY = env.str("SECRET_KEY", default="")
BASE_URL = env.str("BASE_URL", default="http://localhost:8000").rstrip("/")
ALLOWED_HOSTS: list[str] = names("ALLOWED_HOSTS")
CSRF_TRUSTED_ORIGINS: list[str] = names("CSRF_TRUSTED_ORIGINS")
# The host is the one that was asked for; a proxy hands it on and need not name it apart.
USE_X_FORWARDED_HOST = False
REQUIRE_SECOND_FACTOR: bool = switch("REQUIRE_SECOND_FACTOR", default=True)
PORTAL_TODAY: date | None = day("PORTAL_TODAY")

# --- Apps ------------------------------------------------------------------------------------
# Ours come first, so that our templates win over Wagtail's and Django's.
INSTALLED_APPS = [
    "home",
    "scrutiny",
    "boards",
    "portal",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.embeds",
    "wagtail.snippets",
    "wagtail.search",
    "wagtail.contrib.redirects",
    "wagtail.contrib.search_promotions",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django_tasks",
    "django_tasks_db",
    "csp",
    *SIGN_IN_APPS,
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"

# --- Middleware ------------------------------------------------------------------------------
# Order matters. From the outside in: headers on every answer (redirects, refusals and static files
# too), transport, static files, conditional requests, who may keep the answer, compression, the
# language, whole pages that are kept, links in that language; then session, host, form protection
# and the signed-in person, of which a kept page costs nothing.
MIDDLEWARE = [
    "portal.middleware.request_ids.RequestIdMiddleware",
    "portal.middleware.headers.HeadersMiddleware",
    "portal.middleware.policies.ContentPolicyMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "portal.middleware.limits.RequestLimitsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "portal.middleware.caching.CachingMiddleware",
    "portal.middleware.compression.CompressionMiddleware",
    "portal.middleware.welsh.WelshMiddleware",
    "portal.middleware.page_cache.PageCacheMiddleware",
    "portal.middleware.welsh.WelshLinksMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "portal.middleware.hosts.BodyHostMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "portal.middleware.second_factor.SecondFactorMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "portal.middleware.admin_gate.AdminGateMiddleware",
    "portal.middleware.protected_rows.ProtectedRowsMiddleware",
    # Innermost: what nothing answers to may have moved.
    "home.redirects.RedirectMiddleware",
]

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.context_processors.portal",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# --- Database --------------------------------------------------------------------------------
DATABASES = {"default": database_from(env.str("DATABASE_URL", default=""), VAR_DIR)}

# --- Cache -----------------------------------------------------------------------------------
# It must be the same for all processes: sign-in limits and the withdrawal of public pages live
# in it. Files under var/ need no service and no table, so the plain way works; several machines
# set CACHE_URL to a service that all of them reach. Memory of one process is refused (portal.E001).
# Whole pages and the words on which they depend (docs/page-cache.md) have room of their own.
CACHES: dict[str, dict[str, Any]] = caches_from(env.str("CACHE_URL", default=""), VAR_DIR)
PAGE_CACHE_SECONDS: int = min(number("PAGE_CACHE_SECONDS", default=600), 600)
"""For how long a public page is kept whole, in seconds, ten minutes at most; 0 keeps none."""

# --- Files -----------------------------------------------------------------------------------
# "default" is private and has no address: Wagtail and every upload write there. "public" holds
# copies of released files, streamed by our own views after a look at the release. There is no
# MEDIA_URL on purpose.
MEDIA_URL = ""
STORAGES: dict[str, dict[str, Any]] = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(STORAGE_ROOT / "private"), "base_url": None},
    },
    "public": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(STORAGE_ROOT / "public"), "base_url": None},
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
SOFFICE = env.str("SOFFICE", default="soffice")
"""LibreOffice, which turns Word, Excel and OpenDocument files into PDFs; a name or a path."""
CLAMD_ADDRESS = env.str("CLAMD_ADDRESS", default="").strip()
"""The virus scanner: `tcp://host:port`, or `unix:` and the path of its socket. Empty: none."""
FILE_UPLOAD_PERMISSIONS = 0o640
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o750
# What one request may bring besides its files: the longest form is a page of Wagtail's editor.
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000
DATA_UPLOAD_MAX_NUMBER_FILES = 100
MAX_QUERY_LENGTH = 8_000
"""Characters of a query string; a longer one is answered 400 before anything reads it."""
MAX_QUERY_FIELDS = 200
"""Fields of a query string; the widest filter form has thirty."""
MAX_REQUEST_MEGABYTES: int = number("MAX_REQUEST_MEGABYTES", default=250)
"""What a request may weigh with its files, in megabytes, as it says itself."""

# --- Background work -------------------------------------------------------------------------
# "default" must stay immediate: Wagtail sends its search index and reference index through it,
# and without a worker nothing would be found. Heavy work of ours goes to "worker".
BACKGROUND_WORKER: bool = switch("BACKGROUND_WORKER", default=False)


def task_backends(*, worker: bool) -> dict[str, dict[str, Any]]:
    """Return the two task back ends; without a worker process both run at once."""
    immediate = "django_tasks.backends.immediate.ImmediateBackend"
    queue = "django_tasks_db.DatabaseBackend" if worker else immediate
    return {"default": {"BACKEND": immediate}, "worker": {"BACKEND": queue}}


TASKS = task_backends(worker=BACKGROUND_WORKER)
JOB_LEASE_SECONDS: int = number("JOB_LEASE_SECONDS", default=45)
"""How long a job may go without a sign of life before another worker takes it, in seconds."""
JOBS_A_PERSON: int = number("JOBS_A_PERSON", default=5)
"""How many unfinished jobs one person may have; 0 is no limit. The portal itself has none."""

# --- Answers without an account --------------------------------------------------------------
SIGNED_LINK_DAYS: int = number("SIGNED_LINK_DAYS", default=21)
"""For how many days a link works by which somebody without an account answers."""

# --- Uploaded PDF files ------------------------------------------------------------------------
# Limits on one file. It is read in a process of its own, which is bound to them.
PDF_MAX_PAGES: int = number("PDF_MAX_PAGES", default=2000)
PDF_MAX_MEGABYTES: int = number("PDF_MAX_MEGABYTES", default=200)
PDF_SECONDS: int = number("PDF_SECONDS", default=20)
PDF_MEMORY_MB: int = number("PDF_MEMORY_MB", default=512)

READER_COPY_HOURS: int = number("READER_COPY_HOURS", default=24)
"""For how long the copy of a restricted pack with its reader's name is kept, in hours."""

# --- People ----------------------------------------------------------------------------------
AUTH_USER_MODEL = "portal.User"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
_VALIDATION = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_VALIDATION}.UserAttributeSimilarityValidator"},
    {"NAME": f"{_VALIDATION}.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": f"{_VALIDATION}.CommonPasswordValidator"},
    {"NAME": f"{_VALIDATION}.NumericPasswordValidator"},
]
PASSWORD_RESET_TIMEOUT = 3600
# One door for everybody: Wagtail's own sign-in pages lead to it.
LOGIN_URL = "workspace_sign_in"
LOGIN_REDIRECT_URL = "workspace"
LOGOUT_REDIRECT_URL = "workspace_sign_in"
WAGTAILADMIN_LOGIN_URL = "/workspace/sign-in/"
WAGTAIL_FRONTEND_LOGIN_URL = "/workspace/sign-in/"
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"

# --- Language and time -----------------------------------------------------------------------
# Instants are stored in UTC; people see the civil time of England and Wales.
LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English"), ("cy", "Cymraeg")]
LOCALE_PATHS = [str(BASE_DIR / "portal" / "locale")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/London"

# --- Mail ------------------------------------------------------------------------------------
_email = email_from(env.str("EMAIL_URL", default=""))
EMAIL_BACKEND: str = _email["EMAIL_BACKEND"]
EMAIL_HOST: str = _email.get("EMAIL_HOST") or "localhost"
EMAIL_PORT: int = _email.get("EMAIL_PORT") or 25
EMAIL_HOST_USER: str = _email.get("EMAIL_HOST_USER") or ""
EMAIL_HOST_PASSWORD: str = _email.get("EMAIL_HOST_PASSWORD") or ""
EMAIL_USE_TLS: bool = bool(_email.get("EMAIL_USE_TLS"))
EMAIL_USE_SSL: bool = bool(_email.get("EMAIL_USE_SSL"))
EMAIL_FILE_PATH: str | None = _email.get("EMAIL_FILE_PATH") or None
EMAIL_TIMEOUT: int = number("EMAIL_TIMEOUT", default=10)
"""How long the mail server may be silent, in seconds, before the letter is tried again later."""
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="scrutiny@localhost")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
OUTBOX_LEASE_SECONDS: int = number("OUTBOX_LEASE_SECONDS", default=300)
"""How long one sender has for one letter before another may take it, in seconds."""
OUTBOX_BATCH_SECONDS: int = number("OUTBOX_BATCH_SECONDS", default=60)
"""How long one tick goes on sending, in seconds; what is left goes with the next."""
OUTBOX_TEXT_DAYS: int = number("OUTBOX_TEXT_DAYS", default=30)
"""After so many days the text of a letter is removed; who was written to, and when, stays."""

# --- What may be taken away ------------------------------------------------------------------
API_REQUESTS_A_MINUTE: int = number("API_REQUESTS_A_MINUTE", default=1_200)
"""How often one network address may ask the interface within a minute; 0 is no limit."""
DATA_DOWNLOADS_A_MINUTE: int = number("DATA_DOWNLOADS_A_MINUTE", default=120)
"""How many whole files of data one network address may fetch within a minute; 0 is no limit."""

# --- Whom to tell of a weakness --------------------------------------------------------------
SECURITY_CONTACT: list[str] = names("SECURITY_CONTACT")
"""Addresses for /.well-known/security.txt, `mailto:` or `https:`; without one there is no file."""
SECURITY_POLICY_URL: str = env.str("SECURITY_POLICY_URL", default="").strip()
SECURITY_TXT_DAYS: int = number("SECURITY_TXT_DAYS", default=180)
"""For how many days from today the file says that it holds (RFC 9116 asks for under a year)."""

# --- Security that holds everywhere ----------------------------------------------------------
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
HEADERS_ON_EVERY_ANSWER: dict[str, str] = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": SECURE_REFERRER_POLICY,
    "Cross-Origin-Opener-Policy": SECURE_CROSS_ORIGIN_OPENER_POLICY,
    "Cross-Origin-Resource-Policy": "same-origin",
}
# The strict policy is for everything that the public reads. Wagtail's own screens need inline
# scripts and styles; the middleware for /admin/ takes ADMIN_CONTENT_SECURITY_POLICY instead.
# "connect-src" lets a page, and what judges it from inside as search engines do, read this site.
CONTENT_SECURITY_POLICY: dict[str, Any] = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "connect-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
ADMIN_CONTENT_SECURITY_POLICY: dict[str, list[str]] = {
    **CONTENT_SECURITY_POLICY["DIRECTIVES"],
    "default-src": [SELF],
    "connect-src": [SELF],
    "script-src": [SELF, "'unsafe-inline'"],
    "style-src": [SELF, "'unsafe-inline'"],
    "img-src": [SELF, "data:", "blob:"],
    "frame-src": [SELF],
    "frame-ancestors": [SELF],
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    feature: []
    for feature in (
        "accelerometer",
        "autoplay",
        "camera",
        "display-capture",
        "geolocation",
        "gyroscope",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "usb",
        "browsing-topics",
    )
}

# --- Wagtail ---------------------------------------------------------------------------------
WAGTAIL_SITE_NAME = "Scrutiny portal"
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAILDOCS_DOCUMENT_MODEL = "boards.Document"
WAGTAILIMAGES_IMAGE_MODEL = "boards.Image"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "boards.media_forms.DocumentForm"
WAGTAILIMAGES_IMAGE_FORM_BASE = "boards.media_forms.ImageForm"
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "odt", "ods", "pdf", "pptx", "rtf", "txt", "xlsx"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 200 * 1024 * 1024
WAGTAILIMAGES_EXTENSIONS = ["gif", "jpeg", "jpg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAIL_USER_TIME_ZONES = ["Europe/London"]
WAGTAILADMIN_PERMITTED_LANGUAGES = [("en", "English")]
# Nothing of ours calls another host: no avatar service, no look for a newer version.
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILEMBEDS_FINDERS: list[dict[str, Any]] = []
WAGTAIL_AUTOSAVE_INTERVAL = 10_000
"""Milliseconds between two saves of an unfinished page."""
WAGTAIL_WORKFLOW_ENABLED = False
WAGTAILADMIN_COMMENTS_ENABLED = False
WAGTAIL_ALLOW_UNICODE_SLUGS = False
# Password and address are changed on our own pages, behind the second factor.
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_PRIVATE_PAGE_OPTIONS = {"SHARED_PASSWORD": False}
TAGGIT_CASE_INSENSITIVE = True

# --- Logging ---------------------------------------------------------------------------------
# Faults go to standard error as plain lines. Acts go to standard output, one JSON object a line
# (portal/audit.py writes the object), for the council's own monitoring.
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"},
        "as_written": {"format": "%(message)s"},
    },
    "filters": {"no_secrets": {"()": "portal.unlogged.SecretAddressFilter"}},
    "handlers": {
        "faults": {
            "class": "logging.StreamHandler",
            "formatter": "plain",
            "filters": ["no_secrets"],
        },
        "acts": {
            "class": "logging.StreamHandler",
            "formatter": "as_written",
            "stream": "ext://sys.stdout",
        },
    },
    "root": {"handlers": ["faults"], "level": "WARNING"},
    "loggers": {
        "portal": {"level": "INFO"},
        # The server for development writes every address it is asked for.
        "django.server": {"handlers": ["faults"], "level": "INFO", "propagate": False},
        # Scanners ask for other people's hosts all day; they are answered 400 and not recorded.
        "django.security.DisallowedHost": {"handlers": [], "propagate": False},
        "portal.audit": {"handlers": ["acts"], "level": "INFO", "propagate": False},
    },
}

if not BASE_URL.startswith(("http://", "https://")):
    raise ImproperlyConfigured(
        f"BASE_URL must begin with https:// (or http:// for development), not '{BASE_URL}'."
    )
