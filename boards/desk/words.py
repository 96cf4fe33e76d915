"""Days and times as people read them, and the sentences of the gaps."""

from __future__ import annotations

from datetime import date, datetime, time

from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from boards.models import Meeting
from boards.rules.composition import Concern


def long_day(day: date) -> str:
    """A day as it is written for people."""
    return date_format(day, "l j F Y")


def clock_time(at: time) -> str:
    """A time as it is written for people: 10:30am."""
    return time_format(at, "g:iA").lower()


def moment(at: datetime) -> str:
    """A day and a time, in the civil time of England and Wales."""
    there = timezone.localtime(at)
    words = {"day": long_day(there.date()), "time": clock_time(there.time())}
    return _("%(day)s, %(time)s") % words


def when_of(meeting: Meeting) -> str:
    """Day and time of a meeting: Friday 12 September 2025, 10:30am."""
    day = long_day(meeting.held_on)
    return f"{day}, {clock_time(meeting.starts_at)}" if meeting.starts_at else day


def concern_sentence(concern: Concern) -> str:
    """A warning about the membership of a panel, in plain words with its source."""
    if concern.code == "too_few_co_optees":
        sentence = ngettext(
            "The panel has %(n)d co-opted member; the Act asks for two or more.",
            "The panel has %(n)d co-opted members; the Act asks for two or more.",
            concern.count,
        )
    elif concern.code == "co_opted_councillors":
        sentence = ngettext(
            "%(n)d co-opted member belongs to a political group; at least two must not be "
            "councillors.",
            "%(n)d co-opted members belong to a political group; at least two must not be "
            "councillors.",
            concern.count,
        )
    else:
        sentence = _("The panel has %(n)d members; more than twenty are not allowed.")
    return sentence % {"n": concern.count}
