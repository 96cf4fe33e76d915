"""What the worker's tick does for alerts, and the kinds of letter that it posts."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.core.cache import cache
from django.utils.translation import gettext_lazy as _

from home.alerts.leaving import ALERT, CONFIRMATION, clean
from home.alerts.sending import count_alerts, send_alerts
from home.alerts.writing import write
from portal import clock
from portal.due import DueKind, register_due
from portal.outbox import register_kind

_CLEANED: Final = "home.alerts.cleaned"
_SECONDS: Final = 15 * 60


def register_alerts() -> None:
    """Register letters, posting and cleaning; once at start-up."""
    register_kind(
        ALERT,
        label=_("news on what somebody follows"),
        may_unsubscribe=False,  # by a link of its own, not by the choice of an account
        is_secret=True,
        write_late=write,
    )
    register_kind(
        CONFIRMATION,
        label=_("the question whether somebody asked for news"),
        may_unsubscribe=False,
        is_secret=True,
    )
    register_due("alerts", kind=DueKind.NOTICE, label=_("news by e-mail"), preview=count_alerts)(
        send_alerts
    )
    register_due("alerts_cleaning", label=_("what is deleted of those who follow"))(_clean)


def _clean(as_of: datetime) -> int:
    """Four times an hour is enough; with the cache away it is done each time."""
    if cache.get(_CLEANED):
        return 0
    done = clean(min(as_of, clock.now()))
    cache.set(_CLEANED, 1, _SECONDS)
    return done
