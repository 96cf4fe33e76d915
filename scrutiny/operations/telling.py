"""Telling the named person that there is something to read: no word of what, and of whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.addresses import main_url
from portal.outbox import post

if TYPE_CHECKING:
    from portal.models import User
    from scrutiny.models import Submission


def tell_named_person(person: User, about: Submission) -> None:
    """Post the neutral letter, in the transaction of what came in; it goes with the next tick.

    It belongs to no body, so that no clerk can so much as see that there is one.
    """
    address = main_url(reverse("workspace_set_apart").lstrip("/"))
    text = _(
        "There is something for you to read in the scrutiny portal. It is for you alone, and it "
        "should be read today.\n\n%(address)s\n\nSign in to read it. This message says no more on "
        "purpose."
    ) % {"address": address}
    post(
        to=person.email,
        name=str(person),
        user=person,
        subject=_("There is something for you to read"),
        text=text,
        kind="alone",
        once=f"alone:{about.key}:{person.pk}",
    )
