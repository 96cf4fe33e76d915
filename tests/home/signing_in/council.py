"""A council's sign-in, as a process of its own: discovery, keys, tokens signed with RS256, PKCE.

Run with a port. A person is chosen by `POST /person` with claims, as the council's page would let
somebody sign in; `GET /authorize` then sends them back with a code at once.
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET, KEY_NAME = "scrutiny", "of-the-council", "key-1"
_key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
_other_key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
_person: dict[str, Any] = {}
_codes: dict[str, dict[str, str]] = {}


class Council(BaseHTTPRequestHandler):
    """The few addresses of a provider."""

    def log_message(self, *args: Any) -> None:
        """Nothing is printed."""

    @property
    def issuer(self) -> str:
        return f"http://localhost:{self.server.server_port}"  # type: ignore[attr-defined]

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        query = {name: many[0] for name, many in parse_qs(parts.query).items()}
        if parts.path == "/.well-known/openid-configuration":
            names = {
                "authorization_endpoint": "authorize",
                "token_endpoint": "token",
                "jwks_uri": "keys",
            }
            told = {name: f"{self.issuer}/{path}" for name, path in names.items()}
            self.tell({"issuer": self.issuer, **told})
        elif parts.path == "/keys":
            public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(_key.public_key()))
            self.tell({"keys": [{**public, "kid": KEY_NAME, "alg": "RS256", "use": "sig"}]})
        elif parts.path == "/authorize":
            code = secrets.token_urlsafe(8)
            _codes[code] = query
            back = f"{query['redirect_uri']}?{urlencode({'code': code, 'state': query['state']})}"
            self.send_response(302)
            self.send_header("Location", back)
            self.end_headers()

    def do_POST(self) -> None:
        text = self.rfile.read(int(self.headers["Content-Length"])).decode()
        if self.path == "/person":
            _person.clear()
            _person.update(json.loads(text))
            self.tell({})
            return
        sent = {name: many[0] for name, many in parse_qs(text).items()}
        begun = _codes.pop(sent.get("code", ""), None)
        digest = hashlib.sha256(sent.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        if (
            begun is None
            or begun["code_challenge"] != challenge
            or begun["redirect_uri"] != sent["redirect_uri"]
            or (sent["client_id"], sent["client_secret"]) != (CLIENT, SECRET)
        ):
            self.tell({"error": "invalid_grant"}, status=400)
            return
        said = dict(_person)
        wrong = said.pop("wrong", "")
        now = int(time.time())
        claims = {
            "iss": self.issuer if wrong != "issuer" else "http://localhost:1",
            "aud": CLIENT if wrong != "audience" else "somebody-else",
            "iat": now - (7200 if wrong == "time" else 0),
            "exp": now + (-3600 if wrong == "time" else 300),
            "nonce": begun["nonce"] if wrong != "nonce" else "another",
            **said,
        }
        key = _other_key if wrong == "signature" else _key
        token = jwt.encode(claims, key, algorithm="RS256", headers={"kid": KEY_NAME})
        if wrong == "none":
            token = jwt.encode(claims, "", algorithm="none", headers={"kid": KEY_NAME})
        self.tell({"id_token": token, "access_token": "x", "token_type": "Bearer"})

    def tell(self, what: Any, status: int = 200) -> None:
        body = json.dumps(what).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


if __name__ == "__main__":
    ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Council).serve_forever()
