"""What an office is at work on: recommendations that it accepted, actions of its people."""

from __future__ import annotations

from typing import Final

from django.db.models import F
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from home.landing.actions import action_line
from home.landing.answering import due_status
from home.landing.part import MOST, Line, Part
from home.landing.reader import Reader
from portal.viewing import visible
from scrutiny.addressees import office_people
from scrutiny.models import Action, Recommendation
from scrutiny.rules.actions import WITH_OWNER
from scrutiny.viewing.answers import people_answered_for

_AT_WORK: Final = ("accepted", "partly_accepted", "in_progress")
_WORDS: Final = 24


def work(reader: Reader) -> Part | None:
    """The next of both by the day that the office promised or the body set."""
    if not reader.holds("responder", "partner"):
        return None
    asked = visible(reader.user, Recommendation).filter(
        addressee__in=people_answered_for(reader.user), state__in=_AT_WORK
    )
    asked = reader.here_only(asked, "review__body__slug").select_related("review__body", "decision")
    others = office_people(reader.user).exclude(user=reader.user)
    tasks = visible(reader.user, Action).filter(owner__in=others, state__in=WITH_OWNER)
    tasks = reader.here_only(tasks, "body__slug").select_related("body")
    soonest = F("decision__due_on").asc(nulls_last=True)
    lines = [
        *(_line(one, reader) for one in asked.order_by(soonest, "pk")[:MOST]),
        *(action_line(one, reader) for one in tasks.order_by("due_on", "pk")[:MOST]),
    ]
    lines.sort(key=lambda one: (one.on is None, one.on or reader.today))
    return Part(
        name="office",
        heading=_("What your office is at work on"),
        lines=lines[:MOST],
        more=[
            (
                _("What you have been asked to do, and how far it is"),
                reverse("workspace_progress"),
            )
        ],
    )


def _line(one: Recommendation, reader: Reader) -> Line:
    decision = getattr(one, "decision", None)
    due = decision.due_on if decision else None
    return Line(
        text=Truncator(one.text).words(_WORDS),
        address=reverse("workspace_progress_recommendation", args=[one.key]),
        on=due,
        status=due_status(due, reader.today) if due else None,
        facts=[_("Recommendation %s") % (one.reference or f"R{one.number}"), one.review.body.name],
    )
