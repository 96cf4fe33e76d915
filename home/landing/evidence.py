"""What a review asks of a partner agency: evidence wanted of it, lines sent to its witnesses."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import Final

from django.db.models import Q
from django.utils.translation import gettext as _

from boards.models import Person
from home.landing.part import MOST, Line, Part
from home.landing.reader import Reader
from portal.access import rows_for
from portal.shown import Status
from scrutiny.models import Evidence, Review, Witness

PARTNERS: Final = frozenset({"partner"})
_OVER: Final = (Review.State.CLOSED, Review.State.WITHDRAWN)


def sent(reader: Reader) -> Part | None:
    """Evidence not received yet and lines of enquiry sent, by the agency's name in the register.

    The name must stand in the review as it stands in the register of that body.
    """
    if not reader.holds(*PARTNERS):
        return None
    own = list(
        Person.objects.filter(user=reader.user, organisation__isnull=False).values_list(
            "body_id", "organisation__name"
        )
    )
    if not own:
        return None
    lines = [*_witnesses(reader, own), *_evidence(reader, own)]
    return Part(name="evidence", heading=_("Evidence asked of your agency"), lines=lines[:MOST])


def _witnesses(reader: Reader, own: list[tuple[int, str]]) -> list[Line]:
    mine = reduce(or_, (Q(review__body=body, organisation__iexact=name) for body, name in own))
    rows = rows_for(reader.user, Witness, PARTNERS).filter(mine, lines_sent_on__isnull=False)
    rows = reader.here_only(rows.exclude(review__state__in=_OVER), "review__body__slug")
    found = rows.select_related("review__body", "heard_at").order_by("-lines_sent_on", "pk")
    return [
        Line(
            text=_("Lines of enquiry for %(person)s: “%(review)s”")
            % {"person": one.name, "review": one.review.title},
            on=one.heard_at.held_on if one.heard_at else None,
            facts=[
                _("Sent on %s") % f"{one.lines_sent_on:%-d %B %Y}",
                *([_("To be heard at %s") % one.heard_at.title] if one.heard_at else []),
                one.review.body.name,
            ],
        )
        for one in found[:MOST]
    ]


def _evidence(reader: Reader, own: list[tuple[int, str]]) -> list[Line]:
    by_name = (
        Q(review__body=body) & (Q(provider__iexact=name) | Q(witness__organisation__iexact=name))
        for body, name in own
    )
    rows = rows_for(reader.user, Evidence, PARTNERS).filter(
        reduce(or_, by_name), state=Evidence.State.REQUESTED
    )
    rows = reader.here_only(rows.exclude(review__state__in=_OVER), "review__body__slug")
    return [
        Line(
            text=one.title,
            status=Status(_("Asked for"), "waiting"),
            facts=[one.review.title, one.review.body.name],
        )
        for one in rows.select_related("review__body").order_by("pk")[:MOST]
    ]
