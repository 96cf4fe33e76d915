"""One letter to one person: whatever stands in subject, name or address, it stays one of each."""

from __future__ import annotations

import re
from email.errors import HeaderParseError
from email.headerregistry import Address
from typing import Final

from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.core.validators import validate_email

SUBJECT_AT_MOST: Final = 200
#: Line ends and other controls, and the marks that turn the direction of a text.
_CONTROLS: Final = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]+"
)


class WrongAddressError(ValueError):
    """This is not the address of one person."""


def one_line(text: str, *, at_most: int = SUBJECT_AT_MOST) -> str:
    """A text as one line without controls, cut at a length; safe in a header."""
    plain = " ".join(_CONTROLS.sub(" ", text).split())
    return plain if len(plain) <= at_most else f"{plain[: at_most - 1]}…"


def letter(*, to: str, subject: str, text: str, name: str = "") -> EmailMessage:
    """A mail to one address, ready to be sent.

    `name` is shown beside the address and is quoted; it may hold commas, brackets or a second
    address without becoming one (RFC 5322, section 3.4).

    Raises WrongAddressError when `to` is not exactly one plain address.
    """
    try:
        validate_email(to)
        address = Address(display_name=one_line(name, at_most=70), addr_spec=to)
    except (ValidationError, HeaderParseError, ValueError) as error:
        raise WrongAddressError("not the address of one person") from error
    return EmailMessage(subject=one_line(subject), body=text, to=[str(address)])
