"""Telling the named person that there is something to read: no word of what, and of whom."""

from __future__ import annotations

import logging
from smtplib import SMTPException
from typing import TYPE_CHECKING, Final

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.addresses import main_url
from portal.mail import WrongAddressError, letter

if TYPE_CHECKING:
    from portal.models import User

_log: Final = logging.getLogger("portal.mail")


def tell_named_person(person: User) -> bool:
    """Send the neutral letter. It never fails the sender: what came in is kept already.

    A letter that could not be sent is reported to the monitoring by the number of the account;
    the workspace shows what waits in any case. Returns whether it was sent.
    """
    address = main_url(reverse("workspace_set_apart").lstrip("/"))
    text = _(
        "There is something for you to read in the scrutiny portal. It is for you alone, and it "
        "should be read today.\n\n%(address)s\n\nSign in to read it. This message says no more on "
        "purpose."
    ) % {"address": address}
    try:
        letter(
            to=person.email,
            name=str(person),
            subject=_("There is something for you to read"),
            text=text,
        ).send()
    except (WrongAddressError, SMTPException, OSError):
        _log.error("A letter to the named person %s could not be sent.", person.pk)
        return False
    return True
