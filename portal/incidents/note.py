"""The note for the data protection officer, drafted from what is known.

Its heads are those of UK GDPR article 33(3). It is made from times, counts and the officer's own
words, and from nothing of what was published, so it cannot repeat the personal data itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.clock import CIVIL_ZONE
from portal.incidents.reach import Reach, reach_of
from portal.models import DataKind, Incident
from portal.rules.breaches import NoticeClock, notice_clock


@dataclass(frozen=True)
class Head:
    """One head of the note with its lines."""

    title: str
    lines: Sequence[str]


def civil(moment: datetime | None) -> str:
    """A moment in the civil time of England and Wales: Friday 12 September 2025, 10:30."""
    if moment is None:
        return ""
    there = moment.astimezone(CIVIL_ZONE)
    return f"{date_format(there.date(), 'l j F Y')}, {there:%H:%M}"


def clock_of(incident: Incident, *, now: datetime) -> NoticeClock:
    """The 72 hours of an incident at a moment."""
    return notice_clock(aware_at=incident.aware_at, now=now, notified_at=incident.notified_at)


def clock_words(incident: Incident, *, now: datetime) -> str:
    """How the 72 hours stand, in a sentence."""
    found = clock_of(incident, now=now)
    words = {"due": civil(found.due_at), "at": civil(incident.notified_at)}
    if incident.notified_at is not None:
        if found.is_late:
            return _("Notified on %(at)s, late: it was due by %(due)s.") % words
        return _("Notified on %(at)s, in time: it was due by %(due)s.") % words
    if incident.decision == Incident.Decision.NOT_NOTIFY:
        return _("Not to be notified. The 72 hours end or ended on %(due)s.") % words
    if found.is_late:
        return _("Late: the 72 hours ended on %(due)s. Notify at once, with the reasons.") % words
    left = max(found.hours_left, 0)
    hours = ngettext("%(n)s hour left", "%(n)s hours left", left) % {"n": left}
    return _("%(hours)s: the 72 hours end on %(due)s.") % {**words, "hours": hours}


def note_of(incident: Incident, *, now: datetime) -> list[Head]:
    """The note as it can be drafted at a moment."""
    reach = reach_of(incident, now=now)
    open_ = _("(to be filled in)")
    kinds = [str(DataKind(one).label) for one in incident.data_kinds]
    return [
        Head(_("The clock: article 33(1)"), _clock_lines(incident, now)),
        Head(_("Nature of the breach"), [incident.what_happened, *_public_lines(reach)]),
        Head(
            _("Categories and numbers"),
            [
                _("Kinds of data: %(kinds)s") % {"kinds": "; ".join(kinds) or open_},
                _("People concerned: %(people)s") % {"people": incident.people_concerned or open_},
                _("Records of the portal taken back: %(n)s") % {"n": len(incident.records)},
            ],
        ),
        Head(_("Who got it"), _got_lines(reach)),
        Head(_("Contact"), [incident.contact or open_]),
        Head(_("Likely consequences"), [incident.consequences or open_]),
        Head(_("Measures"), [incident.measures or open_]),
        Head(_("People told: article 34"), [incident.people_told or open_]),
        Head(
            _("Decision"),
            [str(incident.get_decision_display()), incident.decision_reason or open_],
        ),
    ]


def as_text(heads: Sequence[Head], *, title: str) -> str:
    """The note as plain text, to be pasted anywhere."""
    parts = [title, "=" * len(title)]
    for head in heads:
        parts += ["", head.title, "-" * len(head.title), *head.lines]
    return "\n".join(parts) + "\n"


def _clock_lines(incident: Incident, now: datetime) -> list[str]:
    lines = [
        _("The body became aware on %(at)s.") % {"at": civil(incident.aware_at)},
        clock_words(incident, now=now),
    ]
    if incident.late_reason:
        lines.append(_("Reasons for the delay: %(why)s") % {"why": incident.late_reason})
    return lines


def _public_lines(reach: Reach) -> list[str]:
    if reach.since is None:
        return [_("No release of the portal is named in this incident.")]
    lines = [_("The first of it became public on %(at)s.") % {"at": civil(reach.since)}]
    if reach.until is None:
        return [*lines, _("Some of it is public still. Withdraw it now.")]
    minutes = reach.minutes or 0
    told = _("It was withdrawn on %(at)s: %(between)s.")
    return [*lines, told % {"at": civil(reach.until), "between": _between(minutes)}]


def _between(minutes: int) -> str:
    """Minutes for a short time, hours for three days, days for a long one."""
    hours, days = minutes // 60, minutes // (24 * 60)
    if hours < 3:
        told, n = ngettext("%(n)s minute in between", "%(n)s minutes in between", minutes), minutes
    elif days < 3:
        told, n = ngettext("%(n)s hour in between", "%(n)s hours in between", hours), hours
    else:
        told, n = ngettext("%(n)s day in between", "%(n)s days in between", days), days
    return told % {"n": n}


def _got_lines(reach: Reach) -> list[str]:
    fetched = ngettext(
        "Its files were fetched %(n)s time from the public address.",
        "Its files were fetched %(n)s times from the public address.",
        reach.fetched,
    ) % {"n": reach.fetched}
    people = {one.person for one in reach.openings}
    opened = ngettext(
        "%(n)s person who was signed in opened it in the office.",
        "%(n)s people who were signed in opened it in the office.",
        len(people),
    ) % {"n": len(people)}
    lines = [fetched, opened]
    if reach.mail is None:
        lines.append(_("The portal has sent no mail about it."))
    else:
        told = sum(number for _at, number in reach.mail)
        lines.append(
            ngettext("%(n)s person was told by mail.", "%(n)s people were told by mail.", told)
            % {"n": told}
        )
    return [
        *lines,
        _(
            "Not known: who fetched it, how often the page itself was read, and what copies search "
            "engines, archives, proxies and readers keep. Ask search engines to remove theirs."
        ),
    ]
