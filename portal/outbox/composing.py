"""From a row to a message: the headers, the plain text and the HTML that is made of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from email.headerregistry import Address
from email.utils import format_datetime, parseaddr
from typing import TYPE_CHECKING, Final

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMultiAlternatives
from django.core.validators import validate_email
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from portal.access import body_names
from portal.addresses import main_url
from portal.mail import letter as one_letter
from portal.mail import one_line
from portal.outbox.kinds import Written, kind_named
from portal.outbox.tokens import stop_address

if TYPE_CHECKING:
    from portal.models import OutboxLetter

_ADDRESS: Final = re.compile(r"https?://[^\s<>\"]+")
_reply_sources: list[Callable[[str], str]] = []


@dataclass(frozen=True)
class Line:
    """One line of a paragraph; `href` when it is nothing but an address."""

    text: str
    href: str = ""


def register_reply_address(source: Callable[[str], str]) -> None:
    """Say how one reaches a body, by its slug: the answer counts if it is an e-mail address."""
    if source not in _reply_sources:
        _reply_sources.append(source)


def paragraphs(text: str) -> Sequence[Sequence[Line]]:
    """The paragraphs of a plain text, and which of their lines are links."""
    return [
        [_line(line.strip()) for line in part.strip().splitlines() if line.strip()]
        for part in re.split(r"\n[ \t]*\n", text)
        if part.strip()
    ]


def compose(row: OutboxLetter) -> EmailMultiAlternatives:
    """The message of a row: the same with every attempt, down to its Message-ID and date.

    Raises WrongAddressError when the row does not name one person's address.
    """
    stop = stop_address(row) if kind_named(row.kind).may_unsubscribe else ""
    choose = main_url("workspace/letters/") if stop and row.user_id else ""
    return compose_written(row, Written(row.subject, row.text, row.body, stop, choose))


def compose_written(row: OutboxLetter, written: Written) -> EmailMultiAlternatives:
    """The message of a row in these words. Raises WrongAddressError as `compose` does."""
    plain = one_letter(to=row.to, subject=written.subject, text="", name=row.name)
    stop = written.stop
    headers = {
        "Message-ID": row.message_id,
        "Date": format_datetime(row.posted_at),
        "Auto-Submitted": "auto-generated",  # RFC 3834, section 5: nobody's holiday note answers
    }
    if stop:
        headers["List-Unsubscribe"] = f"<{stop}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"  # RFC 8058
    context = {
        "subject": plain.subject,
        "paragraphs": paragraphs(written.text),
        "stop": stop,
        "choose": written.choose,
    }
    message = EmailMultiAlternatives(
        subject=str(plain.subject),
        body=render_to_string("emails/letter.txt", {**context, "text": written.text.strip()}),
        from_email=_sender(written.body),
        to=plain.to,
        reply_to=_reply_to(written.body),
        headers=headers,
    )
    message.attach_alternative(render_to_string("emails/letter.html", context), "text/html")
    return message


def _line(text: str) -> Line:
    return Line(text, text if _ADDRESS.fullmatch(text) else "")


def _sender(body: str) -> str:
    """The portal's own address under the body's name; a name cannot bring a second address."""
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    shown = body_names().get(body, "") if body else name or _("Scrutiny portal")
    return str(Address(display_name=one_line(shown or name, at_most=70), addr_spec=address))


def _reply_to(body: str) -> list[str]:
    for source in _reply_sources if body else ():
        address = source(body).strip()
        try:
            validate_email(address)
        except ValidationError:
            continue
        return [address]
    return []
