"""Requests for another format: received from strangers, answered by the office, then forgotten."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from boards.letters_of_formats import tell_received
from boards.models import FormatRequest, ScrutinyBody
from boards.operations.format_figures import calendar_of, release_figures
from boards.operations.permission import roles_for
from boards.rules.formats import (
    FORMAT_REQUEST,
    KEPT_DAYS,
    PER_BODY,
    due_on,
    fingerprint,
)
from portal import audit, clock
from portal.models import OutboxLetter
from portal.operations import Refused, fresh, make_move
from portal.outbox.bouncing import forget_strangers

if TYPE_CHECKING:
    from portal.models import User

State = FormatRequest.State


class Received(NamedTuple):
    """A request that was kept, and whether a letter that says so was posted just now."""

    asked: FormatRequest
    is_told: bool


class TooMuch(Refused):
    """More comes in than people would send."""


def receive_request(*, body: str, values: Mapping[str, Any]) -> Received:
    """Keep what somebody asked for, promise a day, and tell them by e-mail where they gave one.

    `body` is the permanent slug, `values` are paper, paper_title, format, needs, name, email and
    reach. The same request sent again while the first waits gives that one: no second letter.
    Raises TooMuch; nothing is kept then.
    """
    of = ScrutinyBody.objects.get(slug=body)
    contact = (values["email"], values["reach"])
    named = values["paper"] or values["paper_title"]
    mark = fingerprint(named, values["format"], values["needs"], contact)
    if same := _waiting(of, mark):
        return Received(same, is_told=False)
    hour_ago = clock.now() - timedelta(hours=1)
    if FormatRequest.objects.filter(body=of, asked_at__gt=hour_ago).count() >= PER_BODY:
        raise TooMuch(_("Too much came in within the last hour. Please try again later."))
    one = FormatRequest(
        body=of,
        fingerprint=mark,
        asked_at=clock.now(),
        due_on=due_on(clock.today(), calendar_of(of)),
        **values,
    )
    try:
        with transaction.atomic():
            one.full_clean(validate_constraints=False)
            one.save()
            audit.record(
                one,
                act=audit.CREATE,
                by=None,
                sentence=_("A request for another format came in."),
            )
            is_told = tell_received(one)
    except IntegrityError:  # the same was sent twice at once
        if same := _waiting(of, mark):
            return Received(same, is_told=False)
        raise
    return Received(one, is_told)


def answer_request(
    *,
    asked: FormatRequest,
    move: str,
    by: User | None,
    answered_on: date,
    answer: str,
    expected_version: int | None,
) -> FormatRequest:
    """Note that a request was answered: given (`give`), or not and why (`refuse`).

    The figures of the body are released anew with it. Raises Refused when `by` holds no such
    office in the body, the day cannot be, or there is no reason; Conflict when somebody else was
    first.
    """
    current = fresh(asked)
    first = current.asked_at.astimezone(clock.CIVIL_ZONE).date()
    if not first <= answered_on <= clock.today():
        raise Refused(_("The day of the answer lies between the day of asking and today."))
    if not answer.strip():
        raise Refused(_("Say how it was answered, or why the format cannot be given."))
    with transaction.atomic():
        done = make_move(
            current,
            table=FORMAT_REQUEST,
            name=move,
            by=by,
            roles=roles_for(by, current.body),
            expected_version=expected_version,
            sentence={
                "give": _("Another format was given."),
                "refuse": _("Another format was not given."),
            }[move],
            unmet={},
            values={
                "answered_on": answered_on,
                "answer": answer,
                "answered_by": by,
            },
        )
        release_figures(current.body, by=by)
        return done


def erase_answered(as_of: datetime) -> int:
    """Erase what was told in requests that ended some time ago; returns how many there were.

    Who asked, how to reach them, what they need, the paper in their own words and how it was
    answered go, and the letter with their address, and that mail to it came back. A paper that was
    chosen, format and days stay, for the figures.
    """
    last = as_of.astimezone(clock.CIVIL_ZONE).date() - timedelta(days=KEPT_DAYS)
    rows = FormatRequest.objects.filter(
        ~Q(state=State.WAITING), answered_on__lt=last, erased_at__isnull=True
    )
    done = 0
    for one in rows:
        with transaction.atomic():
            left = FormatRequest.objects.filter(pk=one.pk, erased_at__isnull=True)
            if not left.update(
                name="", email="", reach="", needs="", answer="", fingerprint="", erased_at=as_of
            ):
                continue
            FormatRequest.objects.filter(pk=one.pk, paper="").update(paper_title="")
            OutboxLetter.objects.filter(once=f"format:{one.key}").delete()
            forget_strangers([one.email])
            sentence = _("What was told of a person in a request for another format was erased.")
            audit.record(one, act=audit.CHANGE, by=None, sentence=sentence)
            done += 1
    return done


def _waiting(body: ScrutinyBody, mark: str) -> FormatRequest | None:
    return FormatRequest.objects.filter(body=body, fingerprint=mark, state=State.WAITING).first()
