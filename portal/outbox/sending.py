"""Sending what is due: each letter is claimed, begun, handed over and noted.

Killed at any point, a letter is lost to nobody. It can reach somebody twice only when the sender
dies, or the line breaks, between the server's acceptance and the note of it.
"""

from __future__ import annotations

import logging
import time
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from django.conf import settings
from django.db import DatabaseError, InterfaceError

from portal import clock
from portal.models import LetterState, OutboxLetter
from portal.outbox.answers import Answer, Verdict, meaning_of, not_made, unreached
from portal.outbox.bouncing import note_bounce, note_taken
from portal.outbox.choices import is_wanted
from portal.outbox.claiming import begin, claim_next, note
from portal.outbox.composing import compose, compose_written
from portal.outbox.kinds import kind_named
from portal.outbox.server import MailServer
from portal.outbox.telling import note_trouble
from portal.rules.backing_off import is_given_up, wait_after, wait_unreached

if TYPE_CHECKING:
    from django.core.mail import EmailMultiAlternatives

_log: Final = logging.getLogger("portal.mail")
#: After so many failures of the line in a row the rest waits for the next tick.
_PATIENCE: Final = 2


def send_due(as_of: datetime) -> int:
    """Send the letters that are due, the oldest first; return how many were handed over.

    It ends after OUTBOX_BATCH_SECONDS, or when the server fails twice in a row: what is left waits
    for the next tick, uncounted.
    """
    sent = failures = 0
    until = time.monotonic() + settings.OUTBOX_BATCH_SECONDS
    with MailServer() as server:
        while failures < _PATIENCE and time.monotonic() < until:
            letter = claim_next(as_of)
            if letter is None:
                break
            answer = _try(letter, server)
            if answer is None:
                sent += letter.state == LetterState.SENT
                failures = 0
                continue
            _note_refusal(letter, answer)
            lost = answer.verdict in (Verdict.UNREACHED, Verdict.UNCLEAR)
            failures = failures + 1 if lost else 0
    return sent


def _try(letter: OutboxLetter, server: MailServer) -> Answer | None:
    """One attempt; None when nothing more is to be said of it."""
    try:
        message = _message(letter)
    except (DatabaseError, InterfaceError):
        raise  # no fault of the letter
    except Exception as error:  # noqa: BLE001 - one letter must not stop the others
        return _failed(letter, not_made(error), error)
    if message is None:
        note(letter, state=LetterState.UNWANTED, next_at=None, text="")
        return None
    try:
        server.open()
    except Exception as error:  # noqa: BLE001 - back ends raise what they like
        server.drop()
        return _failed(letter, unreached(error), error)
    if not begin(letter):
        return None
    try:
        server.hand_over(message)
    except Exception as error:  # noqa: BLE001 - back ends raise what they like
        answer = meaning_of(error)
        if not answer.line_holds:
            server.drop()
        return _failed(letter, answer, error)
    _note_sent(letter)
    return None


def _message(letter: OutboxLetter) -> EmailMultiAlternatives | None:
    """The message; None when the letter is not wanted, or nothing is left that it could say."""
    if not is_wanted(letter):
        return None
    write = kind_named(letter.kind).write_late
    if write is None:
        return compose(letter)
    written = write(letter)
    return compose_written(letter, written) if written else None


def _note_sent(letter: OutboxLetter) -> None:
    values: dict[str, object] = {"text": ""} if kind_named(letter.kind).is_secret else {}
    now = clock.now()
    if note(
        letter,
        state=LetterState.SENT,
        sent_at=now,
        next_at=None,
        begun_at=None,
        trouble_since=None,
        said="",
        **values,
    ):
        letter.state = LetterState.SENT
        note_taken(letter.to)


def _note_refusal(letter: OutboxLetter, answer: Answer) -> None:
    """Plan the next attempt, or give the letter up and say so."""
    now = clock.now()
    since = letter.trouble_since or now
    values: dict[str, object] = {"trouble_since": since, "said": answer.words}
    is_clear = answer.verdict not in (Verdict.UNCLEAR, Verdict.UNREACHED)
    if is_clear and letter.begun_at is None:  # it said no, and no earlier attempt is unclear
        values["begun_at"] = None
    final = _final_state(answer.verdict, now - since)
    if final is None:
        wait = wait_unreached if answer.verdict is Verdict.UNREACHED else wait_after
        values |= {"state": LetterState.WAITING, "next_at": now + wait(letter.attempts)}
    else:
        values |= {"state": final, "next_at": None}
    if not note(letter, **values):
        return
    if final is LetterState.BOUNCED:
        note_bounce(letter.to, answer.words)
    if final is not None:
        note_trouble(letter, final)


def _final_state(verdict: Verdict, in_trouble_for: timedelta) -> LetterState | None:
    if verdict is Verdict.BOUNCED:
        return LetterState.BOUNCED
    if verdict is Verdict.REFUSED:
        return LetterState.FAILED
    if verdict is Verdict.UNREACHED:
        return None  # an unreachable server loses nothing
    return LetterState.FAILED if is_given_up(in_trouble_for) else None


def _failed(letter: OutboxLetter, answer: Answer, error: Exception) -> Answer:
    """Tell the monitoring: the number of the letter and the kind of fault, no word of either."""
    _log.warning(
        "Letter %s was not taken (%s, %s).", letter.pk, answer.verdict.value, type(error).__name__
    )
    return answer
