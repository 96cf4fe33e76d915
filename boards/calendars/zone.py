"""The civil time of England and Wales as a calendar program reads it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

NAME: Final = "Europe/London"
_HOUR: Final = timedelta(hours=1)
_NONE: Final = timedelta(0)


def london() -> Timezone:
    """Greenwich Mean Time and British Summer Time.

    Since 1996 the change is at one o'clock Greenwich Mean Time on the last Sundays of March and
    October (Summer Time Act 1972, section 1, as amended by the Summer Time Order 2002).
    """
    zone = Timezone()
    zone.add("tzid", NAME)
    summer, winter = TimezoneDaylight(), TimezoneStandard()
    summer.add("dtstart", datetime(1981, 3, 29, 1))  # noqa: DTZ001  (local by RFC 5545, 3.6.5)
    summer.add("rrule", {"freq": "yearly", "bymonth": 3, "byday": "-1su"})
    summer.add("tzoffsetfrom", _NONE)
    summer.add("tzoffsetto", _HOUR)
    summer.add("tzname", "BST")
    winter.add("dtstart", datetime(1996, 10, 27, 2))  # noqa: DTZ001
    winter.add("rrule", {"freq": "yearly", "bymonth": 10, "byday": "-1su"})
    winter.add("tzoffsetfrom", _HOUR)
    winter.add("tzoffsetto", _NONE)
    winter.add("tzname", "GMT")
    zone.add_component(summer)
    zone.add_component(winter)
    return zone
