"""A council's own sign-in: the authorization code flow with PKCE (OpenID Connect Core, 3.1).

What the provider says is believed only if its signature, issuer, audience, time and nonce are
right. Nothing of its answers is kept but the identifier of the person.
"""

from __future__ import annotations

import json
import secrets
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final
from urllib.parse import urlencode, urlsplit

import jwt
import requests
from django.conf import settings
from django.utils.crypto import constant_time_compare

_TIMEOUT: Final = 5
_ALGORITHMS: Final = ("RS256", "PS256", "ES256")
_THIS_MACHINE: Final = frozenset({"localhost", "127.0.0.1", "::1"})
_REQUIRED: Final = ("exp", "iat", "iss", "aud", "sub", "nonce")


class Unbelievable(Exception):
    """The provider's answer cannot be believed, or it does not answer."""


@dataclass(frozen=True)
class Provider:
    """One council's sign-in, as the settings name it."""

    id: str
    name: str
    issuer: str
    client_id: str
    client_secret: str
    groups_claim: str
    #: Values of `amr` or `acr` that stand for a second factor; none by default.
    second_factor: tuple[str, ...]
    roles: dict[str, list[tuple[str, str]]]

    def wanted_roles(self, groups: frozenset[str]) -> frozenset[tuple[str, str]]:
        """Body and role of every mapped group."""
        return frozenset(pair for group in groups for pair in self.roles.get(group, ()))


@dataclass(frozen=True)
class Beginning:
    """What the session keeps between the way out and the way back."""

    state: str
    nonce: str
    verifier: str


@dataclass(frozen=True)
class Person:
    """Who has come back, as the provider vouches for them."""

    subject: str
    email: str
    is_verified: bool
    first_name: str
    last_name: str
    groups: frozenset[str]
    methods: frozenset[str]

    def passed_second_factor(self, provider: Provider) -> bool:
        """Whether the provider says so in a way that the settings accept."""
        return bool(self.methods & set(provider.second_factor))


def provider_named(identifier: str) -> Provider | None:
    """The provider of this identifier."""
    for one in settings.OIDC_PROVIDERS:
        if one["id"] == identifier:
            return Provider(**{**one, "second_factor": tuple(one["second_factor"])})
    return None


def begin() -> Beginning:
    """New secrets for one sign-in."""
    return Beginning(*(secrets.token_urlsafe(32) for _ in range(3)))


def way_out(provider: Provider, beginning: Beginning, *, back: str) -> str:
    """The provider's address to which the person is sent. Raises Unbelievable."""
    digest = sha256(beginning.verifier.encode()).digest()
    query = {
        "response_type": "code",
        "client_id": provider.client_id,
        "redirect_uri": back,
        "scope": "openid email profile",
        "state": beginning.state,
        "nonce": beginning.nonce,
        "code_challenge": urlsafe_b64encode(digest).decode().rstrip("="),
        "code_challenge_method": "S256",
    }
    address = _endpoint(_configuration(provider), "authorization_endpoint")
    return f"{address}{'&' if '?' in address else '?'}{urlencode(query)}"


def come_back(provider: Provider, beginning: Beginning, *, code: str, back: str) -> Person:
    """Exchange the code and read who it is. Raises Unbelievable."""
    configuration = _configuration(provider)
    answer = _asked(
        "POST",
        _endpoint(configuration, "token_endpoint"),
        data={
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": back,
            "code_verifier": beginning.verifier,
            "client_id": provider.client_id,
            "client_secret": provider.client_secret,
        },
    )
    claims = _believed(provider, configuration, str(answer.get("id_token", "")), beginning.nonce)
    if "email" not in claims or provider.groups_claim not in claims:
        claims = {**_userinfo(configuration, answer, claims), **claims}
    return _person(provider, claims)


def _believed(
    provider: Provider, configuration: dict[str, Any], token: str, nonce: str
) -> dict[str, Any]:
    """The claims of an ID token after every check of section 3.1.3.7."""
    keys = _asked("GET", _endpoint(configuration, "jwks_uri")).get("keys", [])
    try:
        header = jwt.get_unverified_header(token)
        if header.get("alg") not in _ALGORITHMS:
            raise Unbelievable("another signature than we accept")
        found = [key for key in keys if key.get("kid") == header.get("kid")]
        if len(found) != 1:
            raise Unbelievable("no such key")
        claims: dict[str, Any] = jwt.decode(
            token,
            key=jwt.PyJWK.from_json(json.dumps(found[0]), header["alg"]).key,
            algorithms=list(_ALGORITHMS),
            audience=provider.client_id,
            issuer=[provider.issuer, f"{provider.issuer}/"],
            leeway=30,
            options={"require": list(_REQUIRED)},
        )
    except (jwt.PyJWTError, KeyError, TypeError, AttributeError) as error:
        raise Unbelievable("the token is not right") from error
    if not constant_time_compare(str(claims["nonce"]), nonce):
        raise Unbelievable("another nonce")
    if claims.get("azp", provider.client_id) != provider.client_id:
        raise Unbelievable("a token for somebody else")
    return claims


def _userinfo(
    configuration: dict[str, Any], answer: dict[str, Any], claims: dict[str, Any]
) -> dict[str, Any]:
    """What the provider says beside the token, about the same person (section 5.3.2)."""
    if "userinfo_endpoint" not in configuration:
        return {}
    told = _asked(
        "GET",
        _endpoint(configuration, "userinfo_endpoint"),
        headers={"Authorization": f"Bearer {answer.get('access_token', '')}"},
    )
    if told.get("sub") != claims["sub"]:
        raise Unbelievable("told of somebody else")
    return told


def _person(provider: Provider, claims: dict[str, Any]) -> Person:
    groups = claims.get(provider.groups_claim) or []
    methods = claims.get("amr") or []
    return Person(
        subject=str(claims["sub"]),
        email=str(claims.get("email") or "").strip().lower(),
        is_verified=claims.get("email_verified") is True,
        first_name=str(claims.get("given_name") or "")[:150],
        last_name=str(claims.get("family_name") or "")[:150],
        groups=_words(groups),
        methods=_words(methods) | _words([claims.get("acr")]),
    )


def _words(found: Any) -> frozenset[str]:
    many = found if isinstance(found, list) else [found]
    return frozenset(str(one) for one in many if isinstance(one, str) and one)


def _configuration(provider: Provider) -> dict[str, Any]:
    found = _asked("GET", f"{provider.issuer}/.well-known/openid-configuration")
    if str(found.get("issuer", "")).rstrip("/") != provider.issuer:
        raise Unbelievable("another issuer")
    return found


def _endpoint(configuration: dict[str, Any], name: str) -> str:
    address = str(configuration.get(name, ""))
    parts = urlsplit(address)
    if parts.scheme != "https" and parts.hostname not in _THIS_MACHINE:
        raise Unbelievable(f"no {name} with HTTPS")
    return address


def _asked(method: str, address: str, **more: Any) -> dict[str, Any]:
    try:
        answer = requests.request(method, address, timeout=_TIMEOUT, allow_redirects=False, **more)
        found = answer.json() if answer.status_code == 200 else None
    except (requests.RequestException, ValueError) as error:
        raise Unbelievable("no answer") from error
    if not isinstance(found, dict):
        raise Unbelievable("no answer")
    return found
