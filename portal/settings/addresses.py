"""Cache and mail server from their addresses."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured

from portal.settings.reading import env


def refusal(name: str, example: str, address: str) -> ImproperlyConfigured:
    """Return an error that names the kind of address, never the address: it may hold a password."""
    scheme, separator, _rest = address.partition("://")
    kind = scheme if separator else "none"
    return ImproperlyConfigured(f"{name} must look like {example}; its kind is '{kind}'.")


def cache_from(address: str, var: Path) -> dict[str, Any]:
    """Return Django's settings for a cache address; empty means files under ``var``."""
    if not address.strip():
        return forgiving(
            {
                "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
                "LOCATION": str(var / "cache"),
                "OPTIONS": {"MAX_ENTRIES": 5000},
            }
        )
    try:
        cache: dict[str, Any] = dict(env.cache_url_config(address.strip()))
    except (ImproperlyConfigured, ValueError, KeyError):
        example = "filecache:///folder, dbcache://table or rediscache://host:6379/1"
        raise refusal("CACHE_URL", example, address) from None
    return forgiving(cache)


def caches_from(address: str, var: Path) -> dict[str, dict[str, Any]]:
    """Return the three caches at one address: of everything, of whole pages, of generations.

    Each has room of its own, so that many pages never push out the few words on which they depend.
    """
    found = {"default": cache_from(address, var)}
    for alias, entries in (("pages", 2_000), ("generations", 20_000)):
        cache = cache_from(address, var)
        if cache["OPTIONS"]["INNER"].endswith("FileBasedCache"):
            folder = Path(cache["LOCATION"])
            cache["LOCATION"] = str(folder.with_name(f"{folder.name}-{alias}"))
            cache["OPTIONS"] = {**cache["OPTIONS"], "MAX_ENTRIES": entries}
        else:
            cache["KEY_PREFIX"] = f"{cache.get('KEY_PREFIX', '')}{alias}"
        found[alias] = cache
    return found


def forgiving(cache: dict[str, Any]) -> dict[str, Any]:
    """The same cache behind one that survives its faults (portal/cache.py)."""
    options = {**cache.get("OPTIONS", {}), "INNER": cache["BACKEND"]}
    return {**cache, "BACKEND": "portal.cache.ForgivingCache", "OPTIONS": options}


def email_from(address: str) -> dict[str, Any]:
    """Return Django's settings for a mail server address; empty means the console."""
    try:
        email: dict[str, Any] = dict(env.email_url_config(address.strip() or "consolemail://"))
    except (ImproperlyConfigured, ValueError, KeyError):
        example = "smtp+tls://user:password@host:587 or consolemail://"
        raise refusal("EMAIL_URL", example, address) from None
    return email


def mail_is_open(backend: str, host: str, *, tls: bool) -> bool:
    """Whether mails would leave this machine unencrypted.

    With encryption asked for, Django refuses a server that does not offer it; without, an attacker
    in between need only take the offer away.
    """
    here = host in ("", "localhost", "127.0.0.1", "::1")
    return backend.endswith("smtp.EmailBackend") and not here and not tls
