"""What came in through a link: received, then confirmed or declined by a clerk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from portal import audit, clock, signed_links
from portal.models import ReceivedAnswer, SignedLink
from portal.operations import Refused, fresh
from portal.signed_links import Spent
from scrutiny.by_link.subjects import Subject, holder_of, is_open, kind_named, subject_of
from scrutiny.models import Action, InformationRequest
from scrutiny.operations.actions import claim_by_link
from scrutiny.operations.information_requests import move_request
from scrutiny.operations.people import require_clerk
from scrutiny.operations.progress import take_over
from scrutiny.rules.actions import WITH_OWNER

if TYPE_CHECKING:
    from portal.models import User

State = ReceivedAnswer.State


def opens_something(link: SignedLink) -> Subject | None:
    """The record about which something may be sent with a link at this moment; else None.

    Not when the link was used, was taken back or ran out, when the record is finished, and when
    somebody else is asked by now.
    """
    subject = subject_of(link)
    if subject is None or not link.is_open(clock.now()) or not is_open(subject):
        return None
    return subject if holder_of(subject).key == link.holder_key else None


def receive_answer(link: SignedLink, *, text: str, name: str, is_done: bool) -> ReceivedAnswer:
    """Keep what somebody sent, which uses the link up. Raises Spent, with nothing kept."""
    with transaction.atomic():
        kind = kind_named(link.purpose)
        answer = signed_links.receive(
            link,
            text=text.strip(),
            name=name.strip(),
            is_done=is_done and kind is not None and kind.may_be_done,
        )
        current = SignedLink.objects.get(pk=link.pk)
        subject = subject_of(current)
        if subject is None or not is_open(subject) or holder_of(subject).key != current.holder_key:
            raise Spent(was_used=False)  # takes back all of it
        sentence = _("An answer came in by link. It waits to be confirmed.")
        audit.record(subject, act=audit.CHANGE, by=None, sentence=sentence)
        return answer


def confirm_answer(*, answer: ReceivedAnswer, by: User) -> ReceivedAnswer:
    """Take over what came in: as an update of the action, or as the answer to the request.

    Where it says that the action is done, the action is reported as done with it; only the body
    closes it, at a meeting. Raises Refused, also for the second of two clerks.
    """
    subject = _subject(answer)
    require_clerk(by, subject.body)
    with transaction.atomic():
        decided = signed_links.decide(answer, state=State.CONFIRMED, by=by)
        if isinstance(subject, Action):
            outcome = _take_as_update(subject, decided, by=by)
        else:
            outcome = _take_as_answer(subject, decided, by=by)
        ReceivedAnswer.objects.filter(pk=decided.pk).update(outcome=outcome)
        return decided


def decline_answer(*, answer: ReceivedAnswer, by: User, reason: str) -> ReceivedAnswer:
    """Leave what came in aside, with the reason. Raises Refused."""
    subject = _subject(answer)
    require_clerk(by, subject.body)
    if not reason.strip():
        raise Refused(_("Give a reason. It is kept with the record."))
    with transaction.atomic():
        decided = signed_links.decide(answer, state=State.DECLINED, by=by, reason=reason.strip())
        sentence = _("What came in by link was not taken over.")
        audit.record(subject, act=audit.CHANGE, by=by, sentence=sentence, reason=reason.strip())
        return decided


def _take_as_update(action: Action, answer: ReceivedAnswer, *, by: User) -> str:
    """One update, made by nobody with an account when it came in, and confirmed by the clerk."""
    action = fresh(action)
    if not is_open(action):
        raise Refused(_("Nothing can be reported on it in the state that it is in."))
    said: dict[str, Any] = {"by": by, "text": answer.text}
    if answer.is_done and action.state in WITH_OWNER:
        update = claim_by_link(action=action, reported_at=answer.received_at, **said)
    else:
        update = take_over(on=action, made_at=answer.received_at, **said)
    return f"{update._meta.label_lower}:{update.pk}"


def _take_as_answer(request: InformationRequest, answer: ReceivedAnswer, *, by: User) -> str:
    moved = move_request(
        request=request, move="answer", by=by, expected_version=None, answer=answer.text
    )
    return f"{moved._meta.label_lower}:{moved.pk}"


def _subject(answer: ReceivedAnswer) -> Subject:
    subject = subject_of(answer.link)
    if subject is None:
        raise Refused(_("What this is about is no longer there."))
    return subject
