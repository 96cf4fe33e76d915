"""Which language is being spoken, and where the Welsh pages lie."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit, urlunsplit

from django.utils.translation import get_language

LANGUAGE: Final = "cy"
PREFIX: Final = "/cy"


def is_welsh() -> bool:
    """Whether the page that is being made is a Welsh one."""
    return get_language() == LANGUAGE


def below_prefix(path: str) -> str | None:
    """The address behind the prefix, beginning with a slash; None for what is no Welsh address.

    What would lead to another host, or to the prefix once more, is none.
    """
    if not path.startswith(f"{PREFIX}/"):
        return None
    rest = path.removeprefix(PREFIX)
    if rest == PREFIX or rest.startswith(("//", "/\\", f"{PREFIX}/")):
        return None
    return rest


def welsh_address(address: str) -> str:
    """The Welsh address of the page at an address, which may be in full."""
    scheme, host, path, query, fragment = urlsplit(address)
    return urlunsplit((scheme, host, f"{PREFIX}{path or '/'}", query, fragment))
