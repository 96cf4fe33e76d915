"""Sentences about people, dates and lateness, in the language that is active."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from scrutiny.report.document import Action, Named, Origin, Response


def day(value: date | None) -> str:
    """A date as people write it: Friday 12 September 2025. None gives nothing."""
    return date_format(value, "l j F Y") if value else ""


def short_day(value: date | None) -> str:
    """A date for a narrow column: 12 September 2025. None gives nothing."""
    return date_format(value, "j F Y") if value else ""


def named(person: Named | None) -> str:
    """Name and post; nothing for nobody."""
    return joined((person.name, person.post)) if person else ""


def joined(parts: Iterable[str]) -> str:
    """The parts that are not empty, with commas."""
    return ", ".join(part.strip() for part in parts if part.strip())


def origin_words(origin: Origin) -> str:
    """Where something was found before: area, source, date."""
    return joined((origin.area, origin.source, origin.dated))


def working_days_late(count: int) -> str:
    """How late in working days; over a weekend a thing is late by no working day yet."""
    if not count:
        return _("late, but by no working day yet")
    return ngettext("%(count)d working day late", "%(count)d working days late", count) % {
        "count": count
    }


def response_timing(response: Response, counted_to: date) -> str:
    """When a reply was asked for, due and received, and how early or late it came."""
    asked = _("Asked on %(asked)s and due by %(due)s.") % {
        "asked": day(response.asked_on),
        "due": day(response.due_on),
    }
    return f"{asked} {_receipt(response, counted_to)}"


def _receipt(response: Response, counted_to: date) -> str:
    if response.state == "missing":
        return _missing(response, counted_to)
    received = {"day": day(response.received_on), "timing": _timing(response)}
    if response.state == "incomplete":
        return (
            _("A reply was received on %(day)s and returned because it was incomplete.") % received
        )
    if response.state == "received":
        return (
            _("A reply was received on %(day)s, %(timing)s. It has not been published yet.")
            % received
        )
    return _("Received on %(day)s, %(timing)s.") % received


def _missing(response: Response, counted_to: date) -> str:
    if not response.is_late:
        return _("No reply had been received by %(day)s.") % {"day": day(counted_to)}
    return _("No reply has been received: %(late)s, counted to %(day)s.") % {
        "late": working_days_late(response.working_days_late),
        "day": day(counted_to),
    }


def _timing(response: Response) -> str:
    if response.days_early:
        return ngettext("%(count)d day early", "%(count)d days early", response.days_early) % {
            "count": response.days_early
        }
    if response.is_late:
        return working_days_late(response.working_days_late)
    return _("on the day it was due")


def action_lateness(action: Action, counted_to: date) -> str:
    """How late an action is; nothing for one that is in time."""
    if not action.is_overdue:
        return ""
    late = working_days_late(action.working_days_late)
    return _("%(late)s, counted to %(day)s") % {
        "late": f"{late[:1].upper()}{late[1:]}",
        "day": short_day(counted_to),
    }
