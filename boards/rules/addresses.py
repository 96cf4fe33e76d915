"""Names that no body may have in its address, because another page lives there."""

from __future__ import annotations

from typing import Final

RESERVED: Final = frozenset(
    {"accessibility", "add", "admin", "api", "data", "documents", "feeds", "findings", "healthz"}
    | {
        "images",
        "letters",
        "meetings",
        "members",
        "news",
        "privacy",
        "readyz",
        "recommendations",
        "reviews",
    }
    | {"search", "sitemap", "sources", "static", "themes", "verify", "workspace"}
    | {"answer", "calendar", "cy", "letters"}
)


def is_reserved(slug: str) -> bool:
    """Whether a name in addresses is taken by the portal itself."""
    return slug in RESERVED
