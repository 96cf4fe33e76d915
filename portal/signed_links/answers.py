"""What comes in through a link: kept once, shown to clerks, and decided on once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from portal import audit, clock
from portal.models import ReceivedAnswer, SignedLink
from portal.operations import Refused

if TYPE_CHECKING:
    from portal.models import User


class Spent(Refused):
    """The link does not take anything any more; `was_used` says whether an answer is here."""

    def __init__(self, *, was_used: bool) -> None:
        self.was_used = was_used
        super().__init__(_("This link does not work any more."))


@transaction.atomic
def receive(
    link: SignedLink, *, text: str, name: str = "", is_done: bool = False
) -> ReceivedAnswer:
    """Keep what was sent and use the link up, by one UPDATE: of two at once one is first.

    Raises Spent for a link that was used, was taken back or ran out.
    """
    now = clock.now()
    rows = SignedLink.objects.standing().filter(pk=link.pk, expires_at__gt=now)
    if not rows.update(used_at=now):
        was_used = SignedLink.objects.filter(pk=link.pk, used_at__isnull=False).exists()
        raise Spent(was_used=was_used)
    answer = ReceivedAnswer.objects.create(
        link=link, text=text, name=name, is_done=is_done, received_at=now
    )
    audit.record(
        link,
        act=audit.CHANGE,
        by=None,
        sentence=_("A link was used: an answer came in. It waits for a clerk."),
    )
    return answer


def decide(
    answer: ReceivedAnswer, *, state: str, by: User, reason: str = "", outcome: str = ""
) -> ReceivedAnswer:
    """Confirm or decline what came in; once, by one UPDATE. Raises Refused for the second."""
    waiting = ReceivedAnswer.objects.filter(pk=answer.pk, state=ReceivedAnswer.State.WAITING)
    values = {"decided_at": clock.now(), "decided_by": by, "reason": reason, "outcome": outcome}
    if not waiting.update(state=state, **values):
        raise Refused(_("Somebody has decided on this answer already."))
    return ReceivedAnswer.objects.select_related("link").get(pk=answer.pk)
