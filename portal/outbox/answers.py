"""What the answer of a mail server means for a letter, and how it is told to a person."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from smtplib import (
    SMTPDataError,
    SMTPRecipientsRefused,
    SMTPResponseException,
    SMTPSenderRefused,
    SMTPServerDisconnected,
)
from typing import Final

from django.utils.translation import gettext as _

from portal.mail import WrongAddressError, one_line

_AT_MOST: Final = 300
_PERMANENT: Final = 500
_CLOSING: Final = 421


class Verdict(Enum):
    """What became of one attempt.

    NOT_NOW is tried again. UNCLEAR too, but the server may have taken the letter. UNREACHED: there
    was no server. REFUSED is for good, BOUNCED for good and because of the address.
    """

    NOT_NOW = "not now"
    UNCLEAR = "unclear"
    UNREACHED = "unreached"
    REFUSED = "refused"
    BOUNCED = "bounced"


@dataclass(frozen=True)
class Answer:
    """The meaning of a refusal, and the sentence for a person.

    `line_holds` says that the conversation can go on with the next letter.
    """

    verdict: Verdict
    words: str
    line_holds: bool = False


def unreached(error: Exception) -> Answer:
    """The answer when no conversation came about: nobody listens, no encryption, wrong password."""
    said = _said(error)
    words = _("The mail server could not be reached, or did not let the portal in (%(said)s).")
    return Answer(Verdict.UNREACHED, words % {"said": said})


def not_made(error: Exception) -> Answer:
    """The answer when the message could not even be made."""
    if isinstance(error, WrongAddressError):
        return Answer(Verdict.BOUNCED, _("This is not the address of one person."))
    words = _("The letter could not be made; the log of the portal has the details.")
    return Answer(Verdict.NOT_NOW, words)


def meaning_of(error: Exception) -> Answer:
    """The answer to an attempt that was begun."""
    answer = _meaning(error)
    return replace(answer, line_holds=_line_holds(error))


def _meaning(error: Exception) -> Answer:
    if isinstance(error, SMTPRecipientsRefused):
        return _of_recipient(error)
    if isinstance(error, SMTPSenderRefused):  # our own address: no fault of the letter
        words = _("The mail server does not take letters from the portal's address (%(said)s).")
        return Answer(Verdict.NOT_NOW, words % {"said": _said(error)})
    if isinstance(error, SMTPDataError) and error.smtp_code >= _PERMANENT:
        words = _("The mail server refused the letter (%(said)s).")
        return Answer(Verdict.REFUSED, words % {"said": _said(error)})
    if isinstance(error, SMTPResponseException):
        words = _("The mail server cannot take the letter now (%(said)s).")
        return Answer(Verdict.NOT_NOW, words % {"said": _said(error)})
    if isinstance(error, SMTPServerDisconnected | TimeoutError | OSError):
        words = _("The mail server broke off or did not answer in time.")
        return Answer(Verdict.UNCLEAR, words)
    words = _("The letter could not be sent; the log of the portal has the details.")
    return Answer(Verdict.UNCLEAR, words)


def _line_holds(error: Exception) -> bool:
    """After a plain refusal the line is as before; with 421 the server says that it hangs up."""
    if isinstance(error, SMTPRecipientsRefused):
        return all(code != _CLOSING for code, _text in error.recipients.values())
    if isinstance(error, SMTPSenderRefused | SMTPDataError):
        return error.smtp_code != _CLOSING
    return False


def _of_recipient(error: SMTPRecipientsRefused) -> Answer:
    answers: list[tuple[int, bytes | str]] = list(error.recipients.values())
    code, text = answers[0] if answers else (_PERMANENT, "")
    said = _line(code, text)
    if code >= _PERMANENT:
        words = _("The mail server refuses this address (%(said)s).")
        return Answer(Verdict.BOUNCED, words % {"said": said})
    words = _("The mail server cannot take letters for this address now (%(said)s).")
    return Answer(Verdict.NOT_NOW, words % {"said": said})


def _said(error: Exception) -> str:
    if isinstance(error, SMTPResponseException):
        return _line(error.smtp_code, error.smtp_error)
    return one_line(str(error), at_most=_AT_MOST) or type(error).__name__


def _line(code: int, text: bytes | str) -> str:
    plain = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    return one_line(f"{code} {plain}", at_most=_AT_MOST)
