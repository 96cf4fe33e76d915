"""The notice of a meeting, on the calendar of its body, and the words for notice that is short."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from boards.models import Meeting
from boards.rules.notice import Notice, notice_given
from portal.calendar import calendar_for
from portal.rules.calendars import Nation


def notice_of(meeting: Meeting, *, published_on: date) -> Notice:
    """The notice that an agenda published on a day gives of a meeting, on its body's calendar."""
    body = meeting.body
    nation: Nation = "wales" if body.nation == "wales" else "england"
    return notice_given(
        published_on=published_on,
        held_on=meeting.held_on,
        calendar=calendar_for(nation, body.slug),
        regime=body.access_regime,
        own=body.clear_days,
    )


def short_notice_sentence(notice: Notice) -> str:
    """What is said when notice is short: by whose rule, how short, and what to do."""
    given = ngettext("%(n)d clear working day", "%(n)d clear working days", notice.given)
    needed = ngettext("%(n)d is needed", "%(n)d are needed", notice.needed)
    words = {"given": given % {"n": notice.given}, "needed": needed % {"n": notice.needed}}
    if notice.is_statutory:
        sentence = _(
            "The notice is short: %(given)s, and %(needed)s (%(authority)s). Give the reason why "
            "the meeting is to be held all the same."
        )
        return sentence % {**words, "authority": notice.authority}
    sentence = _(
        "The notice is short: %(given)s, and %(needed)s by the body's own rule. Give the reason."
    )
    return sentence % words
