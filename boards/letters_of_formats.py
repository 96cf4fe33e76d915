"""The letter to somebody who asked for another format: that it arrived, and by when they hear.

Anybody may have typed the address, so no word that somebody typed is in it: a paper is named only
as it was released.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boards.models import FormatRequest
from portal import clock
from portal.addresses import canonical_url
from portal.outbox import post, register_kind

KIND: Final = "format"
#: Letters of this kind that one address gets within a day: a form cannot be used to flood it.
LETTERS_A_DAY: Final = 3


def register_letters() -> None:
    """Tell the outbox of the kind; called once at start-up. One cannot do without it."""
    register_kind(KIND, label=gettext_lazy("answers to what you asked for"), may_unsubscribe=False)


def tell_received(asked: FormatRequest) -> bool:
    """Post the letter, in the transaction of the request; whether one was posted.

    None is without an address, and to one that had enough of them within a day.
    """
    since = clock.now() - timedelta(days=1)
    rows = FormatRequest.objects.filter(email__iexact=asked.email, asked_at__gt=since)
    if not asked.email or rows.exclude(pk=asked.pk).count() >= LETTERS_A_DAY:
        return False
    about = asked.paper_title if asked.paper else _("a paper")
    text = _(
        "You asked %(body)s for another format.\n\n"
        "Paper: %(paper)s\n\n"
        "Format: %(format)s\n\n"
        "You will have an answer by %(day)s.\n\n"
        "The body and its papers:\n\n%(address)s\n\n"
        "If you did not ask for this, you need do nothing."
    )
    post(
        to=asked.email,
        subject=_("Your request for another format"),
        text=text
        % {
            "body": asked.body.name,
            "paper": about,
            "format": asked.get_format_display(),
            "day": date_format(asked.due_on, "l j F Y"),
            "address": canonical_url(asked.body.slug),
        },
        kind=KIND,
        once=f"format:{asked.key}",
        body=asked.body.slug,
    )
    return True
