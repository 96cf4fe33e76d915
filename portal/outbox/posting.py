"""Posting a letter: one row, in the transaction of what the letter tells of."""

from __future__ import annotations

import re
import uuid
from datetime import datetime
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from portal import clock
from portal.mail import one_line
from portal.models import LetterState, OutboxLetter
from portal.outbox.kinds import kind_named

if TYPE_CHECKING:
    from portal.models import User

_ONCE_AT_MOST: Final = 250
_ADDRESS_AT_MOST: Final = 254
#: Controls that no letter needs; a text keeps its line ends.
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def post(
    *,
    to: str,
    subject: str,
    text: str,
    kind: str,
    once: str,
    name: str = "",
    user: User | None = None,
    body: str = "",
    matter: str = "",
) -> None:
    """Write one letter into the outbox; the worker sends it after the commit.

    `once` names the occasion (“invitation:17”): posting it again does nothing. `text` is plain,
    its paragraphs parted by blank lines; a line that is only an address becomes a link. Nothing
    restricted goes into a letter, and no name of a child: a link instead. `body` is the permanent
    slug, empty for the portal itself; `matter` the case (`portal.cases.case_of_record`), with
    which the letter is disposed of.

    An address to which nothing can be sent does not stop the caller: the letter is kept as
    refused, and shown to the clerk. While the demonstration tells the past nobody is written to.
    Raises ValueError for a kind that nobody registered, or without an occasion.
    """
    kind_named(kind)
    if not once or len(once) > _ONCE_AT_MOST:
        raise ValueError("A letter needs an occasion of at most 250 characters.")
    if clock.is_rehearsed():
        return
    now = clock.now()
    OutboxLetter.objects.bulk_create(
        [
            OutboxLetter(
                once=once,
                message_id=f"<{uuid.uuid4()}@{_sending_host()}>",
                kind=kind,
                body=body,
                user=user,
                to=one_line(to, at_most=_ADDRESS_AT_MOST),
                name=one_line(name, at_most=150),
                subject=one_line(subject),
                text=_CONTROLS.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n")),
                matter=matter,
                posted_at=now,
                **_standing(to, now),
            )
        ],
        ignore_conflicts=True,
    )


def _standing(to: str, now: datetime) -> dict[str, object]:
    """How the letter begins: to be sent at once, or refused for want of an address."""
    try:
        validate_email(to)
    except ValidationError:
        return {
            "state": LetterState.BOUNCED,
            "trouble_since": now,
            "said": _("This is not the address of one person."),
        }
    return {"state": LetterState.WAITING, "next_at": now}


def _sending_host() -> str:
    """What stands behind the @ of the identifiers: the portal's own host (RFC 5322, 3.6.4)."""
    return urlsplit(settings.BASE_URL).hostname or "localhost"
