"""What a page hands to the script of passkeys, as JSON in an attribute."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from fido2.utils import websafe_encode


def as_json(options: Mapping[str, Any]) -> str:
    """The options of a ceremony (WebAuthn, sections 5.4 and 5.5), with bytes in base64url."""
    return json.dumps(options, default=_plain)


def _plain(value: Any) -> Any:
    if isinstance(value, bytes):
        return websafe_encode(value)
    if isinstance(value, Mapping):
        return dict(value)
    return str(value)
