"""The notice certificate in sentences, for the last sheet of a pack and for the page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from boards.packs.sheet_words import sentence
from portal.templatetags.portal_text import day

JSON = Mapping[str, Any]


@dataclass(frozen=True)
class Section:
    """A heading with its lines."""

    heading: str
    lines: list[str]


@dataclass(frozen=True)
class DayRow:
    """One day between publication and the meeting, and whether it was counted."""

    day: str
    counted: str


def paragraphs(certificate: JSON) -> list[str]:
    """When it was published, how much notice that gives, and by whose rule."""
    given, needed = certificate["clear_days_given"], certificate["clear_days_needed"]
    lines = [
        _("Published on %(published)s for a meeting on %(held)s.")
        % {
            "published": day(date.fromisoformat(certificate["published_on"])),
            "held": day(date.fromisoformat(certificate["held_on"])),
        },
        ngettext(
            "Notice given: %(n)d clear working day.",
            "Notice given: %(n)d clear working days.",
            given,
        )
        % {"n": given},
        ngettext(
            "Notice needed: %(n)d clear working day.",
            "Notice needed: %(n)d clear working days.",
            needed,
        )
        % {"n": needed},
    ]
    if certificate["is_statutory"] and certificate["authority"]:
        lines.append(_("By what rule: %(rule)s") % {"rule": sentence(certificate["authority"])})
    else:
        lines.append(_("By the body's own rule."))
    if certificate["is_short"]:
        reason = sentence(certificate["short_notice_reason"])
        lines.append(_("The notice is short. %(reason)s") % {"reason": reason})
    if certificate["checked_alone_reason"]:
        reason = sentence(certificate["checked_alone_reason"])
        words = _("The pack was checked by one person alone. The reason: %(reason)s")
        lines.append(words % {"reason": reason})
    if certificate["cleared_hits"]:
        number = certificate["cleared_hits"]
        lines.append(
            ngettext(
                "The proper officer looked at %(n)d passage that resembles a withheld paper and "
                "cleared it.",
                "The proper officer looked at %(n)d passages that resemble a withheld paper and "
                "cleared them.",
                number,
            )
            % {"n": number}
        )
    return [line.strip() for line in lines]


def sections(certificate: JSON) -> list[Section]:
    """What is withheld and on which ground; which items came late and why."""
    found = []
    if certificate["restrictions"]:
        found.append(
            Section(
                _("What is withheld, and why"),
                [_with_reason(one, one["words"]) for one in certificate["restrictions"]],
            )
        )
    if certificate["urgent"]:
        found.append(
            Section(
                _("Items added late, with the chair's reason"),
                [_with_reason(one, one["reason"]) for one in certificate["urgent"]],
            )
        )
    return found


def days(certificate: JSON) -> list[DayRow]:
    """Every day between publication and the meeting; neighbours of one answer share a row."""
    counted = {one: _("Yes") for one in certificate["counted"]}
    skipped = {
        one["date"]: _("No: %(why)s") % {"why": one["why"]} for one in certificate["skipped"]
    }
    answers = sorted((counted | skipped).items())
    rows = []
    for answer, run in groupby(answers, key=itemgetter(1)):
        first, *others = [date.fromisoformat(one) for one, _answer in run]
        rows.append(DayRow(_span(first, others[-1]) if others else day(first), answer))
    return rows


def _span(first: date, last: date) -> str:
    return _("%(first)s to %(last)s") % {"first": day(first), "last": day(last)}


def _with_reason(one: JSON, reason: str) -> str:
    words = _("Item %(number)d, %(title)s: %(reason)s")
    return words % {"number": one["number"], "title": one["title"], "reason": sentence(reason)}
