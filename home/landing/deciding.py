"""What waits for the proper officer: incidents, restrictions, and what the gate has found."""

from __future__ import annotations

from collections import Counter
from typing import Final

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from boards import kinds
from boards.disclosure import CLEANED_PDF
from boards.models import Meeting, Restriction
from home.landing.part import MOST, Line, Part
from home.landing.reader import Reader
from portal import clock
from portal.access import rows_for
from portal.disclosure.matters import matter_key
from portal.incidents.note import clock_words
from portal.models import DisclosureClearing, FileScan, Incident
from portal.rules.disclosure.facts import Level
from portal.shown import Status
from portal.viewing import visible

OFFICERS: Final = frozenset({"proper_officer"})
_PROPOSED: Final = Q(item__access="proposed_exempt") | Q(paper__access="proposed_exempt")


def incidents(reader: Reader) -> Part | None:
    """Personal data breaches that are not closed, each with its 72 hours."""
    rows = visible(reader.user, Incident).filter(closed_at__isnull=True)
    rows = reader.here_only(rows, "body")
    now = clock.now()
    return Part(
        name="incidents",
        heading=_("Incidents that are not closed"),
        lines=[
            Line(
                text=str(one),
                address=reverse("incidents:note", args=[one.pk]),
                facts=[clock_words(one, now=now)],
            )
            for one in rows.order_by("aware_at")[:MOST]
        ],
        more=[(_("All incidents"), reverse("incidents:index"))],
    )


def restrictions(reader: Reader) -> Part | None:
    """Proposals to withhold that nobody has decided, and decisions to be looked at again."""
    rows = rows_for(reader.user, Restriction, OFFICERS).filter(
        _PROPOSED | Q(review_on__lte=reader.today), released_on__isnull=True
    )
    if reader.here:
        rows = rows.filter(
            Q(item__meeting__body__slug=reader.here)
            | Q(paper__item__meeting__body__slug=reader.here)
        )
    found = rows.select_related("item__meeting__body", "paper__item__meeting__body")
    return Part(
        name="restrictions",
        heading=_("To be decided: what is withheld"),
        lines=[_restriction(one) for one in found.order_by("proposed_on", "pk")[:MOST]],
        more=[(_("All restrictions to decide"), reverse("meetings:restrictions"))],
    )


def _restriction(one: Restriction) -> Line:
    item = one.paper.item if one.paper else one.item
    assert item is not None  # by a constraint of the table
    access = one.paper.access if one.paper else item.access
    is_proposed = access == "proposed_exempt"
    return Line(
        text=str(one),
        address=reverse("meetings:restrictions"),
        on=item.meeting.held_on if is_proposed else one.review_on,
        status=Status(_("Proposed") if is_proposed else _("To be reviewed"), "waiting"),
        facts=[item.meeting.title, item.meeting.body.name],
    )


def concerns(reader: Reader) -> Part | None:
    """Meetings to come in whose files the gate found what only the proper officer may clear."""
    meetings = rows_for(reader.user, Meeting, OFFICERS).filter(held_on__gte=reader.today)
    meetings = reader.here_only(meetings, "body__slug").select_related("body")
    matters = {matter_key(kinds.MEETING, one.key): one for one in meetings}
    if not matters:
        return None
    scans = rows_for(reader.user, FileScan, OFFICERS).filter(matter__in=matters)
    found = {
        (matter, str(one["digest"]))
        for matter, listed in scans.values_list("matter", "concerns")
        for one in listed
        if one["level"] == Level.STOP.value and one["code"] not in CLEANED_PDF
    }
    if not found:
        return None
    rows = rows_for(reader.user, DisclosureClearing, OFFICERS).filter(matter__in=matters)
    cleared = {(one.matter, one.digest) for one in rows}
    still = Counter(pair[0] for pair in found - cleared)
    return Part(
        name="concerns",
        heading=_("To be cleared before it goes out"),
        lines=[
            Line(
                text=matters[matter].title,
                address=reverse("disclosure:matter", args=[kinds.MEETING, matters[matter].key]),
                on=matters[matter].held_on,
                facts=[
                    ngettext(
                        "%(n)s thing in its files may identify somebody",
                        "%(n)s things in its files may identify somebody",
                        count,
                    )
                    % {"n": count}
                ],
            )
            for matter, count in still.most_common(MOST)
        ],
        more=[(_("Everything that waits for a look"), reverse("disclosure:queue"))],
    )
