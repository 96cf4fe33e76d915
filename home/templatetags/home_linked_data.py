"""What a page says of itself to programs, as a data block in its head (JSON-LD)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from django import template
from django.utils.safestring import SafeString, mark_safe

from home.linked_data import describing
from portal.models import PublicRecord

register = template.Library()

#: As in Django's own `json_script`: no text can end the block or begin another element.
_ESCAPES: Final = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


@register.inclusion_tag("components/linked_data.html")
def linked_data(described: Mapping[str, Any]) -> dict[str, SafeString]:
    """The data block of a description."""
    text = json.dumps(described, ensure_ascii=False).translate(_ESCAPES)
    return {"text": mark_safe(text)}  # noqa: S308  # every < > & is escaped above


@register.simple_tag
def described_body(payload: Mapping[str, Any]) -> dict[str, Any]:
    """A panel or board, as its front page says it."""
    return describing.body(payload)


@register.simple_tag
def described_meeting(record: PublicRecord, body: Mapping[str, Any] | None) -> dict[str, Any]:
    """A meeting, as its page says it."""
    return describing.meeting(record, body)


@register.simple_tag
def described_report(
    record: PublicRecord, body: Mapping[str, Any] | None, address: str
) -> dict[str, Any]:
    """An edition of a report, as its page says it; `address` is that of the page in full."""
    return describing.report(record, body, address=address)
