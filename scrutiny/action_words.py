"""How actions are told to those who work with them: dates, counts, origins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

if TYPE_CHECKING:
    from datetime import date

    from scrutiny.models import Action


def due_words(due_on: date, late: int) -> str:
    """The last day, with the working days by which it has passed."""
    day = str(date_format(due_on, "l j F Y"))
    return f"{day} – {overdue_words(late)}" if late else day


def overdue_words(late: int) -> str:
    """By how many working days it is overdue."""
    words = ngettext("overdue by %(count)s working day", "overdue by %(count)s working days", late)
    return words % {"count": late}


def times_words(count: int) -> str:
    """“once”, “3 times”; nothing for never."""
    return ngettext("once", "%(count)s times", count) % {"count": count} if count else ""


def origin_words(action: Action) -> str:
    """What an action came from: minute, recommendation, line of enquiry, response."""
    recommendation, line = action.recommendation, action.origin_line
    response = action.origin_response
    parts = [
        str(action.origin_minute or ""),
        _("recommendation R%s") % recommendation.number if recommendation else "",
        _("line of enquiry %s") % line.number if line else "",
        _("the response of %s") % response.addressee if response else "",
    ]
    return ", ".join(part for part in parts if part)
