"""What the worker's tick does for the outbox."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from portal import clock
from portal.due import DueKind, register_due
from portal.outbox.claiming import count_due
from portal.outbox.sending import send_due
from portal.outbox.thinning import thin


def register_outbox() -> None:
    """Register sending (a notice, after all that posts) and thinning; once at start-up."""
    register_due("outbox", kind=DueKind.NOTICE, label=_("letters that wait"), preview=count_due)(
        _send
    )
    register_due("outbox_thinning", label=_("old letters that lose their text"))(_thin)


def _send(as_of: datetime) -> int:
    """What reminders have just posted goes out in the same run, not in the next."""
    return send_due(max(as_of, clock.now()))


def _thin(as_of: datetime) -> int:
    return thin(as_of)
