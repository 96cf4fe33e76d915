"""How the desks say facts, days and moments."""

from __future__ import annotations

from typing import Any

from django.utils.formats import date_format

from portal import clock
from portal.desk import Fact


def facts_of(*pairs: tuple[str, str]) -> list[Fact]:
    """Labelled lines, without the empty ones."""
    return [Fact(label, text) for label, text in pairs if text]


def day_words(day: Any) -> str:
    """A civil date in words; nothing for none."""
    return str(date_format(day, "l j F Y")) if day else ""


def instant_words(moment: Any) -> str:
    """An instant as civil day and time; nothing for none."""
    if not moment:
        return ""
    local = moment.astimezone(clock.CIVIL_ZONE)
    return str(date_format(local, "l j F Y, g:ia"))
