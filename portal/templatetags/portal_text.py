"""Dates, times and texts as a reader in England or Wales expects them."""

from __future__ import annotations

from datetime import date, datetime, time

from django import template
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _

from portal.clock import CIVIL_ZONE

register = template.Library()


@register.filter
def day(value: date | datetime | None) -> str:
    """A date in full, as in “Friday 12 September 2025”; an instant gives its civil date."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = timezone.localtime(value, CIVIL_ZONE).date()
    return format_date(value, "l j F Y")


@register.filter
def short_day(value: date | datetime | None) -> str:
    """A date for a narrow column, as in “12 September 2025”."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = timezone.localtime(value, CIVIL_ZONE).date()
    return format_date(value, "j F Y")


@register.filter
def clock_time(value: time | None) -> str:
    """A time of day, as in “10:30am”, “2pm” and “midday”."""
    if value is None:
        return ""
    if (value.hour, value.minute) == (12, 0):
        return _("midday")
    if (value.hour, value.minute) == (0, 0):
        return _("midnight")
    half = _("am") if value.hour < 12 else _("pm")
    minutes = f":{value.minute:02d}" if value.minute else ""
    return f"{value.hour % 12 or 12}{minutes}{half}"


@register.filter
def iso(value: date | time | None) -> str:
    """The machine's form, for the attribute of a `time` element only."""
    return value.isoformat() if value else ""
