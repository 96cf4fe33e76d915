"""Dates of what is protected: restrictions, notices of a breach, papers past their retention."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from boards.models import AccessRegime, DisposalCertificate, LegalHold, Meeting, Restriction
from boards.operations.disposal import DISPOSERS
from boards.rules.retention import kept_until, retention_of
from portal import clock
from portal.access import bodies_of, rows_for
from portal.coming_dates import ComingDate, DatesAsked
from portal.models import Incident
from portal.rules.breaches import notice_clock
from portal.rules.clocks import ClockError
from portal.viewing import visible

if TYPE_CHECKING:
    from portal.access import Visitor
    from portal.rules.clocks import Severity

#: No retention is shorter, so nothing newer has to be looked at; in days, a little below.
SHORTEST: Final = timedelta(days=4 * 365)
#: So long before its day the end of a retention is on the list.
AHEAD: Final = timedelta(days=90)


def restrictions(asked: DatesAsked) -> Iterator[ComingDate]:
    """Restrictions with a day of review, whoever decides them."""
    rows = rows_for(asked.visitor, Restriction).filter(
        review_on__isnull=False, released_on__isnull=True
    )
    for one in rows.select_related("item__meeting__body", "paper__item__meeting__body"):
        item = one.paper.item if one.paper else one.item
        assert item is not None  # by a constraint of the table
        assert one.review_on is not None  # asked for
        is_due = one.review_on <= asked.today
        place = "meetings:restrictions" if is_due else "meetings:desk"
        yield ComingDate(
            body=item.meeting.body.slug,
            on=one.review_on,
            what=_("Review what is withheld: %(thing)s, %(meeting)s")
            % {"thing": one, "meeting": item.meeting.title},
            address=reverse(place, args=[] if is_due else [item.meeting.pk]),
            counted=_(
                "The day that was set with the decision. What is exempt is withheld only so long "
                "as the public interest asks for it."
            ),
        )


def incidents(asked: DatesAsked) -> Iterator[ComingDate]:
    """The end of the 72 hours for each breach that is not notified and not decided against."""
    rows = visible(asked.visitor, Incident).filter(notified_at__isnull=True, closed_at__isnull=True)
    for one in rows.exclude(decision=Incident.Decision.NOT_NOTIFY):
        due = notice_clock(aware_at=one.aware_at, now=clock.now()).due_at
        moment = due.astimezone(clock.CIVIL_ZONE)
        yield ComingDate(
            body=one.body,
            on=moment.date(),
            at=moment.time().replace(second=0, microsecond=0),
            what=_("%s: decide about the notice to the Information Commissioner") % one,
            address=reverse("incidents:note", args=[one.pk]),
            counted=_("72 hours after the body became aware. Weekends and holidays count."),
            force="statutory",
            authority="UK GDPR, article 33(1)",
        )


def retention(asked: DatesAsked) -> Iterator[ComingDate]:
    """Meetings whose papers no longer have to be open: one line a body for those that are past."""
    rows = rows_for(asked.visitor, Meeting).filter(held_on__lte=asked.today - SHORTEST)
    kept_back = held_or_gone(asked.visitor, "meeting")
    past: dict[str, list[date]] = {}
    for one in rows.select_related("body"):
        body = one.body.slug
        if (body, str(one.key)) in kept_back or body not in asked.calendars:
            continue
        try:
            found = retention_of(held_on=one.held_on, calendar=asked.calendars[body])
        except ClockError:
            continue
        until = kept_until(found)
        if until < asked.today:
            past.setdefault(body, []).append(until)
        elif until <= asked.today + AHEAD:
            is_local = one.body.access_regime == AccessRegime.NON_STATUTORY
            yield end_of_retention(
                asked.visitor,
                body=body,
                until=until,
                title=str(one),
                authority="" if is_local else found.papers_authority,
                force="local" if is_local else "statutory",
            )
    yield from past_retention(asked.visitor, past)


def held_or_gone(visitor: Visitor, kind: str) -> set[tuple[str, str]]:
    """Cases of a kind on legal hold or disposed of, as body and key: two queries."""
    of_kind = Q(case_kind=kind)
    held = rows_for(visitor, LegalHold).filter(of_kind, lifted_at__isnull=True)
    gone = rows_for(visitor, DisposalCertificate).filter(of_kind)
    return {
        *held.values_list("body__slug", "case_key"),
        *gone.values_list("body__slug", "case_key"),
    }


def end_of_retention(
    visitor: Visitor, *, body: str, until: date, title: str, authority: str, force: Severity
) -> ComingDate:
    """The last day on which something has to be open to the public."""
    return ComingDate(
        body=body,
        on=until,
        what=_("Last day that the papers must be open: %s") % title,
        address=_disposal(visitor, body),
        counted=_("Six years beginning with the day of the meeting or the end of the review."),
        authority=authority,
        force=force,
        is_kept=False,
    )


def past_retention(
    visitor: Visitor, past: Mapping[str, list[date]], *, reviews: bool = False
) -> Iterator[ComingDate]:
    """One line for each body in which something may be disposed of, with the first such day."""
    for body, days in past.items():
        words = ngettext(
            "%(n)s meeting is past its retention and may be disposed of",
            "%(n)s meetings are past their retention and may be disposed of",
            len(days),
        )
        if reviews:
            words = ngettext(
                "%(n)s review is past its retention and may be disposed of",
                "%(n)s reviews are past their retention and may be disposed of",
                len(days),
            )
        yield ComingDate(
            body=body,
            on=min(days),
            what=words % {"n": len(days)},
            address=_disposal(visitor, body),
            counted=_("The day shown is the last on which the oldest of them had to be open."),
            may_wait=True,
        )


def _disposal(visitor: Visitor, body: str) -> str:
    """Where it is disposed of; the list of meetings for those who may not."""
    if body in bodies_of(visitor, DISPOSERS):
        return f"{reverse('disposal:index')}?body={body}"
    return reverse("meetings:index")
