"""Secrets that stand in an address: made at random, kept as a hash, looked up by the hash."""

from __future__ import annotations

import hashlib
import secrets
from typing import Final

#: Bytes of chance: 256 bits, which nobody guesses, so that a plain hash of them is enough.
_BYTES: Final = 32


def new_token() -> str:
    """A new secret for an address: 43 characters of the URL-safe alphabet."""
    return secrets.token_urlsafe(_BYTES)


def hash_of(token: str, *, use: str) -> str:
    """What is kept of a secret: its SHA-256 for one use, so that it opens nothing else."""
    return hashlib.sha256(f"{use}:{token}".encode("utf-8", "surrogatepass")).hexdigest()
