"""The look of the body that a page belongs to: its style sheet and its logo."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import template
from django.template import Context

from portal.addresses import body_url

register = template.Library()


@dataclass(frozen=True)
class ShownLogo:
    """A logo with the address and the size at which it is shown, in CSS pixels."""

    address: str
    width: int
    height: int


@register.simple_tag(takes_context=True)
def look_sheet(context: Context, body: Mapping[str, Any] | None) -> str:
    """The address of the body's style sheet; empty without a colour of its own."""
    accent = str(_look(body).get("accent") or "")
    return _address(context, body, f"look/{accent.lstrip('#')}.css") if body and accent else ""


@register.simple_tag(takes_context=True)
def look_logo(context: Context, body: Mapping[str, Any] | None) -> ShownLogo | None:
    """The body's logo, drawn with two points to a pixel; None without one."""
    logo = _look(body).get("logo")
    if not body or not logo:
        return None
    address = _address(context, body, f"look/{logo['name']}")
    half = {side: max(1, round(logo[side] / 2)) for side in ("width", "height")}
    return ShownLogo(address=address, **half) if address else None


def _look(body: Mapping[str, Any] | None) -> Mapping[str, Any]:
    """What is public of it; a body that was released before it had a look has none."""
    return (body or {}).get("look") or {}


def _address(context: Context, body: Mapping[str, Any], path: str) -> str:
    """An address of this very host: pages load nothing from another one."""
    address = body_url(body["slug"], path, request=context.get("request"))
    return address if address.startswith("/") else ""
