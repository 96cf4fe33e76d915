"""The rules by which the Mozilla Observatory scores the headers of a page, as a table.

Source: the published scoring of the HTTP Observatory (MDN, "HTTP Observatory tests and scoring",
2025). A page begins with 100; bonuses count only for a page that has 90 or more without them.
Rules on what our pages never have (public key pinning, resources of other hosts) are left out:
tests/home/test_public_walk.py shows that there are none.
"""

from __future__ import annotations

from tests.portal.hardened.server import Reply

BONUS_FROM = 90
SIX_MONTHS = 15_768_000
PRIVATE_REFERRER = {
    "no-referrer",
    "same-origin",
    "strict-origin",
    "strict-origin-when-cross-origin",
}


def directives(reply: Reply) -> dict[str, list[str]]:
    """The content security policy, taken apart."""
    parts = [one.split() for one in reply.headers.get("content-security-policy", "").split(";")]
    return {words[0]: words[1:] for words in parts if words}


def _policy(reply: Reply) -> int:
    found = directives(reply)
    if not found:
        return -25
    scripts = found.get("script-src", found.get("default-src", ["*"]))
    objects = found.get("object-src", found.get("default-src", ["*"]))
    styles = found.get("style-src", found.get("default-src", ["*"]))
    wide = {"*", "http:", "https:", "data:"}
    if "'unsafe-inline'" in scripts or wide & set(scripts) or wide & set(objects):
        return -20
    if "'unsafe-eval'" in scripts:
        return -10
    if "'unsafe-inline'" in styles or wide & set(styles):
        return 0
    return 10 if found.get("default-src") == ["'none'"] else 5


def _cookies(reply: Reply) -> int:
    if not reply.cookies:
        return 0
    flags = [{part.strip().lower() for part in one.split(";")[1:]} for one in reply.cookies]
    if not all("secure" in one for one in flags):
        return -40
    if not all("httponly" in one for one in flags):
        return -30
    return 5 if all(any(flag.startswith("samesite=") for flag in one) for one in flags) else 0


def _cross_origin(reply: Reply) -> int:
    return -50 if reply.headers.get("access-control-allow-origin") == "*" else 0


def _transport(reply: Reply) -> int:
    words = [one.strip() for one in reply.headers.get("strict-transport-security", "").split(";")]
    ages = [int(one.partition("=")[2]) for one in words if one.startswith("max-age=")]
    if not ages:
        return -20
    return 0 if ages[0] >= SIX_MONTHS else -10


def _referrer(reply: Reply) -> int:
    return 5 if reply.headers.get("referrer-policy") in PRIVATE_REFERRER else -5


def _sniffing(reply: Reply) -> int:
    return 0 if reply.headers.get("x-content-type-options") == "nosniff" else -5


def _frames(reply: Reply) -> int:
    if directives(reply).get("frame-ancestors"):
        return 5
    return 0 if reply.headers.get("x-frame-options") in ("DENY", "SAMEORIGIN") else -20


def _resource(reply: Reply) -> int:
    value = reply.headers.get("cross-origin-resource-policy", "")
    return 10 if value in ("same-origin", "same-site") else 0


RULES = {
    "content security policy": _policy,
    "cookies": _cookies,
    "cross-origin sharing": _cross_origin,
    "strict transport": _transport,
    "referrer policy": _referrer,
    "content type options": _sniffing,
    "framing": _frames,
    "resource policy": _resource,
}


def scored(reply: Reply) -> tuple[int, dict[str, int]]:
    """The score of an answer and what each rule gave or took."""
    found = {name: rule(reply) for name, rule in RULES.items()}
    without = 100 + sum(points for points in found.values() if points < 0)
    bonus = sum(points for points in found.values() if points > 0)
    return max(0, without + (bonus if without >= BONUS_FROM else 0)), found
