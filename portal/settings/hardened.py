"""What production and the demonstration share: everything but secrets and transport."""

from __future__ import annotations

from typing import Any

STATICFILES_STORAGE_BACKEND: dict[str, Any] = {
    "BACKEND": "portal.static_storage.HashedStaticFilesStorage"
}

SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 63_072_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True

# A __Host- cookie is bound to one host, to HTTPS and to the whole site: no neighbour on a
# sub-domain can set or read it (RFC 6265bis, section 4.1.3.2).
SESSION_COOKIE_NAME = "__Host-sessionid"
CSRF_COOKIE_NAME = "__Host-csrftoken"
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SESSION_COOKIE_PATH = "/"
SESSION_COOKIE_DOMAIN = None
CSRF_COOKIE_DOMAIN = None
LANGUAGE_COOKIE_SECURE = True
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
