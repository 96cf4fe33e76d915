"""From a withdrawal to the record of what went wrong: one link, on the desk it happened on."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.urls import reverse

from portal import clock
from portal.models import PublicRecord, Release

#: How long after a withdrawal the desk asks whether it was a breach.
ASKED_FOR: Final = timedelta(days=30)
#: What one person takes back in one go may be several releases.
ONE_GO: Final = timedelta(minutes=5)


def incident_address(*, body: str, path: str) -> str:
    """Where to record an incident after the newest withdrawal below a public address.

    Empty when nothing there was withdrawn lately.
    """
    rows = PublicRecord.objects.filter(
        body=body, path__startswith=path, withdrawn_at__gte=clock.now() - ASKED_FOR
    )
    newest = rows.order_by("-withdrawn_at").values_list("withdrawn_at", flat=True).first()
    if newest is None:
        return ""
    acts = Release.objects.filter(
        body=body, act=Release.Act.WITHDRAW, released_at__range=(newest - ONE_GO, newest)
    )
    numbers = ",".join(str(one) for one in acts.values_list("number", flat=True))
    return f"{reverse('incidents:new', args=[body])}?releases={numbers}" if numbers else ""
