"""Dates of tasks: actions and information requests."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from portal.access import rows_for
from portal.coming_dates import ComingDate, DatesAsked
from scrutiny.models import Action, InformationRequest
from scrutiny.rules.actions import OPEN_STATES

_WORDS: Final = 14


def actions(asked: DatesAsked) -> Iterator[ComingDate]:
    """Open actions of the body, those reported as done and not closed among them."""
    rows = rows_for(asked.visitor, Action).filter(
        state__in=OPEN_STATES, body__slug__in=asked.calendars
    )
    if asked.until is not None:
        rows = rows.filter(due_on__lte=asked.until)
    columns = ("key", "number", "municipal_year", "text", "due_on", "state")
    for one in rows.values(*columns, "body__slug", "owner__name"):
        counted = _("The day that was agreed with the action, or to which it was re-dated.")
        if one["state"] == Action.State.COMPLETE_CLAIMED:
            counted = _("Its owner reports it as done. A meeting of the body closes it.")
        yield ComingDate(
            body=one["body__slug"],
            on=one["due_on"],
            what=_("Action %(number)s (%(year)s), %(owner)s: %(text)s")
            % {
                "number": one["number"],
                "year": one["municipal_year"],
                "owner": one["owner__name"],
                "text": Truncator(one["text"]).words(_WORDS),
            },
            address=reverse("workspace_action", args=[one["key"]]),
            counted=counted,
        )


def requests(asked: DatesAsked) -> Iterator[ComingDate]:
    """Information requests that nobody has answered."""
    rows = rows_for(asked.visitor, InformationRequest).filter(
        state=InformationRequest.State.ASKED, body__slug__in=asked.calendars
    )
    if asked.until is not None:
        rows = rows.filter(due_on__lte=asked.until)
    columns = ("key", "number", "municipal_year", "text", "due_on")
    for one in rows.values(*columns, "body__slug", "addressee__name"):
        yield ComingDate(
            body=one["body__slug"],
            on=one["due_on"],
            what=_("Information request %(number)s (%(year)s), %(person)s: %(text)s")
            % {
                "number": one["number"],
                "year": one["municipal_year"],
                "person": one["addressee__name"],
                "text": Truncator(one["text"]).words(_WORDS),
            },
            address=reverse("workspace_request", args=[one["key"]]),
            counted=_("The day that was set with the request."),
        )
