"""Which bodies have their pages in Welsh too, as they have released it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.http import HttpRequest

from portal.addresses import host_body
from portal.generations import EVERYTHING, Remembered
from portal.models import PublicRecord
from portal.public import BODY_KIND

__all__ = ["has_welsh", "welsh_bodies"]

#: What is public of the Welsh of a body: who checked the words, and which.
Welsh = Mapping[str, Any]

_LOOKED_UP: Final = "_welsh_of_bodies"
_known: Final[Remembered[dict[str, Welsh | None]]] = Remembered(EVERYTHING)


def welsh_bodies(request: HttpRequest) -> dict[str, Welsh]:
    """The bodies with Welsh pages, by their slugs; remembered until the next release."""
    return {slug: welsh for slug, welsh in _all(request).items() if welsh is not None}


def has_welsh(request: HttpRequest, kwargs: Mapping[str, Any]) -> bool:
    """Whether the page that was asked for, by its address, can be shown in Welsh.

    A page of a body is, when the body says so; one that belongs to no body is while any does.
    """
    known = _all(request)
    body = str(kwargs.get("body") or host_body(request) or _of_record(kwargs.get("key")))
    if not body:
        first = request.path_info.lstrip("/").partition("/")[0]
        body = first if first in known else ""
    if body:
        return known.get(body) is not None
    return any(welsh is not None for welsh in known.values())


def _all(request: HttpRequest) -> dict[str, Welsh | None]:
    """What is known of all bodies: looked up once a request."""
    found: dict[str, Welsh | None] | None = request.__dict__.get(_LOOKED_UP)
    if found is None:
        found = request.__dict__[_LOOKED_UP] = _known.get("", _read)
    return found


def _read() -> dict[str, Welsh | None]:
    rows = PublicRecord.objects.current().of_kind(BODY_KIND)
    return dict(rows.order_by().values_list("body", "payload__welsh"))


def _of_record(key: object) -> str:
    """The body of a record with a permanent key; empty where there is none."""
    if key is None:
        return ""
    rows = PublicRecord.objects.filter(key=str(key), is_current=True)
    return rows.order_by().values_list("body", flat=True).first() or ""
