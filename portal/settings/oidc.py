"""Reading the councils' own sign-in (OpenID Connect) from the environment, strictly."""

from __future__ import annotations

import json
import re
from typing import Any, Final
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from portal.settings.reading import env

_ONE: Final = {
    "name": "OIDC_NAME",
    "issuer": "OIDC_ISSUER",
    "client_id": "OIDC_CLIENT_ID",
    "client_secret": "OIDC_CLIENT_SECRET",
    "groups_claim": "OIDC_GROUPS_CLAIM",
    "second_factor": "OIDC_SECOND_FACTOR",
}
_NEEDED: Final = ("name", "issuer", "client_id", "client_secret")
_THIS_MACHINE: Final = frozenset({"localhost", "127.0.0.1", "::1"})


def oidc_providers() -> list[dict[str, Any]]:
    """The providers of OIDC_PROVIDERS (a JSON list), or the one of OIDC_ISSUER and its like."""
    text = env.str("OIDC_PROVIDERS", default="").strip()
    if text:
        found = _json("OIDC_PROVIDERS", text)
        if not isinstance(found, list):
            raise ImproperlyConfigured("OIDC_PROVIDERS must be a JSON list of providers.")
        return [checked(one) for one in found]
    if not env.str("OIDC_ISSUER", default="").strip():
        return []
    one: dict[str, Any] = {
        key: env.str(name, default="").strip()
        for key, name in _ONE.items()
        if env.str(name, default="").strip()
    }
    one["id"] = "council"
    one["roles"] = _json("OIDC_ROLES", env.str("OIDC_ROLES", default="").strip() or "{}")
    return [checked(one)]


def checked(one: Any) -> dict[str, Any]:
    """A provider with every part in its place.

    Raises ImproperlyConfigured for a part that is missing, an identifier that cannot stand in an
    address, an issuer without HTTPS (but on this machine), and a role not written `body:role`.
    """
    if not isinstance(one, dict):
        raise ImproperlyConfigured("OIDC_PROVIDERS: each provider is a JSON object.")
    missing = [key for key in _NEEDED if not str(one.get(key, "")).strip()]
    if missing:
        raise ImproperlyConfigured(f"OpenID Connect: {', '.join(missing)} is missing.")
    identifier = str(one.get("id") or "council")
    if not re.fullmatch(r"[a-z0-9-]{1,40}", identifier):
        raise ImproperlyConfigured(f"OpenID Connect: '{identifier}' is no identifier.")
    issuer = urlsplit(str(one["issuer"]))
    if issuer.scheme != "https" and issuer.hostname not in _THIS_MACHINE:
        raise ImproperlyConfigured("OpenID Connect: the issuer must begin with https://.")
    roles = one.get("roles") or {}
    if not isinstance(roles, dict):
        raise ImproperlyConfigured("OpenID Connect: roles must be a JSON object.")
    return {
        "id": identifier,
        "name": str(one["name"]),
        "issuer": str(one["issuer"]).rstrip("/"),
        "client_id": str(one["client_id"]),
        "client_secret": str(one["client_secret"]),
        "groups_claim": str(one.get("groups_claim") or "groups"),
        "second_factor": [word for word in str(one.get("second_factor") or "").split() if word],
        "roles": {str(group): _roles(given) for group, given in roles.items()},
    }


def _roles(given: Any) -> list[tuple[str, str]]:
    pairs = []
    for text in given if isinstance(given, list) else [given]:
        body, colon, role = str(text).partition(":")
        if not (body and colon and role):
            raise ImproperlyConfigured(f"OpenID Connect: '{text}' is not written body:role.")
        pairs.append((body, role))
    return pairs


def _json(name: str, text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        raise ImproperlyConfigured(f"{name} must be JSON.") from None
