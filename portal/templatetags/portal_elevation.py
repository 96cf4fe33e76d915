"""The banner of whoever works by an elevation, and what the officers of a body are told of one."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final

from django import template
from django.db.models import Model
from django.template import Context

from portal import audit, clock
from portal.access import body_names, body_of
from portal.models import Elevation, LogEntry
from portal.models.elevation import elevations_of

register = template.Library()

#: How long the desk of a body tells of roles that were given and of elevations that have ended.
TOLD: Final = timedelta(days=14)
_MOST: Final = 5


@register.inclusion_tag("portal/elevation/banner.html", takes_context=True)
def elevation_banner(context: Context) -> dict[str, Any]:
    """Says on every screen of somebody who is elevated that they are, for what and until when."""
    request = context.get("request")
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"running": []}
    running = elevations_of(user)
    names = body_names() if running else {}
    return {
        "running": [(one, names.get(one.body, one.body)) for one in running],
        "csrf_token": context.get("csrf_token"),
    }


@register.inclusion_tag("portal/elevation/told.html", takes_context=True)
def elevations_told(context: Context) -> dict[str, Any]:
    """Tells the desk of a body who works there by elevation, and what changed about its roles."""
    owner = context.get("owner")
    body = body_of(owner) if isinstance(owner, Model) else ""
    if not body:
        return {"running": [], "recent": []}
    moment = clock.now()
    is_body = getattr(owner, "slug", "") == body  # the body itself, and no record of it
    recent = _recent(body, since=moment - TOLD) if is_body else []
    if is_body and not any(entry.action == audit.ELEVATED for entry in recent):
        return {"running": [], "recent": recent[:_MOST]}
    running = Elevation.objects.filter(body=body).running(moment).select_related("user")
    return {"running": list(running), "recent": recent[:_MOST]}


def _recent(body: str, *, since: datetime) -> list[LogEntry]:
    """The entries about roles and elevations of a body, newest first."""
    acts = (audit.ELEVATED, audit.ROLE_GIVEN, audit.ROLE_ENDED)
    rows = LogEntry.objects.filter(body=body, action__in=acts, timestamp__gt=since)
    return list(rows.order_by("-timestamp", "-pk"))
