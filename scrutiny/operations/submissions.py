"""What comes in to a call for evidence: received, looked at, taken as evidence or declined.

What reads like a report of harm never reaches the desk. It is kept for one named person, who is
told by mail that there is something to read; the log of the body says nothing of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from boards.models import Access
from portal import audit, clock
from portal.operations import Conflict, Refused, fresh, make_move
from scrutiny.models import CallForEvidence, Evidence, Submission
from scrutiny.operations.enquiry import move_evidence
from scrutiny.operations.people import require_clerk, roles_for
from scrutiny.operations.records import EVIDENCE, add_record
from scrutiny.operations.telling import tell_named_person
from scrutiny.rules.calls import PER_CALL, SUBMISSION, is_open
from scrutiny.rules.reads_like_disclosure import reads_like_disclosure

if TYPE_CHECKING:
    from portal.models import User
    from scrutiny.models import KeyLineOfEnquiry

State = Submission.State


class CallClosed(Refused):
    """The call takes nothing more: it is off, over, or not begun."""


class CallBusy(Refused):
    """More comes in than people would send."""


def receive_submission(*, review_key: str, values: Mapping[str, Any]) -> Submission:
    """Keep what somebody sent to the call of a review, and set it apart if it tells of harm.

    `values` are name, organisation, email, may_be_named and text. The state of what is returned
    says what the sender is told. Raises CallClosed, CallBusy; nothing is kept then.
    """
    call = (
        CallForEvidence.objects.select_related("review__body", "named_person")
        .filter(review__key=review_key, is_on=True)
        .first()
    )
    if call is None or not is_open(
        opens_on=call.opens_on, closes_on=call.closes_on, today=clock.today()
    ):
        raise CallClosed(_("This call for evidence is closed."))
    hour_ago = clock.now() - timedelta(hours=1)
    if Submission.objects.filter(call=call, received_at__gt=hour_ago).count() >= PER_CALL:
        raise CallBusy(_("Too much came in within the last hour. Please try again later."))
    tells = reads_like_disclosure(
        str(values.get("text", "")),
        str(values.get("name", "")),
        str(values.get("organisation", "")),
    )
    with transaction.atomic():
        one = Submission(call=call, received_at=clock.now(), state=State.WAITING, **values)
        if tells:
            one.state, one.for_person = State.SET_APART, call.named_person
        one.full_clean()
        one.save()
        if tells:
            _announce_apart(call.named_person, about=one)
        else:
            sentence = _("An answer to the call for evidence came in.")
            audit.record(one, act=audit.CREATE, by=None, sentence=sentence)
        return one


def set_apart(*, submission: Submission, by: User, expected_version: int | None) -> None:
    """A clerk sees that it tells of harm: it goes to the named person and leaves the desk."""
    current = fresh(submission)
    require_clerk(by, current.call.review.body)
    if current.state != State.WAITING:
        raise Refused(_("That cannot be done from here. Somebody may have done it already."))
    person = current.call.named_person
    version = current.version if expected_version is None else expected_version
    with transaction.atomic():
        rows = Submission.objects.filter(pk=current.pk, version=version, state=State.WAITING)
        if not rows.update(
            state=State.SET_APART, for_person=person, changed_by=by, version=version + 1
        ):
            raise Conflict(fresh(submission))
        _announce_apart(person, about=current)


def give_back(*, submission: Submission, by: User, expected_version: int | None) -> Submission:
    """The named person sees that it is evidence and no report: it goes to the clerks' desk."""
    current = fresh(submission)
    if current.for_person_id != by.pk:
        raise Refused(_("Only the named person can do this."))
    with transaction.atomic():
        return make_move(
            current,
            table=SUBMISSION,
            name="give_back",
            by=by,
            roles=frozenset({"named_person"}),
            expected_version=expected_version,
            sentence=_("An answer to the call for evidence came in."),
            unmet={},
            values={"for_person": None},
        )


def note_seen(*, submission: Submission, by: User) -> None:
    """The named person has read it and taken it on. Only the first time is kept."""
    current = fresh(submission)
    if current.for_person_id != by.pk or current.state != State.SET_APART:
        raise Refused(_("Only the named person can do this."))
    rows = Submission.objects.filter(pk=current.pk, seen_at__isnull=True)
    if rows.update(seen_at=clock.now()):
        _log_apart(by, by=by, sentence=_("Something for this person alone was taken on."))


def take_submission(
    *,
    submission: Submission,
    by: User,
    expected_version: int | None,
    title: str,
    lines: Sequence[KeyLineOfEnquiry] = (),
) -> Evidence:
    """Take it as written evidence: restricted, and without its sender's name unless they agreed."""
    current = fresh(submission)
    review = current.call.review
    require_clerk(by, review.body)
    with transaction.atomic():
        taken = _move(current, "take", by=by, expected_version=expected_version)
        evidence = add_record(
            kind=EVIDENCE,
            review=review,
            by=by,
            values={
                "kind": Evidence.Kind.WRITTEN,
                "title": title,
                "summary": current.text,
                "provider": _provider(current),
                "dated_on": current.received_at.astimezone(clock.CIVIL_ZONE).date(),
                "access": Access.RESTRICTED,
                "restriction_reason": _(
                    "Sent in answer to the call for evidence, and not released by the body."
                ),
                "lines": list(lines),
            },
        )
        assert isinstance(evidence, Evidence)
        Submission.objects.filter(pk=taken.pk).update(evidence=evidence)
        return move_evidence(evidence=evidence, move="receive", by=by, expected_version=None)


def decline_submission(
    *, submission: Submission, by: User, expected_version: int | None, reason: str
) -> Submission:
    """Do not take it, with a reason that stays with it."""
    current = fresh(submission)
    require_clerk(by, current.call.review.body)
    with transaction.atomic():
        return _move(
            current,
            "decline",
            by=by,
            expected_version=expected_version,
            reason=reason,
            values={"reason": reason},
        )


def _move(
    current: Submission,
    move: str,
    *,
    by: User,
    expected_version: int | None,
    reason: str = "",
    values: Mapping[str, Any] | None = None,
) -> Submission:
    sentence = {
        "take": _("An answer to the call was taken as evidence."),
        "decline": _("An answer to the call was not taken."),
    }[move]
    return make_move(
        current,
        table=SUBMISSION,
        name=move,
        by=by,
        roles=roles_for(by, current.call.review),
        expected_version=expected_version,
        sentence=sentence,
        unmet={},
        reason=reason,
        values=values,
    )


def _provider(one: Submission) -> str:
    """Whom the evidence is said to come from, which reports may print."""
    if not one.may_be_named:
        return _("An answer to the call for evidence, name withheld")
    named = ", ".join(part for part in (one.name, one.organisation) if part)
    return named or _("An answer to the call for evidence, no name given")


def _announce_apart(person: User, *, about: Submission) -> None:
    """Log it for the person of this moment, and post the letter that tells them."""
    _log_apart(person, by=None, sentence=_("Something came in for this person alone."))
    tell_named_person(person, about)


def _log_apart(person: User, *, by: User | None, sentence: str) -> None:
    """In the log of the account and of no body, so that no officer can so much as count it."""
    audit.record(person, act=audit.CHANGE, by=by, sentence=sentence, body="")
