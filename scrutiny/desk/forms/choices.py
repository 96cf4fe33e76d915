"""What forms of the desk offer to choose from: rows of one body, and of one review."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet

from boards.models import Minute, Person

#: Lines that nothing new can rest on.
DEAD_LINES = ("superseded", "dropped")


def people_of(body: Any) -> QuerySet[Person]:
    """People in the register of a body."""
    return Person.objects.filter(body=body).select_related("organisation")


def minutes_of(body: Any) -> QuerySet[Minute]:
    """Minutes that a move of this body may point to, newest first."""
    bodies = [pk for pk in (body.pk, body.parent_id) if pk]
    return (
        Minute.objects.filter(meeting__body__in=bodies)
        .select_related("meeting")
        .order_by("-meeting__held_on", "number")
    )


def ticks() -> forms.CheckboxSelectMultiple:
    """Several choices as boxes to tick, which need no scripting."""
    return forms.CheckboxSelectMultiple()
