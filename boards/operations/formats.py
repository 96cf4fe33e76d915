"""Requests for another format: received from strangers, answered by the office, then forgotten."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from boards import kinds
from boards.letters_of_formats import tell_received
from boards.models import FormatRequest, ScrutinyBody
from boards.operations.permission import roles_for
from boards.rules.formats import (
    FORMAT_REQUEST,
    KEPT_DAYS,
    PER_BODY,
    Asked,
    due_on,
    figures,
    fingerprint,
)
from portal import audit, clock
from portal.calendar import calendar_for
from portal.disclosure.matters import matter_key
from portal.models import OutboxLetter
from portal.operations import Refused, fresh, make_move
from portal.publishing import Copy, release

if TYPE_CHECKING:
    from portal.models import User
    from portal.rules.calendars import Calendar

State = FormatRequest.State


class TooMuch(Refused):
    """More comes in than people would send."""


def receive_request(*, body: str, values: Mapping[str, Any]) -> FormatRequest:
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
        return same
    hour_ago = clock.now() - timedelta(hours=1)
    if FormatRequest.objects.filter(body=of, asked_at__gt=hour_ago).count() >= PER_BODY:
        raise TooMuch(_("Too much came in within the last hour. Please try again later."))
    one = FormatRequest(
        body=of,
        fingerprint=mark,
        asked_at=clock.now(),
        due_on=due_on(clock.today(), _calendar(of)),
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
            tell_received(one)
    except IntegrityError:  # the same was sent twice at once
        if same := _waiting(of, mark):
            return same
        raise
    return one


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
        _release_figures(current.body, by=by)
        return done


def erase_answered(as_of: datetime) -> int:
    """Erase what was told in requests that ended some time ago; returns how many there were.

    Who asked, how to reach them, what they need and how it was answered go, and the letter with
    their address; paper, format and days stay, for the figures.
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
            OutboxLetter.objects.filter(once=f"format:{one.key}").delete()
            sentence = _("What was told of a person in a request for another format was erased.")
            audit.record(one, act=audit.CHANGE, by=None, sentence=sentence)
            done += 1
    return done


def _release_figures(body: ScrutinyBody, *, by: User | None) -> None:
    """Release how many asked in each year, and how fast they were answered: nothing else."""
    rows = FormatRequest.objects.filter(body=body).only("asked_at", "answered_on", "state")
    asked = [
        Asked(one.asked_at.astimezone(clock.CIVIL_ZONE).date(), one.answered_on, one.state)
        for one in rows
    ]
    copy = Copy(
        kind=kinds.FORMATS,
        key=str(body.key),
        body=body.slug,
        path="formats/figures/",
        title=_("Requests for other formats"),
        payload={"years": figures(asked, _calendar(body))},
    )
    release(
        copies=[copy],
        body=body.slug,
        subject=_("Figures of requests for other formats"),
        by=by,
        matter=matter_key(kinds.BODY, body.key),
    )


def _waiting(body: ScrutinyBody, mark: str) -> FormatRequest | None:
    return FormatRequest.objects.filter(body=body, fingerprint=mark, state=State.WAITING).first()


def _calendar(body: ScrutinyBody) -> Calendar:
    return calendar_for("wales" if body.nation == "wales" else "england", body.slug)
