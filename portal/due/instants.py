"""From the day that somebody types to the instant by which things have fallen due."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import Final

from django.utils.translation import gettext as _

from portal.clock import CIVIL_ZONE

_LIKE_A_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def due_by(typed: str | None, now: datetime) -> datetime:
    """Return the instant that `--on` stands for: the end of that civil day; `now` without one.

    For today it is `now` as well, so that nothing set for this evening happens this morning.
    Raises ValueError with one plain sentence for what is not a date.
    """
    if typed is None:
        return now
    try:
        day = date.fromisoformat(typed if _LIKE_A_DATE.fullmatch(typed) else "")
    except ValueError:
        raise ValueError(
            _("'%(typed)s' is not a date; write it like 2025-09-12.") % {"typed": typed}
        ) from None
    if day == now.astimezone(CIVIL_ZONE).date():
        return now
    return datetime.combine(day, time.max, tzinfo=CIVIL_ZONE)
